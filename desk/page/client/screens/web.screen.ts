import { ask } from '../desk-api';
import { h } from '../dom';
import type { PhoneAccess, WechatScreen } from '../wechat-screen';

/** A page in WeChat's browser, opened in the name of this phone's person. */
export function webScreen(phone: PhoneAccess, url: string): WechatScreen {
  const element = h('div', { class: 'wc-web' });
  void ask('POST', '/desk/web-view', { person: phone.person.id }).then(() => {
    element.append(h('iframe', { src: url, title: '网页' }));
  });
  return { title: '网页', element, refresh: () => {} };
}
