import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const HEAD = `/**
 * Code tables of the national volunteer system as people read them: code → name.
 * Written by \`npm run codes\` from server/reference/codes.json.
 */
export const CODES: Readonly<Record<string, Readonly<Record<string, string>>>> = `;

/** @returns `miniprogram/core/code-tables.ts`: WeChat's scripts cannot import JSON */
export const codeTablesSource = (json: string): string =>
  `${HEAD}${JSON.stringify(JSON.parse(json), null, 2).replace(/"/g, "'")};\n`;

if (require.main === module) {
  const root = join(__dirname, '..');
  const json = readFileSync(join(root, 'server/reference/codes.json'), 'utf8');
  writeFileSync(join(root, 'miniprogram/core/code-tables.ts'), codeTablesSource(json));
}
