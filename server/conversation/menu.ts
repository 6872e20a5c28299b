import type { Config } from '../../config/config';
import menu from '../../config/menu.json';
import type { Menu } from '../wechat';

/** @returns the menu of `config/menu.json` with the addresses of this installation in place */
export function configuredMenu({ http, wechat }: Pick<Config, 'http' | 'wechat'>): Menu {
  const places: Record<string, string> = {
    publicUrl: http.publicUrl,
    miniProgramAppId: wechat.miniProgram.appId,
  };
  return fill(menu, places) as Menu;
}

function fill(value: unknown, places: Record<string, string>): unknown {
  if (typeof value === 'string')
    return value.replace(/\{(\w+)\}/g, (whole, name: string) => places[name] ?? whole);
  if (Array.isArray(value)) return value.map((item) => fill(item, places));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item, places)]));
}
