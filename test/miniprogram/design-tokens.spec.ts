import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeTablesSource } from '../../scripts/mini-program-codes';
import { consoleStyleSheet } from '../../scripts/tokens/console-tokens';
import { styleSheetsOf } from '../../scripts/tokens/wxss-tokens';

const root = join(__dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const tokens = JSON.parse(read('config/design-tokens.json'));

describe('design tokens', () => {
  const sheets = { ...styleSheetsOf(tokens), ...consoleStyleSheet(tokens) };
  test.each(Object.entries(sheets))('%s is current: npm run tokens', (path, content) => {
    expect(read(path)).toBe(content);
  });

  test('长者模式 enlarges every text size by the scale', () => {
    const sizes = (sheet: string) =>
      Object.fromEntries(
        [...sheet.matchAll(/--text-(\d+): ([\d.]+)rpx/g)].map(([, name, size]) => [name, Number(size)]),
      );
    const sheets = Object.values(styleSheetsOf(tokens));
    const [plain, large] = sheets.map(sizes);
    expect(Object.keys(large!)).toEqual(Object.keys(tokens.type));
    for (const [name, size] of Object.entries(large!)) expect(size).toBeCloseTo(plain![name]! * 1.3, 0);
  });

  const { color } = tokens;
  const onWhite = [
    'brand',
    'brand-deep',
    'warm-deep',
    'ink',
    'ink-soft',
    'ink-faint',
    'success',
    'warning',
    'danger',
  ];
  test.each([
    ...onWhite.map((name) => [name, 'surface']),
    ['ink', 'ground'],
    ['ink-soft', 'ground'],
    ['ink-faint', 'ground'],
    ['surface', 'brand'],
    ['brand', 'brand-tint'],
    ['brand-deep', 'brand-tint'],
    ['warm-deep', 'warm-tint'],
    ['success', 'success-tint'],
    ['warning', 'warning-tint'],
    ['danger', 'danger-tint'],
  ])('%s on %s can be read', (text, ground) => {
    expect(contrast(color[text!], color[ground!])).toBeGreaterThanOrEqual(4.5);
  });
});

test('code tables of the mini-program are current: npm run codes', () => {
  const source = codeTablesSource(read('server/reference/codes.json'));
  const tables = (text: string) => new Function(`return ${text.slice(text.indexOf('= {') + 2)}`)();
  expect(tables(read('miniprogram/core/code-tables.ts'))).toEqual(tables(source));
});

/** WCAG 2: 1 to 21 */
function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
