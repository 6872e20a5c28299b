import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { styleSheetsOf } from './tokens/wxss-tokens';

/** `npm run tokens`: writes the style sheets of the mini-program that follow from `config/design-tokens.json`. */
const root = join(__dirname, '..');
const tokens = JSON.parse(readFileSync(join(root, 'config/design-tokens.json'), 'utf8'));
for (const [path, content] of Object.entries(styleSheetsOf(tokens))) writeFileSync(join(root, path), content);
