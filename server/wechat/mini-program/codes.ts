import type { WechatConfig } from '../../../config/wechat';
import type { AccountApi } from '../account-api';
import { WechatError } from '../wechat.error';

export interface Codes {
  /**
   * A mini-program code (小程序码) without limit of number.
   *
   * @param q.scene 1–32 of the characters that WeChat allows; the page reads it from `options.scene`
   * @param q.page  path without query, e.g. `pages/activities/detail`
   * @returns PNG or JPEG
   */
  unlimitedCode(q: { scene: string; page: string }): Promise<Buffer>;
}

const SCENE = /^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/;
const WIDTH_PX = 430;

export const codes = (api: AccountApi, envVersion: WechatConfig['envVersion']): Codes => ({
  async unlimitedCode({ scene, page }) {
    if (!SCENE.test(scene)) throw new RangeError('a scene has 1 to 32 of the characters that WeChat allows');
    const url = `${api.wxaPrefix}getwxacodeunlimit`;
    const picture = await api.post(url, {
      scene,
      page: page.replace(/^\/+/, ''),
      // A page that is not released yet does not exist for WeChat.
      check_path: envVersion === 'release',
      env_version: envVersion,
      width: WIDTH_PX,
    });
    if (!Buffer.isBuffer(picture))
      throw new WechatError(new URL(url).pathname.slice(1), 'network', undefined);
    return picture;
  },
});
