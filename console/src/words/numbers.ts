/** @returns hours with two decimals at most, e.g. 150 → `2.5` */
export const hoursText = (minutes: number): string =>
  (Math.round((minutes / 60) * 100) / 100).toLocaleString('zh-CN');

/** @returns e.g. `12,345` */
export const countText = (count: number): string => count.toLocaleString('zh-CN');
