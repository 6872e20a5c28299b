import { momentText } from '../beijing-time';
import { h } from '../dom';
import type { PhoneAccess, WechatScreen } from '../wechat-screen';
import { sharedCard } from './shared-card';

const FROM_A_CHAT = 1007;

/** What a friend sent. The desk does not ask to whom: everybody here is everybody's friend. */
export function friendScreen(phone: PhoneAccess, friendId: string, nickname: string): WechatScreen {
  const element = h('div', { class: 'wc-messages' });
  let drawn = '';
  const refresh = () => {
    const posts = phone.state.shared.filter(({ to, personId }) => to === 'friend' && personId === friendId);
    if (drawn === String(posts.length)) return;
    drawn = String(posts.length);
    const messages = posts.toReversed().flatMap((post) => [
      h('div', { class: 'wc-time' }, momentText(post.at)),
      h(
        'div',
        { class: 'wc-message' },
        h('span', { class: 'wc-mark friend' }, nickname[0]),
        sharedCard(post, () => phone.openMiniProgram(post.path, FROM_A_CHAT)),
      ),
    ]);
    const empty = h('p', { class: 'wc-empty' }, `${nickname}还没有发来什么。`);
    element.replaceChildren(...(messages.length > 0 ? messages : [empty]));
  };
  refresh();
  return { title: nickname, element, refresh };
}
