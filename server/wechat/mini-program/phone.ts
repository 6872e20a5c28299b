import { invalid } from '../../platform/fault';
import type { AccountApi } from '../account-api';
import { translating } from '../wechat.error';

export interface Phones {
  /**
   * Exchanges the code of the getPhoneNumber button (five minutes, once).
   *
   * @returns `phone` without country code, `countryCode` without plus sign, e.g. `86`
   * @throws Fault invalid `phone_code_invalid`
   */
  phoneNumber(code: string): Promise<{ phone: string; countryCode: string }>;
}

const codeInvalid = () => invalid('phone_code_invalid', '手机号授权已失效，请重新点击按钮授权');

export const phones = (api: AccountApi): Phones => ({
  async phoneNumber(code) {
    const answer = (await translating(api.post(`${api.wxaPrefix}business/getuserphonenumber`, { code }), {
      40029: codeInvalid,
      40163: codeInvalid,
    })) as { phone_info: { purePhoneNumber: string; countryCode: string | number } };
    const { purePhoneNumber, countryCode } = answer.phone_info;
    return { phone: String(purePhoneNumber), countryCode: String(countryCode) };
  },
});
