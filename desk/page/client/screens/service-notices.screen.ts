import { momentText } from '../beijing-time';
import { fill, h } from '../dom';
import type { PhoneAccess, WechatScreen } from '../wechat-screen';

export const SERVICE_NOTICES = '服务通知';

/** 服务通知: what the mini-program was allowed to tell. */
export function serviceNoticesScreen(phone: PhoneAccess): WechatScreen {
  const element = h('div', { class: 'wc-messages' });
  const refresh = () => {
    const { serviceNotices } = phone.person;
    const empty = h('p', { class: 'wc-empty' }, '还没有服务通知。报名时点「允许」，结果会出现在这里。');
    const cards = serviceNotices.flatMap(({ at, from, title, fields, page }) => [
      h('div', { class: 'wc-time' }, momentText(at)),
      h(
        'button',
        { class: 'wc-card wide', 'data-path': page },
        h('small', {}, from ?? '科技志愿服务'),
        h('b', {}, title),
        ...fields.map(({ label, value }) => h('span', {}, h('i', {}, label), value)),
        page ? h('em', {}, '进入小程序查看') : null,
      ),
    ]);
    fill(element, ...(cards.length > 0 ? cards : [empty]));
    element.onclick = ({ target }) => {
      const { path } = (target as Element).closest<HTMLElement>('[data-path]')?.dataset ?? {};
      if (path) phone.openMiniProgram(path);
    };
    phone.markRead(SERVICE_NOTICES);
  };
  refresh();
  return { title: SERVICE_NOTICES, element, refresh };
}
