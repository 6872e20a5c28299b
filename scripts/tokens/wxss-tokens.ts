/** `config/design-tokens.json`: lengths in CSS pixels, type as size → line height. */
export interface DesignTokens {
  color: Record<string, string>;
  radius: Record<string, number>;
  space: Record<string, number>;
  type: Record<string, number>;
  largeTypeScale: number;
}

export const HEAD = '/* Written by `npm run tokens` from config/design-tokens.json. */\n';

/** TDesign's text styles, in rpx: name → weight, size, line height. */
const TDESIGN_FONTS: Record<string, [weight: number, size: number, line: number]> = {
  'link-small': [400, 24, 40],
  'link-medium': [400, 28, 44],
  'link-large': [400, 32, 48],
  'mark-extraSmall': [600, 20, 32],
  'mark-small': [600, 24, 40],
  'mark-medium': [600, 28, 44],
  'mark-large': [600, 32, 48],
  'body-extraSmall': [400, 20, 32],
  'body-small': [400, 24, 40],
  'body-medium': [400, 28, 44],
  'body-large': [400, 32, 48],
  'title-small': [600, 28, 44],
  'title-medium': [600, 32, 48],
  'title-large': [600, 36, 52],
  'title-extraLarge': [600, 40, 56],
};
const FAMILY = 'PingFang SC, Microsoft YaHei, sans-serif';

/** @returns the style sheets of the mini-program by path: everything for `page`, and what 长者模式 changes */
export function styleSheetsOf(tokens: DesignTokens): Record<string, string> {
  const plain = {
    ...named('color', tokens.color),
    ...named('radius', rpxOf(tokens.radius)),
    ...named('space', rpxOf(tokens.space)),
    ...textSizes(tokens, 1),
    ...tdesignColors(tokens.color),
  };
  const large = { ...textSizes(tokens, tokens.largeTypeScale), ...tdesignFonts(tokens.largeTypeScale) };
  return {
    'miniprogram/styles/tokens.wxss': HEAD + rule('page', plain),
    'miniprogram/styles/large-type.wxss': HEAD + rule('.large-type', large),
  };
}

const rpx = (pixels: number): string => `${Math.round(pixels * 20) / 10}rpx`;

const rpxOf = (lengths: Record<string, number>) =>
  Object.fromEntries(Object.entries(lengths).map(([name, pixels]) => [name, rpx(pixels)]));

const named = (group: string, values: Record<string, string>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`--${group}-${name}`, value]));

/** One size for `font-size`, its line height beside it. */
const textSizes = ({ type }: DesignTokens, scale: number) =>
  Object.fromEntries(
    Object.entries(type).flatMap(([size, line]) => [
      [`--text-${size}`, rpx(Number(size) * scale)],
      [`--line-${size}`, rpx(line * scale)],
    ]),
  );

const tdesignFonts = (scale: number) =>
  Object.fromEntries(
    Object.entries(TDESIGN_FONTS).map(([name, [weight, size, line]]) => [
      `--td-font-${name}`,
      `${weight} ${rpx((size / 2) * scale)} / ${rpx((line / 2) * scale)} ${FAMILY}`,
    ]),
  );

/** TDesign's components in our colours. */
const tdesignColors = (color: Record<string, string>) => ({
  '--td-brand-color': color.brand!,
  '--td-brand-color-active': color['brand-deep']!,
  '--td-brand-color-light': color['brand-tint']!,
  '--td-text-color-primary': color.ink!,
  '--td-text-color-secondary': color['ink-soft']!,
  '--td-text-color-placeholder': color['ink-faint']!,
  '--td-bg-color-page': color.ground!,
  '--td-component-stroke': color.line!,
  '--td-error-color': color.danger!,
});

const rule = (selector: string, variables: Record<string, string>): string =>
  `${selector} {\n${Object.entries(variables)
    .map(([name, value]) => `  ${name}: ${value};\n`)
    .join('')}}\n`;
