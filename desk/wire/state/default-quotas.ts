import type { Quota } from './quotas';

// From the documentation's tables of call limits; whatever is not listed there gets a generous number.
const DAILY: Record<string, Partial<Quota>> = {
  '/cgi-bin/token': { daily: 2_000 },
  '/cgi-bin/stable_token': { daily: 500_000, perMinute: 10_000 },
  '/cgi-bin/stable_token#force_refresh': { daily: 20 },
  '/cgi-bin/ticket/getticket': { daily: 1_000_000 },
  '/cgi-bin/menu/create': { daily: 1_000 },
  '/cgi-bin/menu/get': { daily: 10_000 },
  '/cgi-bin/menu/delete': { daily: 1_000 },
  '/cgi-bin/qrcode/create': { daily: 100_000 },
  '/cgi-bin/user/get': { daily: 500 },
  '/cgi-bin/user/info': { daily: 5_000_000 },
  '/cgi-bin/message/template/send': { daily: 100_000 },
  '/cgi-bin/message/custom/send': { daily: 500_000 },
  '/cgi-bin/message/mass/send': { daily: 100, perMinute: 60 },
  '/cgi-bin/message/mass/sendall': { daily: 100, perMinute: 60 },
  '/cgi-bin/message/subscribe/send': { daily: 10_000_000 },
  '/wxa/getwxacodeunlimit': { daily: 5_000_000, perMinute: 5_000 },
  '/wxa/msg_sec_check': { daily: 2_000_000, perMinute: 4_000 },
  '/wxa/media_check_async': { daily: 200_000, perMinute: 2_000 },
  '/wxa/generatescheme': { daily: 500_000 },
  '/wxa/generate_urllink': { daily: 500_000 },
};

export function defaultQuota(path: string): Quota {
  return { daily: 10_000_000, perMinute: 1_000_000, ...DAILY[path] };
}
