/** Degrees (GCJ-02). */
export interface Point {
  latitude: number;
  longitude: number;
}

const POINT = /^\s*(-?\d{1,2}(?:\.\d+)?)\s*[,，]\s*(-?\d{1,3}(?:\.\d+)?)\s*$/;

/** What to write when `pointOf` finds no point in what is there. */
export const POINT_EXPECTED = '请粘贴坐标，形如 39.908823,116.397470。';

/** @param position `39.908823,116.397470`, as map sites give it */
export function pointOf(position: string): Point | undefined {
  const [, latitude, longitude] = POINT.exec(position) ?? [];
  return latitude && longitude ? { latitude: Number(latitude), longitude: Number(longitude) } : undefined;
}

/** @returns the same the other way round; empty where there is none */
export const positionOf = ({
  latitude,
  longitude,
}: {
  [Degree in keyof Point]?: number | null | undefined;
}): string => (latitude != null && longitude != null ? `${latitude},${longitude}` : '');
