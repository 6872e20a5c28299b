/**
 * Checks a mini-program without WeChat's tools: it builds, and every template fits its page's types.
 * `npx tsx scripts/check-miniprogram.ts [folder]`; the folder is `miniprogram` by default.
 */
import { checkTemplates } from '../desk/phone/build/check-templates';
import { buildMiniProgram } from '../desk/phone/build/mini-program.build';
import { BuildFailure, describeProblem } from '../desk/phone/build/problem';

async function check(folder: string): Promise<number> {
  try {
    await buildMiniProgram(folder);
    const problems = await checkTemplates(folder);
    for (const problem of problems) console.error(describeProblem(problem));
    if (problems.length === 0)
      console.log(`${folder}: the mini-program builds, and its templates fit their types`);
    return problems.length;
  } catch (error) {
    if (!(error instanceof BuildFailure)) throw error;
    console.error(error.message);
    return error.problems.length;
  }
}

check(process.argv[2] ?? 'miniprogram').then(
  (problems) => {
    process.exitCode = problems > 0 ? 1 : 0;
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
