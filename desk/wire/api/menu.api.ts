import { type Endpoint, OK } from './endpoint';
import { WireError } from './errcodes';

interface Button {
  type?: unknown;
  name?: unknown;
  key?: unknown;
  url?: unknown;
  appid?: unknown;
  pagepath?: unknown;
  sub_button?: unknown;
}

const KEYED = [
  ...['click', 'scancode_push', 'scancode_waitmsg', 'pic_sysphoto', 'pic_photo_or_album', 'pic_weixin'],
  'location_select',
];
const bytes = (text: unknown): number => (typeof text === 'string' ? Buffer.byteLength(text) : 0);

function checkMenu(buttons: unknown): void {
  if (!Array.isArray(buttons) || buttons.length < 1 || buttons.length > 3) throw new WireError(40016);
  for (const button of buttons as Button[]) {
    checkName(button, 16, 40018);
    if (!Array.isArray(button.sub_button) || button.sub_button.length === 0) checkAction(button);
    else checkSubButtons(button.sub_button);
  }
}

function checkSubButtons(buttons: Button[]): void {
  if (buttons.length > 5) throw new WireError(40023);
  for (const button of buttons) {
    checkName(button, 60, 40025);
    checkAction(button);
  }
}

function checkName(button: Button, limit: number, errcode: number): void {
  const size = bytes(button?.name);
  if (size < 1 || size > limit) throw new WireError(errcode);
}

function checkAction({ type, key, url, appid, pagepath }: Button): void {
  if (type === 'view' || type === 'miniprogram') {
    if (bytes(url) > 1_024 || !/^https?:\/\//.test(String(url ?? ''))) throw new WireError(40020);
    if (type === 'miniprogram' && !(appid && pagepath)) throw new WireError(40097);
  } else if (!KEYED.includes(String(type))) throw new WireError(40017);
  else if (bytes(key) < 1 || bytes(key) > 128) throw new WireError(40019);
}

/** @returns the button as WeChat gives it back: one without a submenu has an empty one */
function completed(button: Button): Button {
  const inner = Array.isArray(button.sub_button) ? (button.sub_button as Button[]) : [];
  return { ...button, sub_button: inner.map(completed) };
}

export const MENU_ENDPOINTS: Endpoint[] = [
  {
    method: 'POST',
    path: '/cgi-bin/menu/create',
    access: 'officialAccount',
    handle: ({ account, body }) => {
      checkMenu(body.button);
      account.menu = { button: (body.button as Button[]).map(completed) };
      return OK;
    },
  },
  {
    method: 'GET',
    path: '/cgi-bin/menu/get',
    access: 'officialAccount',
    handle: ({ account }) => {
      if (!account.menu) throw new WireError(46003);
      return { menu: account.menu };
    },
  },
  {
    method: 'GET',
    path: '/cgi-bin/menu/delete',
    access: 'officialAccount',
    handle: ({ account }) => {
      account.menu = undefined;
      return OK;
    },
  },
];
