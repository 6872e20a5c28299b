import { AREAS, type AreaName } from './areas';
import type { Feature, FeaturePage } from './feature';

const found = import.meta.glob<Feature>('./pages/*/*/feature.ts', { eager: true, import: 'default' });

const areaOf = (file: string): AreaName => {
  const name = file.split('/')[2] as AreaName;
  if (!(name in AREAS)) throw new Error(`${file}: there is no area ${name}`);
  return name;
};

const pages = Object.entries(found).flatMap(([file, { pages }]) =>
  pages.map((page) => ({ area: areaOf(file), page })),
);

export const pagesOf = (area: AreaName): FeaturePage[] =>
  pages.filter((each) => each.area === area).map(({ page }) => page);

/** @returns the navigation of an area, in order */
export const navigationOf = (area: AreaName): FeaturePage[] =>
  pagesOf(area)
    .filter(({ nav }) => nav)
    .sort((one, other) => one.nav!.order - other.nav!.order);
