/**
 * Lengths that only mean something on a phone, in units of the page area: 750rpx is its width, 100vh its height
 * without navigation and tab bar. A page area is a size container, so several phones of any size can share a screen.
 */
export function toPhoneUnits(css: string): string {
  return css
    .replace(/(-?(?:\d+\.)?\d+|-?\.\d+)rpx\b/g, (_, size: string) => `${round(Number(size) / 7.5)}cqw`)
    .replace(/(-?(?:\d+\.)?\d+|-?\.\d+)v([wh])\b/g, '$1cq$2')
    .replace(/\b(?:env|constant)\(\s*(safe-area-inset-\w+)\s*\)/g, 'var(--$1, 0px)');
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
