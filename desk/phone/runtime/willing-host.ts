import type { Host } from './host';
import { memoryStorage } from './kept-storage';

/**
 * A person who agrees to everything, with a phone that has everything: the starting point of tests, and of a phone
 * that stands alone. The codes mean nothing to a server.
 */
export function willingHost(own: Partial<Host> = {}): Host {
  let codes = 0;
  const code = (kind: string) => {
    codes += 1;
    return `${kind}-${codes}`;
  };
  return {
    loginCode: async () => code('login'),
    phoneCode: async () => code('phone'),
    scan: async () => '',
    askSubscribe: async (ids) => Object.fromEntries(ids.map((id) => [id, 'accept' as const])),
    location: async () => ({ latitude: 39.9042, longitude: 116.4074, accuracy: 20 }),
    choosePlace: async () => ({
      name: '中国科技馆',
      address: '北京市朝阳区北辰东路5号',
      latitude: 40.0045,
      longitude: 116.3914,
      accuracy: 1,
    }),
    share: () => {},
    pay: async () => {},
    pickFiles: async () => [],
    saveToAlbum: async () => {},
    openDocument: () => {},
    profile: async () => ({ nickname: '微信用户', avatarUrl: '' }),
    storage: memoryStorage(),
    requestBase: '',
    privacy: { agreed: true },
    ...own,
  };
}
