import { type DesignTokens, HEAD } from './wxss-tokens';

/**
 * @returns the style sheet of the PC site by path: the tokens, and TDesign's own variables in our colours; `html:root`
 * weighs more than TDesign's `:root`, whichever is loaded last
 */
export function consoleStyleSheet({ color, radius, space, type }: DesignTokens): Record<string, string> {
  const lengths = (group: string, values: Record<string, number>) =>
    Object.entries(values).map(([name, pixels]) => [`--${group}-${name}`, `${pixels}px`]);
  const variables = [
    ...Object.entries(color).map(([name, value]) => [`--color-${name}`, value]),
    ...lengths('radius', radius),
    ...lengths('space', space),
    ...Object.entries(type).flatMap(([size, line]) => [
      [`--text-${size}`, `${size}px`],
      [`--line-${size}`, `${line}px`],
    ]),
    ...tdesign(color, radius),
  ];
  // Lower case, as the style tool writes colours.
  const lines = variables.map(([name, value]) => `  ${name}: ${value!.toLowerCase()};\n`).join('');
  return { 'console/src/styles/tokens.css': `${HEAD}html:root {\n${lines}}\n` };
}

const tdesign = (color: Record<string, string>, radius: Record<string, number>): [string, string][] => [
  ['--td-brand-color', color.brand!],
  ['--td-brand-color-hover', color['brand-deep']!],
  ['--td-brand-color-active', color['brand-deep']!],
  ['--td-brand-color-light', color['brand-tint']!],
  ['--td-brand-color-focus', color['brand-tint']!],
  ['--td-text-color-primary', color.ink!],
  ['--td-text-color-secondary', color['ink-soft']!],
  ['--td-text-color-placeholder', color['ink-faint']!],
  ['--td-text-color-brand', color.brand!],
  ['--td-text-color-link', color.brand!],
  ['--td-bg-color-page', color.ground!],
  ['--td-component-stroke', color.line!],
  ['--td-success-color', color.success!],
  ['--td-warning-color', color.warning!],
  ['--td-error-color', color.danger!],
  ['--td-radius-default', `${radius.control}px`],
  ['--td-radius-medium', `${radius.control}px`],
  ['--td-radius-large', `${radius.card}px`],
];
