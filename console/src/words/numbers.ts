/** @returns hours with two decimals at most, e.g. 150 → `2.5` */
export const hoursText = (minutes: number): string =>
  (Math.round((minutes / 60) * 100) / 100).toLocaleString('zh-CN');

/** @returns e.g. `12,345` */
export const countText = (count: number): string => count.toLocaleString('zh-CN');

/** @returns fen as money, e.g. `¥20`, `¥9.90` */
export const fenText = (fen: number): string => `¥${fen % 100 === 0 ? fen / 100 : (fen / 100).toFixed(2)}`;
