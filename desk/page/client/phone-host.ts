import { deskHost } from '../../phone/frame/desk-host';
import type { Host } from '../../phone/runtime/host';
import { payOnSheet } from './payment.sheet';
import { choosePlace } from './place.sheet';
import { scanCode } from './scan.sheet';
import type { Sheets } from './sheets';

/** Where somebody with a phone is. */
export const PLACES = {
  there: { name: '人在朝阳区科技馆', latitude: 39.9219, longitude: 116.4436 },
  home: { name: '人在家里（7 公里外）', latitude: 39.9042, longitude: 116.365 },
};

export type PlaceName = keyof typeof PLACES;

interface Needs {
  person: string;
  phoneNumber: string;
  place: () => PlaceName;
  sheets: Sheets;
  seenOnOtherPhone: () => string | undefined;
}

const TEMPLATE_NAMES: Record<string, string> = { 'simulated-template-signup-result': '报名结果通知' };

/** WeChat as one phone's mini-program meets it: it asks the person, and its camera sees the other phone. */
export function phoneHost({ person, phoneNumber, place, sheets, seenOnOtherPhone }: Needs): Host {
  const agreed = `phone:${person}:privacy-agreed`;
  const host = deskHost({
    control: '/control',
    person,
    answerPrompt: async (ids) => {
      const names = ids.map((id) => TEMPLATE_NAMES[id] ?? id).join('、');
      return (await sheets.permit('发送一次以下消息', names)) ? 'accept' : 'reject';
    },
  });
  return {
    ...host,
    phoneCode: async () => {
      const yes = await sheets.permit('获取并验证你的手机号', phoneNumber);
      if (!yes) throw new Error('fail user deny');
      return host.phoneCode();
    },
    scan: async () => {
      const text = await scanCode(sheets, seenOnOtherPhone);
      if (text === undefined) throw new Error('fail cancel');
      return text;
    },
    choosePlace: async () => {
      const chosen = await choosePlace(sheets);
      if (!chosen) throw new Error('fail cancel');
      return chosen;
    },
    pay: (params) => payOnSheet(person, params, sheets),
    location: async () => {
      const { latitude, longitude } = PLACES[place()];
      return { latitude, longitude, accuracy: 15 };
    },
    privacy: {
      get agreed() {
        return localStorage.getItem(agreed) === 'yes';
      },
      set agreed(yes: boolean) {
        localStorage.setItem(agreed, yes ? 'yes' : '');
      },
    },
  };
}
