import { invalid } from '../../platform/fault';
import type { AccountApi } from '../account-api';
import { WechatError } from '../wechat.error';

export type MenuButton =
  | { type: 'click'; name: string; key: string }
  | { type: 'view'; name: string; url: string }
  /** `url` opens instead in clients too old for mini-programs. */
  | { type: 'miniprogram'; name: string; appId: string; path: string; url: string };

export interface Submenu {
  name: string;
  buttons: MenuButton[];
}

/** 1–3 entries, each a button or a submenu of 1–5 buttons. */
export interface Menu {
  entries: (MenuButton | Submenu)[];
}

export interface Menus {
  /** Replaces the whole menu; phones show it within minutes. @throws Fault invalid `menu_invalid` before WeChat is asked */
  publishMenu(menu: Menu): Promise<void>;
  /** @returns the published menu (entries of types that we do not publish are left out), null when there is none */
  currentMenu(): Promise<Menu | null>;
}

const NO_MENU = 46003;

export const menus = (api: AccountApi): Menus => ({
  async publishMenu(menu) {
    validateMenu(menu);
    await api.createMenu({ button: menu.entries.map(toWire) });
  },

  async currentMenu() {
    try {
      const answer = (await api.getMenu()) as { menu?: { button?: WireButton[] } };
      return { entries: (answer.menu?.button ?? []).flatMap(fromWire) };
    } catch (error) {
      if (error instanceof WechatError && error.errcode === NO_MENU) return null;
      throw error;
    }
  },
});

/** Bytes of UTF-8. WeChat shows about 4 汉字 of an entry and 8 of a button below it, and refuses more than this. */
const BYTES = { entryName: 16, buttonName: 60, key: 128, url: 1_024 };

/** @throws Fault invalid `menu_invalid` that names the entry and the limit */
export function validateMenu(menu: Menu): void {
  if (menu.entries.length < 1 || menu.entries.length > 3) fail('一级菜单需要 1 至 3 个');
  for (const entry of menu.entries) {
    checkBytes(entry.name, entry.name, BYTES.entryName, '一级菜单名称');
    if (!('buttons' in entry)) {
      validateButton(entry);
      continue;
    }
    if (entry.buttons.length < 1 || entry.buttons.length > 5) fail(`“${entry.name}”的子菜单需要 1 至 5 个`);
    for (const button of entry.buttons) {
      checkBytes(button.name, button.name, BYTES.buttonName, '子菜单名称');
      validateButton(button);
    }
  }
}

function validateButton(button: MenuButton): void {
  if (button.type === 'click') {
    checkBytes(button.name, button.key, BYTES.key, '按钮标识');
    return;
  }
  checkBytes(button.name, button.url, BYTES.url, '网页链接');
  if (!/^https?:\/\//.test(button.url)) fail(`“${button.name}”的网页链接需要以 http:// 或 https:// 开头`);
  if (button.type === 'miniprogram' && (!button.appId || !button.path)) {
    fail(`“${button.name}”需要填写小程序的 AppID 和页面路径`);
  }
}

function checkBytes(button: string, value: string, limit: number, what: string): void {
  if (value.trim() === '') fail(`“${button}”的${what}不能为空`);
  if (Buffer.byteLength(value) > limit) {
    fail(`“${button}”的${what}过长，最多 ${limit} 字节（约 ${Math.floor(limit / 3)} 个汉字）`);
  }
}

function fail(reason: string): never {
  throw invalid('menu_invalid', `自定义菜单不符合微信的要求：${reason}，请修改后再发布`);
}

interface WireButton {
  type?: string;
  name: string;
  key?: string;
  url?: string;
  appid?: string;
  pagepath?: string;
  sub_button?: WireButton[];
}

function toWire(entry: MenuButton | Submenu): WireButton {
  if ('buttons' in entry) return { name: entry.name, sub_button: entry.buttons.map(toWire) };
  if (entry.type !== 'miniprogram') return entry;
  const { appId, path, ...rest } = entry;
  return { ...rest, appid: appId, pagepath: path };
}

function fromWire(button: WireButton): (MenuButton | Submenu)[] {
  if (button.sub_button?.length) {
    return [{ name: button.name, buttons: button.sub_button.flatMap(buttonFromWire) }];
  }
  return buttonFromWire(button);
}

function buttonFromWire({
  type,
  name,
  key = '',
  url = '',
  appid = '',
  pagepath = '',
}: WireButton): MenuButton[] {
  if (type === 'click') return [{ type, name, key }];
  if (type === 'view') return [{ type, name, url }];
  if (type === 'miniprogram') return [{ type, name, appId: appid, path: pagepath, url }];
  return [];
}
