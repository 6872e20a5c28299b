import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../miniprogram');
const TAG = /<([a-z][\w-]*)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*\/?>/g;
/** TDesign's and WeChat's own controls say what they are. */
const PLAIN = ['view', 'text', 'image', 'scroll-view'];

/** A screen reader announces only what says that it can be tapped; the rendered pages are audited by the tour. */
test('whatever reacts to a tap has a role', () => {
  const templates = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.wxml'),
  );
  const silent = templates.flatMap((file) =>
    [...readFileSync(join(ROOT, file), 'utf8').matchAll(TAG)]
      .filter(
        ([, tag = '', attributes = '']) => PLAIN.includes(tag) && /\b(bind|catch):?tap=/.test(attributes),
      )
      .filter(([, , attributes = '']) => !attributes.includes('aria-role='))
      .map(([element]) => `${file}: ${element}`),
  );
  expect(silent).toEqual([]);
});
