export interface Star {
  /** 0 to 5 */
  level: number;
  /** null at the highest */
  next: { level: number; hours: number; minutesLeft: number } | null;
}

/** R40. @param starHours of each level, ascending; the lower bound is inclusive */
export function starOf(minutes: number, starHours: readonly number[]): Star {
  const level = starHours.filter((hours) => minutes >= hours * 60).length;
  const hours = starHours[level];
  return {
    level,
    next: hours === undefined ? null : { level: level + 1, hours, minutesLeft: hours * 60 - minutes },
  };
}
