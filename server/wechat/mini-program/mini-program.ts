import type { WechatConfig } from '../../../config/wechat';
import type { AccountApi } from '../account-api';
import { type Codes, codes } from './codes';
import { type ContentChecks, contentChecks } from './content-check';
import { type OpenData, openData } from './open-data';
import { type Phones, phones } from './phone';
import { type Sessions, sessions } from './session';
import { type SubscribeMessages, subscribeMessages } from './subscribe-message';

/** What the modules may ask of the mini-program (小程序). */
export interface MiniProgram extends Sessions, Phones, Codes, ContentChecks, SubscribeMessages, OpenData {}

export function createMiniProgram(api: AccountApi, envVersion: WechatConfig['envVersion']): MiniProgram {
  return {
    ...sessions(api),
    ...phones(api),
    ...codes(api, envVersion),
    ...contentChecks(api),
    ...subscribeMessages(api, envVersion),
    ...openData(api.appid),
  };
}
