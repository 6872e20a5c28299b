/** R40, hours; lower bound inclusive. */
const STAR_HOURS = [100, 300, 600, 1000, 1500] as const;

export interface Star {
  /** 0 to 5 */
  level: number;
  /** null at the highest */
  next: { level: number; hours: number; minutesLeft: number } | null;
}

export function starOf(minutes: number): Star {
  const level = STAR_HOURS.filter((hours) => minutes >= hours * 60).length;
  const hours = STAR_HOURS[level];
  return {
    level,
    next: hours === undefined ? null : { level: level + 1, hours, minutesLeft: hours * 60 - minutes },
  };
}
