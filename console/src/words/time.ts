import { serverNow } from '../server-time';

/**
 * Times as people read them, always in Asia/Shanghai. Every function takes what the server sends, an ISO 8601 instant.
 */
const DAY = 86_400_000;
const SHANGHAI = 8 * 3_600_000;
const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];

/** The instant on Shanghai's clock, to be read with the getUTC… methods. */
const local = (instant: string): Date => new Date(Date.parse(instant) + SHANGHAI);
const two = (value: number): string => String(value).padStart(2, '0');

/** @returns e.g. `2026-11-28` */
export const dayKey = (instant: string): string => local(instant).toISOString().slice(0, 10);

/** @returns e.g. `09:00` */
export const clockText = (instant: string): string =>
  `${two(local(instant).getUTCHours())}:${two(local(instant).getUTCMinutes())}`;

/** @returns as date pickers write it, e.g. `2026-11-28 09:00` */
export const momentOf = (instant: string): string => `${dayKey(instant)} ${clockText(instant)}`;

/** @returns the instant of what a date picker wrote */
export const instantOf = (moment: string): string => `${moment.replace(' ', 'T')}:00+08:00`;

/** @returns e.g. `11月28日 周六`; with the year when it is not this one */
export function dayText(instant: string, now = serverNow()): string {
  const at = local(instant);
  const thisYear = new Date(now + SHANGHAI).getUTCFullYear();
  const day = `${at.getUTCMonth() + 1}月${at.getUTCDate()}日 ${WEEKDAYS[at.getUTCDay()]}`;
  return at.getUTCFullYear() === thisYear ? day : `${at.getUTCFullYear()}年${day}`;
}

/** @returns e.g. `11月28日 周六 09:00` */
export const momentText = (instant: string): string => `${dayText(instant)} ${clockText(instant)}`;

/** @returns e.g. `11月28日 周六 09:00–11:30`; both days when they differ */
export const spanText = (start: string, end: string): string =>
  `${momentText(start)}–${dayKey(start) === dayKey(end) ? clockText(end) : momentText(end)}`;

/** @returns `今天`, `明天`, `后天`, `3 天后`, `昨天`, `5 天前` */
export function distanceText(instant: string, now = serverNow()): string {
  const dayOf = (milliseconds: number) => Math.floor((milliseconds + SHANGHAI) / DAY);
  const days = dayOf(Date.parse(instant)) - dayOf(now);
  const near: Record<string, string> = { '-1': '昨天', '0': '今天', '1': '明天', '2': '后天' };
  return near[days] ?? (days > 0 ? `${days} 天后` : `${-days} 天前`);
}

/** When something was done, e.g. `今天 10:32`, `11月20日 周五 10:32` */
export function doneText(instant: string, now = serverNow()): string {
  const distance = distanceText(instant, now);
  return `${distance === '今天' || distance === '昨天' ? distance : dayText(instant, now)} ${clockText(instant)}`;
}

/** @returns e.g. `11月28日 周六 09:00–11:30 · 3 天后` */
export const whenText = (start: string, end: string): string =>
  `${spanText(start, end)} · ${distanceText(start)}`;
