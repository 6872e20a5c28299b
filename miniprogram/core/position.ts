import type { Failure } from './http';

export interface Point {
  /** degrees, GCJ-02 as WeChat's maps */
  latitude: number;
  longitude: number;
}

export interface Position extends Point {
  accuracyMetres: number;
}

const EARTH_RADIUS_METRES = 6_371_009;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Where the phone is; the privacy guide is shown first where it has not been agreed to. @throws Failure with what to do instead */
export async function currentPosition(): Promise<Position> {
  try {
    await agreedToPrivacy();
    const { latitude, longitude, accuracy } = await wx.getLocation({ type: 'gcj02' });
    return { latitude, longitude, accuracyMetres: accuracy };
  } catch {
    const message = '没有拿到您的位置。请打开手机定位，并在右上角“···”的设置里允许使用位置，或者改用扫码。';
    const failure: Failure = { code: 'position_unknown', message, status: 0 };
    throw failure;
  }
}

const agreedToPrivacy = (): Promise<void> =>
  new Promise((resolve, reject) => {
    wx.requirePrivacyAuthorize({ success: () => resolve(), fail: reject });
  });

/** @returns metres along the great circle */
export function distanceMetres(one: Point, other: Point): number {
  const h =
    Math.sin(radians(other.latitude - one.latitude) / 2) ** 2 +
    Math.cos(radians(one.latitude)) *
      Math.cos(radians(other.latitude)) *
      Math.sin(radians(other.longitude - one.longitude) / 2) ** 2;
  return Math.round(2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(h))));
}

/** @returns e.g. `320 米`, `12.4 公里` */
export const metresText = (metres: number): string =>
  metres < 1000 ? `${Math.round(metres)} 米` : `${(metres / 1000).toFixed(1)} 公里`;
