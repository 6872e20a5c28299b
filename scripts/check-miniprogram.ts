/**
 * Checks a mini-program without WeChat's tools: it builds, every template fits its page's types, and its packages are
 * not larger than WeChat takes.
 * `npx tsx scripts/check-miniprogram.ts [folder]`; the folder is `miniprogram` by default.
 */
import { resolve } from 'node:path';
import { checkTemplates } from '../desk/phone/build/check-templates';
import { buildMiniProgram } from '../desk/phone/build/mini-program.build';
import { packageSizes } from '../desk/phone/build/package-sizes';
import { BuildFailure, describeProblem } from '../desk/phone/build/problem';
import { SourceTree } from '../desk/phone/build/source-tree';

async function check(folder: string): Promise<number> {
  try {
    await buildMiniProgram(folder);
    const problems = await checkTemplates(folder);
    for (const problem of problems) console.error(describeProblem(problem));
    if (problems.length === 0)
      console.log(`${folder}: the mini-program builds, and its templates fit their types`);
    const sizes = packageSizes(new SourceTree(resolve(folder)));
    console.log(
      sizes.map(({ name, bytes, limit }) => `${name} ${kib(bytes)} of ${kib(limit)} KiB`).join(' · '),
    );
    const tooLarge = sizes.filter(({ bytes, limit }) => bytes > limit);
    for (const { name } of tooLarge) console.error(`${folder}: package ${name} is larger than WeChat takes`);
    return problems.length + tooLarge.length;
  } catch (error) {
    if (!(error instanceof BuildFailure)) throw error;
    console.error(error.message);
    return error.problems.length;
  }
}

const kib = (bytes: number): number => Math.ceil(bytes / 1024);

check(process.argv[2] ?? 'miniprogram').then(
  (problems) => {
    process.exitCode = problems > 0 ? 1 : 0;
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
