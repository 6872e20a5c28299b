import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const PAGES = join(__dirname, '../../../console/src/pages');
const BASES: Record<string, string> = { portal: '', organization: '/organization/:organizationId' };

/** @returns area and address of every page of the console, as its features name them */
export function pagesOfConsole(): [area: string, path: string][] {
  const foldersOf = (path: string) =>
    readdirSync(path, { withFileTypes: true }).flatMap((each) => (each.isDirectory() ? [each.name] : []));
  return foldersOf(PAGES).flatMap((area) =>
    foldersOf(join(PAGES, area)).flatMap((folder) => {
      const feature = join(PAGES, area, folder, 'feature.ts');
      const source = existsSync(feature) ? readFileSync(feature, 'utf8') : '';
      const base = BASES[area] ?? `/${area}`;
      return [...source.matchAll(/path: '([^']*)'/g)].map(([, path]): [string, string] => [
        area,
        path ? `${base}/${path}` : base || '/',
      ]);
    }),
  );
}
