/** In the order in which they are looked for: most browsers also name those that they descend from. */
const BROWSERS: [RegExp, string][] = [
  [/MicroMessenger\//, '微信'],
  [/Edg\//, 'Edge'],
  [/QQBrowser\//, 'QQ 浏览器'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];

const SYSTEMS: [RegExp, string][] = [
  [/HarmonyOS/, 'HarmonyOS'],
  [/Windows/, 'Windows'],
  [/iPhone|iPad/, 'iOS'],
  [/Mac OS X/, 'macOS'],
  [/Android/, 'Android'],
  [/Linux/, 'Linux'],
];

const nameIn = (names: [RegExp, string][], userAgent: string): string | undefined =>
  names.find(([pattern]) => pattern.test(userAgent))?.[1];

/** @returns a browser as its owner would call it, e.g. `Chrome（Windows）` */
export function browserName(userAgent: string): string {
  const browser = nameIn(BROWSERS, userAgent) ?? '浏览器';
  const system = nameIn(SYSTEMS, userAgent);
  return system ? `${browser}（${system}）` : browser;
}
