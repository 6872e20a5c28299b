/** Where and when the story plays. */
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** 北京市朝阳区 */
export const COUNTY = '110105';

export const PLACE = {
  place: '朝阳区科技馆一层报告厅',
  areaCode: COUNTY,
  latitude: 39.9219,
  longitude: 116.4436,
  radiusMetres: 300,
};

/** @returns a birth date that makes somebody that old */
export const yearsAgo = (years: number): string => `${new Date().getUTCFullYear() - years}-01-15`;

/** @returns 09:00 of the day after `now` in Asia/Shanghai */
export function tomorrowMorning(now: Date): Date {
  const day = new Date(now.getTime() + 8 * HOUR + DAY).toISOString().slice(0, 10);
  return new Date(`${day}T09:00:00+08:00`);
}
