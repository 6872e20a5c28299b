/** Degrees. */
export interface Point {
  latitude: number;
  longitude: number;
}

/** Whether both are known. */
export const isPoint = (place: { latitude: number | null; longitude: number | null }): place is Point =>
  place.latitude !== null && place.longitude !== null;

const EARTH_RADIUS_METRES = 6_371_008.8;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** @returns metres along the great circle (haversine), rounded to whole metres */
export function distanceMetres(a: Point, b: Point): number {
  const latitudes = radians(b.latitude - a.latitude);
  const longitudes = radians(b.longitude - a.longitude);
  const h =
    Math.sin(latitudes / 2) ** 2 +
    Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(longitudes / 2) ** 2;
  return Math.round(2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(h))));
}

/** @returns e.g. `320 米`, `12.4 公里` */
export const distanceText = (metres: number): string =>
  metres < 1000 ? `${metres} 米` : `${(metres / 1000).toFixed(1)} 公里`;
