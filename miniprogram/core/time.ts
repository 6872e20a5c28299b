/**
 * Times as people read them: always Asia/Shanghai, whatever the phone is set to. Every function takes what the
 * server sends, an ISO 8601 instant.
 */
const DAY = 86_400_000;
const SHANGHAI = 8 * 3_600_000;
const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];

const two = (value: number): string => (value < 10 ? `0${value}` : String(value));

/** The instant on Shanghai's clock, to be read with the getUTC… methods. */
const local = (instant: string): Date => new Date(Date.parse(instant) + SHANGHAI);

const dayNumber = (milliseconds: number): number => Math.floor((milliseconds + SHANGHAI) / DAY);

/** @returns e.g. `2026-11-28` */
export const dayKey = (instant: string): string => local(instant).toISOString().slice(0, 10);

/** @returns e.g. `09:00` */
export function clockText(instant: string): string {
  const at = local(instant);
  return `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
}

/** @returns e.g. `11月28日 周六`; with the year when it is not this one */
export function dayText(instant: string, now = Date.now()): string {
  const at = local(instant);
  const year = at.getUTCFullYear();
  const thisYear = new Date(now + SHANGHAI).getUTCFullYear();
  const day = `${at.getUTCMonth() + 1}月${at.getUTCDate()}日 ${WEEKDAYS[at.getUTCDay()]}`;
  return year === thisYear ? day : `${year}年${day}`;
}

/** @returns e.g. `11月28日 周六 09:00` */
export const momentText = (instant: string, now = Date.now()): string =>
  `${dayText(instant, now)} ${clockText(instant)}`;

/** @returns e.g. `11月28日 周六 09:00–11:30`; both days when they differ */
export function spanText(start: string, end: string, now = Date.now()): string {
  const last = dayKey(start) === dayKey(end) ? clockText(end) : momentText(end, now);
  return `${momentText(start, now)}–${last}`;
}

/** @returns `今天`, `明天`, `后天`, `3 天后`, `昨天`, `5 天前` */
export function distanceText(instant: string, now = Date.now()): string {
  const days = dayNumber(Date.parse(instant)) - dayNumber(now);
  const near: Record<string, string> = { '-1': '昨天', '0': '今天', '1': '明天', '2': '后天' };
  return near[days] ?? (days > 0 ? `${days} 天后` : `${-days} 天前`);
}

/** @returns e.g. `11月28日 周六 09:00–11:30 · 3 天后` */
export const whenText = (start: string, end: string, now = Date.now()): string =>
  `${spanText(start, end, now)} · ${distanceText(start, now)}`;

/** @returns hours with two decimals at most, e.g. 150 → `2.5` */
export const hoursText = (minutes: number): string => String(Math.round((minutes / 60) * 100) / 100);

/** @returns large numbers as people say them, e.g. `986`, `1.2万` */
export function countText(count: number): string {
  return count < 10_000 ? String(count) : `${Math.floor(count / 1000) / 10}万`;
}
