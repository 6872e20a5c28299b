import 'reflect-metadata';
import { callback } from './callback.bench';
import { importing } from './import.bench';
import { reads } from './reads.bench';
import { signup } from './signup.bench';
import { signupKill } from './signup-kill.bench';
import { tree } from './tree.bench';

/**
 * `npm run bench [NAME …]`: each benchmark compares with a yardstick in the same run and ends with the line
 * `NAME ratio=R …`. Nothing is asserted: machines are noisy, ratios are what travels.
 */
const BENCHMARKS: Record<string, () => Promise<string>> = {
  callback,
  reads,
  import: importing,
  tree,
  signup,
  'signup-kill': signupKill,
};

async function main(): Promise<void> {
  const chosen = process.argv.slice(2);
  const unknown = chosen.filter((name) => !(name in BENCHMARKS));
  if (unknown.length > 0)
    throw new Error(`unknown: ${unknown.join(', ')}; there are ${Object.keys(BENCHMARKS).join(', ')}`);
  for (const name of chosen.length > 0 ? chosen : Object.keys(BENCHMARKS)) {
    console.log(`${name} ${await BENCHMARKS[name]!()}`);
  }
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
