import { DAY, shanghaiDay, startOfShanghaiDay } from './clock';

const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];
const SHANGHAI_MS = 8 * 3_600_000;

/** @returns the parts of an instant in Asia/Shanghai */
function partsOf(instant: Date) {
  const local = new Date(instant.getTime() + SHANGHAI_MS);
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    weekday: WEEKDAYS[local.getUTCDay()]!,
    time: local.toISOString().slice(11, 16),
  };
}

/** @returns e.g. `11月28日 周六` */
export function dayText(instant: Date): string {
  const { month, day, weekday } = partsOf(instant);
  return `${month}月${day}日 ${weekday}`;
}

/** @returns e.g. `11月28日 周六 09:00` */
export const momentText = (instant: Date): string => `${dayText(instant)} ${partsOf(instant).time}`;

/** @returns e.g. `11月28日 周六 09:00–11:30`; both days when they differ */
export function spanText(start: Date, end: Date): string {
  const sameDay = shanghaiDay(start) === shanghaiDay(end);
  return `${momentText(start)}–${sameDay ? partsOf(end).time : momentText(end)}`;
}

/** @returns how far a day is from `now`: `今天`, `明天`, `后天`, `5 天后`, `昨天`, `5 天前` */
export function distanceText(instant: Date, now: Date): string {
  const startOf = (moment: Date) => startOfShanghaiDay(shanghaiDay(moment)).getTime();
  const days = Math.round((startOf(instant) - startOf(now)) / DAY);
  const near: Record<number, string> = { [-1]: '昨天', 0: '今天', 1: '明天', 2: '后天' };
  return near[days] ?? (days > 0 ? `${days} 天后` : `${-days} 天前`);
}

/** @returns e.g. `2026年11月28日 09:00`, the form that WeChat's `time` fields ask for */
export function fullTimeText(instant: Date): string {
  const { year, month, day, time } = partsOf(instant);
  return `${year}年${month}月${day}日 ${time}`;
}
