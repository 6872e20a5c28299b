import type { AccountApi } from '../account-api';

export interface SceneCode {
  ticket: string;
  /** What the code says; draw it as a QR code to have our own picture. */
  url: string;
  /** WeChat's picture of the code. */
  imageUrl: string;
  expiresInSeconds?: number;
}

export interface SceneCodes {
  /**
   * A QR code that, scanned, opens the official account and pushes `event:subscribe` or `event:SCAN` with `scene`.
   *
   * @param scene      1–64 characters
   * @param ttlSeconds up to 2 592 000 (30 days), or `permanent` (WeChat grants 100 000 of these in all)
   */
  createSceneCode(scene: string, ttlSeconds: number | 'permanent'): Promise<SceneCode>;
}

const MAX_TTL_SECONDS = 2_592_000;

export const sceneCodes = (api: AccountApi): SceneCodes => ({
  async createSceneCode(scene, ttlSeconds) {
    if (scene.length < 1 || scene.length > 64) throw new RangeError('a scene has 1 to 64 characters');
    if (ttlSeconds !== 'permanent' && !(ttlSeconds >= 1 && ttlSeconds <= MAX_TTL_SECONDS)) {
      throw new RangeError(`a scene code lives 1 to ${MAX_TTL_SECONDS} seconds`);
    }
    const made = (await (ttlSeconds === 'permanent'
      ? api.createLimitQRCode(scene)
      : api.createTmpQRCode(scene, Math.floor(ttlSeconds)))) as {
      ticket: string;
      url: string;
      expire_seconds?: number;
    };
    return {
      ticket: made.ticket,
      url: made.url,
      // Not the library's showQRCodeURL: a ticket holds characters that a query must escape.
      imageUrl: `${api.mpPrefix}showqrcode?ticket=${encodeURIComponent(made.ticket)}`,
      expiresInSeconds: made.expire_seconds,
    };
  },
});
