import { type Area, areaFullName, areaPrefix, listAreas } from '../../reference';
import type { UnitLevel } from '../organization.entity';

/** A CAST unit as the state's structure gives it. */
export interface UnitSeed {
  name: string;
  level: UnitLevel;
  areaCode: string;
  /** names of the units above it, the nearest first */
  above: string[];
}

export const NATIONAL_UNIT = '中国科学技术协会';
const WHOLE_COUNTRY = '000000';
/** Stands beside the provinces and reports to the national unit, though it lies inside one. */
const XINJIANG_CORPS: UnitSeed = {
  name: '新疆生产建设兵团科学技术协会',
  level: 'province',
  areaCode: '650000',
  above: [NATIONAL_UNIT],
};
/** 台湾, 香港, 澳门 have no unit in this structure. */
const WITHOUT_UNIT = /^(71|81|82)/;

/** @returns the official name, e.g. `河北省石家庄市长安区科学技术协会` */
export const unitNameOf = (areaCode: string): string =>
  areaCode === WHOLE_COUNTRY ? NATIONAL_UNIT : `${areaFullName(areaCode)}科学技术协会`;

/**
 * @param prefixes of area codes, e.g. `['11', '1301']`; the whole country when omitted
 * @returns the units from the national one down, parents before children
 */
export function castUnitSeeds(prefixes?: readonly string[]): UnitSeed[] {
  const areas = listAreas().filter((area) => !WITHOUT_UNIT.test(area.code));
  const byCode = new Map(areas.map((area) => [area.code, area]));
  const wanted = (prefix: string) =>
    prefixes?.some((each) => each.startsWith(prefix) || prefix.startsWith(each)) ?? true;
  const above = ({ parentCode }: Area): string[] => {
    const parent = parentCode === null ? undefined : byCode.get(parentCode);
    return parent ? [unitNameOf(parent.code), ...above(parent)] : [NATIONAL_UNIT];
  };
  return [
    { name: NATIONAL_UNIT, level: 'national', areaCode: WHOLE_COUNTRY, above: [] },
    ...areas
      .filter((area) => wanted(areaPrefix(area)))
      .map((area) => ({
        name: unitNameOf(area.code),
        level: area.level,
        areaCode: area.code,
        above: above(area),
      })),
    ...(wanted('65') ? [XINJIANG_CORPS] : []),
  ];
}
