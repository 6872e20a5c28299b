import { momentText } from '../beijing-time';
import { h } from '../dom';
import type { PhoneAccess, WechatScreen } from '../wechat-screen';
import { sharedCard } from './shared-card';

const SINGLE_PAGE = 1154;

/** 朋友圈: a page shared here opens alone, without log-in, as on a phone. */
export function momentsScreen(phone: PhoneAccess): WechatScreen {
  const list = h('div', {});
  const cover = h('div', { class: 'wc-cover' }, h('span', {}, phone.person.nickname));
  const element = h('div', { class: 'wc-moments' }, cover, list);
  let drawn = '';
  const refresh = () => {
    const posts = phone.state.shared.filter(({ to }) => to === 'moments');
    if (JSON.stringify(posts) === drawn) return;
    drawn = JSON.stringify(posts);
    const empty = h(
      'p',
      { class: 'wc-empty' },
      '还没有人分享。打开一篇活动风采，点右上角 ••• 分享到朋友圈。',
    );
    const entries = posts.map((post) =>
      h(
        'article',
        {},
        h('span', { class: 'wc-mark friend' }, post.nickname[0]),
        h(
          'div',
          {},
          h('b', {}, post.nickname),
          sharedCard(post, () => phone.openMiniProgram(post.path, SINGLE_PAGE)),
          h('time', {}, momentText(post.at)),
        ),
      ),
    );
    list.replaceChildren(...(entries.length > 0 ? entries : [empty]));
  };
  refresh();
  return { title: '朋友圈', element, refresh };
}
