/** Degrees. */
export interface Place {
  latitude: number;
  longitude: number;
}

const NEAR = /^(\d{1,2}(?:\.\d{1,2})?),(\d{1,3}(?:\.\d{1,2})?)$/;
const METRES_PER_DEGREE = 111_195;
/** As far as somebody goes for an afternoon. */
const REACH_METRES = 20_000;

/** @param near e.g. `39.92,116.44`. @returns undefined for anything else, and for what is no place on a map */
export function placeOf(near: string): Place | undefined {
  const [, latitude, longitude] = (NEAR.exec(near) ?? []).map(Number);
  if (latitude === undefined || longitude === undefined) return undefined;
  // Nearer to a pole the box would have no width; nobody serves there.
  return latitude <= 80 && longitude <= 180 ? { latitude, longitude } : undefined;
}

/** @returns the box that holds everything within reach */
export function boxAround({ latitude, longitude }: Place) {
  const up = REACH_METRES / METRES_PER_DEGREE;
  const aside = up / Math.cos((latitude * Math.PI) / 180);
  return { south: latitude - up, north: latitude + up, west: longitude - aside, east: longitude + aside };
}

/** Flat-earth distance: within the box it errs by less than the position was rounded. */
export function roughMetres(one: Place, other: Place): number {
  const up = other.latitude - one.latitude;
  const aside = (other.longitude - one.longitude) * Math.cos((one.latitude * Math.PI) / 180);
  return Math.round(Math.hypot(up, aside) * METRES_PER_DEGREE);
}
