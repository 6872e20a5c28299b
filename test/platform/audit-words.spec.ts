import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AUDIT_ACTIONS } from '../../console/src/words/audit-actions';

/** What a template in the code may say after its dot. */
const OUTCOMES: Record<string, string[]> = {
  activity: ['published', 'returned', 'rejected'],
  claim: ['link', 'reject'],
  demand: ['published', 'rejected'],
  legacy: ['linked', 'rejected'],
  membership: ['approved', 'rejected', 'promoted', 'demoted'],
  organization: ['approved', 'returned', 'rejected'],
  'organization-change': ['approved', 'returned'],
  'past-activity': ['approved', 'returned', 'rejected'],
  recap: ['published', 'returned'],
  'service-appeal': ['upheld', 'dismissed'],
  'service-record': ['approved', 'rejected'],
  'service-report': ['upheld', 'dismissed'],
};

const SERVER = join(__dirname, '../../server');
const sources = readdirSync(SERVER, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => readFileSync(join(SERVER, path), 'utf8'));

/** What follows transaction and actor in a call of the audit. */
const recorded = sources.flatMap((source) =>
  [...source.matchAll(/\.record\(\s*tx,\s*[\w.]+,\s*(['`])([\w-]+)\.(\$\{)?([\w-]*)/g)].flatMap(
    ([, , kind, open, outcome]) => (open ? OUTCOMES[kind!]! : [outcome!]).map((each) => `${kind}.${each}`),
  ),
);

describe('the words of the audit', () => {
  it('say in Chinese whatever the server records', () => {
    expect(recorded.length).toBeGreaterThan(50);
    const known = new Set(AUDIT_ACTIONS.map(({ value }) => value));
    expect([...new Set(recorded)].filter((action) => !known.has(action))).toEqual([]);
  });
});
