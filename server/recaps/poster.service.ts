import { createHash } from 'node:crypto';
import QRCode from 'qrcode';
import type { Cache } from '../platform/cache/cache';
import { DAY, MINUTE } from '../platform/clock';
import type { FileStore } from '../platform/files';
import { type Wechat, WechatError } from '../wechat';
import { drawPoster, type PosterContent } from './poster.drawing';

/** A poster before it is drawn. */
export interface PosterOrder extends Omit<PosterContent, 'picture' | 'code'> {
  /** name in the file store */
  pictureFile: string | null;
  /** what the mini-program code opens: the page reads the id from `options.scene` */
  page: string;
  id: string;
  /** what a code of ordinary squares opens where WeChat gives none */
  url: string;
}

const KEPT_MS = 30 * DAY;
/** A poster without WeChat's code is a makeshift: soon tried again. */
const MAKESHIFT_MS = 10 * MINUTE;
const LOCK = { ttlMs: MINUTE, waitMs: 20_000 };
/** Looks of the drawing; a new one draws everything anew. */
const DRAWING = 1;

/** Draws each poster once: what it says decides its name, and whoever asks meanwhile waits for the same one. */
export class PosterService {
  constructor(
    private readonly files: FileStore,
    private readonly cache: Cache,
    private readonly miniProgram: Pick<Wechat['miniProgram'], 'unlimitedCode'>,
  ) {}

  /**
   * @returns name in the file store
   * @throws Fault upstream `lock_timeout` while too many are being drawn
   */
  async poster(order: PosterOrder): Promise<string> {
    const says = createHash('sha256')
      .update(JSON.stringify([DRAWING, order]))
      .digest('base64url');
    const key = `poster:${says.slice(0, 27)}`;
    const known = await this.cache.get(key);
    if (known) return known;
    // One at a time over all machines: drawing keeps a processor busy, and it happens once per poster.
    return this.cache.withLock('posters', LOCK, async () => {
      const meanwhile = await this.cache.get(key);
      if (meanwhile) return meanwhile;
      const { code, genuine } = await this.codeOf(order);
      const picture = order.pictureFile ? await this.files.read(order.pictureFile) : null;
      const png = await drawPoster({ ...order, picture: picture?.bytes ?? null, code });
      const name = await this.files.put(png, 'png');
      await this.cache.set(key, name, genuine ? KEPT_MS : MAKESHIFT_MS);
      return name;
    });
  }

  private async codeOf({ id, page, url }: PosterOrder): Promise<{ code: Buffer; genuine: boolean }> {
    try {
      return { code: await this.miniProgram.unlimitedCode({ scene: id, page }), genuine: true };
    } catch (error) {
      if (!(error instanceof WechatError)) throw error;
      return { code: await QRCode.toBuffer(url, { width: 430, margin: 2 }), genuine: false };
    }
  }
}
