import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { consoleStyleSheet } from './tokens/console-tokens';
import { styleSheetsOf } from './tokens/wxss-tokens';

/** `npm run tokens`: writes the style sheets of the mini-program and the PC site that follow from `config/design-tokens.json`. */
const root = join(__dirname, '..');
const tokens = JSON.parse(readFileSync(join(root, 'config/design-tokens.json'), 'utf8'));
const sheets = { ...styleSheetsOf(tokens), ...consoleStyleSheet(tokens) };
for (const [path, content] of Object.entries(sheets)) writeFileSync(join(root, path), content);
