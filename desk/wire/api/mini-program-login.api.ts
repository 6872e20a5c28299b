import { randomBytes } from 'node:crypto';
import type { Redeemed } from '../state/one-time-codes';
import { type Endpoint, OK, spendQuota, textOf } from './endpoint';
import { WireError } from './errcodes';

/** @param used the errcode for a code that was redeemed before; unknown and old ones are 40029 */
function redeemed<T>(result: Redeemed<T>, used: number): T {
  if (result.state === 'valid') return result.grant;
  throw new WireError(result.state === 'used' ? used : 40029);
}

export const MINI_PROGRAM_LOGIN_ENDPOINTS: Endpoint[] = [
  {
    method: 'GET',
    path: '/sns/jscode2session',
    access: 'open',
    plainText: true,
    handle: (call) => {
      const { world } = call;
      const { appid, secret, js_code = '', grant_type } = call.query;
      if (!appid) throw new WireError(41002);
      if (!secret) throw new WireError(41004);
      if (appid !== world.miniProgram.credentials.appId) throw new WireError(40013);
      if (secret !== world.miniProgram.credentials.secret) throw new WireError(40125);
      if (!js_code) throw new WireError(41008);
      if (grant_type !== undefined && grant_type !== 'authorization_code') throw new WireError(40002);
      call.account = world.miniProgram;
      spendQuota(world, world.miniProgram, '/sns/jscode2session');
      const person = redeemed(world.loginCodes.redeem(js_code), 40163);
      return {
        session_key: randomBytes(16).toString('base64'),
        openid: person.mpOpenid,
        unionid: person.unionid,
      };
    },
  },
  {
    method: 'POST',
    path: '/wxa/business/getuserphonenumber',
    access: 'miniProgram',
    handle: ({ world, body }) => {
      const code = textOf(body, 'code');
      if (!code) throw new WireError(40029);
      // Of a used phone code WeChat says the same as of a wrong one.
      const person = redeemed(world.phoneCodes.redeem(code), 40029);
      const phone = person.phone ?? '';
      return {
        ...OK,
        phone_info: {
          phoneNumber: phone,
          purePhoneNumber: phone,
          countryCode: '86',
          watermark: { timestamp: world.clock.seconds(), appid: world.miniProgram.credentials.appId },
        },
      };
    },
  },
];
