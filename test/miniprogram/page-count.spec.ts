import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pagesOfApp } from '../phone/tour/visit';

/** The number is typed in both languages; a page more or less changes it. */
test('README says how many pages the mini-program has', () => {
  const readme = readFileSync(join(__dirname, '../../README.md'), 'utf8');
  const said = [...readme.matchAll(/(\d+) (?:个页面|pages)/g)].map(([, count]) => Number(count));
  expect(said).toHaveLength(3);
  expect(new Set(said)).toEqual(new Set([pagesOfApp().length]));
});
