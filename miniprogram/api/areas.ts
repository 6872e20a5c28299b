import { get, withQuery } from '../core/http';

export interface Area {
  /** six digits */
  code: string;
  name: string;
  level: 'province' | 'city' | 'county';
  parentCode: string | null;
}

/** @returns the areas directly below; the provinces without a parent */
export async function childAreas(parent?: string): Promise<Area[]> {
  const { items } = await get<{ items: Area[] }>(withQuery('/api/public/areas', { parent }));
  return items;
}
