const DAYS = ['一', '二', '三', '四', '五', '六', '日'];

export const WEEKDAY_OPTIONS = DAYS.map((name, index) => ({ value: String(index + 1), label: `周${name}` }));

/** @param weekdays 1 for Monday to 7 for Sunday, e.g. `36`. @returns 每周三、六 */
export const weekdaysText = (weekdays: string): string =>
  `每周${[...weekdays].map((day) => DAYS[Number(day) - 1]).join('、')}`;
