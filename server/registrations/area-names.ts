import { type Area, listAreas } from '../reference';
import { plainText } from './cell.rules';

const ENDING =
  /(特别行政区|壮族自治区|回族自治区|维吾尔自治区|自治区|自治州|自治县|自治旗|地区|省|市|区|县|盟|旗)$/;
/** What stands in the column of the city where there is none. */
const NO_CITY = /^(市辖区|县|省直辖.*|自治区直辖.*|直辖.*|\/|-|无)?$/;

/** Area names below one parent, with and without their endings. A short name that two of them share finds none. */
class Siblings {
  private readonly byName = new Map<string, Area | null>();

  constructor(areas: readonly Area[]) {
    for (const area of areas) this.byName.set(area.name, area);
    for (const area of areas) {
      const short = area.name.replace(ENDING, '');
      if (short.length < 2) continue;
      const other = this.byName.get(short);
      if (other === undefined) this.byName.set(short, area);
      else if (other && other.name !== short && other !== area) this.byName.set(short, null);
    }
  }

  find(name: string): Area | undefined {
    return this.byName.get(name) ?? this.byName.get(name.replace(ENDING, '')) ?? undefined;
  }
}

const below = new Map<string | null, Siblings>();
const known = new Map<string, string | null>();

function childrenOf(parentCode: string | null): Siblings {
  if (below.size === 0) {
    const groups = new Map<string | null, Area[]>();
    for (const area of listAreas())
      groups.set(area.parentCode, [...(groups.get(area.parentCode) ?? []), area]);
    for (const [code, areas] of groups) below.set(code, new Siblings(areas));
  }
  return below.get(parentCode) ?? new Siblings([]);
}

/** What could not be found of three names. */
export type AreaFault = 'province' | 'city' | 'county';

/** @returns the code of the smallest area named, or which of the three names is none */
export function readArea(
  province: string,
  city: string,
  county: string,
): { code: string } | { fault: AreaFault } {
  const key = `${province}\t${city}\t${county}`;
  const remembered = known.get(key);
  if (remembered) return { code: remembered };
  const found = search(plainText(province), plainText(city), plainText(county));
  if ('code' in found && known.size < 20_000) known.set(key, found.code);
  return found;
}

function search(province: string, city: string, county: string): { code: string } | { fault: AreaFault } {
  const top = childrenOf(null).find(province);
  if (!top) return { fault: 'province' };
  const within = childrenOf(top.code);
  // A municipality is its own city; some counties belong to the province itself.
  const none = NO_CITY.test(city) || childrenOf(null).find(city) === top;
  const middle = none ? top : within.find(city);
  if (!middle) return { fault: 'city' };
  if (county === '' || county === city || /^市辖区$/.test(county)) return { code: middle.code };
  const bottom = childrenOf(middle.code).find(county);
  return bottom ? { code: bottom.code } : { fault: 'county' };
}
