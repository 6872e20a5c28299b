import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import sharp from 'sharp';

/** Draws the mini-program's tab icons: WeChat takes PNG only, 81 × 81. From TDesign's icons, in the tokens' colours. */
const ICONS: Record<string, string> = {
  home: 'home',
  activities: 'calendar-event',
  organizations: 'usergroup',
  me: 'user-1',
};
const SIZE = 81;

const root = join(__dirname, '..');
const source = join(dirname(require.resolve('tdesign-icons-svg/package.json')), 'src');
const { color } = JSON.parse(readFileSync(join(root, 'config/design-tokens.json'), 'utf8'));

async function draw(icon: string, paint: string, file: string): Promise<void> {
  const svg = readFileSync(join(source, `${icon}.svg`), 'utf8')
    .replace('view-box="0 0 24 24"', 'viewBox="-2 -2 28 28"')
    .replace('width="1em" height="1em"', `width="${SIZE}" height="${SIZE}"`)
    .replaceAll('currentColor', paint);
  const picture = sharp(Buffer.from(svg)).png({ palette: true });
  await picture.toFile(join(root, 'miniprogram/assets/tabs', file));
}

async function main(): Promise<void> {
  for (const [name, icon] of Object.entries(ICONS)) {
    await draw(icon, color['ink-faint'], `${name}.png`);
    await draw(`${icon}-filled`, color.brand, `${name}-on.png`);
  }
}

void main();
