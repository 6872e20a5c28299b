import type { ChatMessage } from '../../../wire';
import { clockText } from '../beijing-time';
import { fill, h } from '../dom';
import type { PhoneAccess, WechatScreen } from '../wechat-screen';
import { conversationScreen, OFFICIAL_ACCOUNT } from './conversation.screen';
import { friendScreen } from './friend.screen';
import { SERVICE_NOTICES, serviceNoticesScreen } from './service-notices.screen';

/** 微信: the conversations, and the mini-program on top. */
export function chatListScreen(phone: PhoneAccess): WechatScreen {
  const element = h('div', { class: 'wc-list' });
  const refresh = () => fill(element, ...rows(phone));
  refresh();
  return { title: '微信', tab: '微信', element, refresh };
}

function rows(phone: PhoneAccess): HTMLElement[] {
  const { chat, serviceNotices, id } = phone.person;
  const lastChat = chat.at(-1);
  const lastNotice = serviceNotices.at(-1);
  const friends = phone.state.shared.filter((post) => post.to === 'friend' && post.personId !== id);
  const senders = friends.filter(
    (post, index) => friends.findIndex(({ personId }) => personId === post.personId) === index,
  );
  return [
    row('小程序', 'mini', '科技志愿服务', '小程序 · 点开即用', '', 0, () => phone.openMiniProgram()),
    row(
      '科',
      'account',
      OFFICIAL_ACCOUNT,
      lastChat ? summaryOf(lastChat) : '公众号 · 还没有关注',
      lastChat?.at ?? '',
      phone.unread(OFFICIAL_ACCOUNT),
      () => phone.go(conversationScreen(phone)),
    ),
    row(
      '铃',
      'service',
      SERVICE_NOTICES,
      lastNotice ? lastNotice.title : '小程序的订阅消息会出现在这里',
      lastNotice?.at ?? '',
      phone.unread(SERVICE_NOTICES),
      () => phone.go(serviceNoticesScreen(phone)),
    ),
    ...senders.map((post) =>
      row(post.nickname[0] ?? '', 'friend', post.nickname, `[小程序] ${post.title}`, post.at, 0, () =>
        phone.go(friendScreen(phone, post.personId, post.nickname)),
      ),
    ),
  ];
}

function row(
  mark: string,
  kind: string,
  title: string,
  text: string,
  at: string,
  unread: number,
  open: () => void,
): HTMLElement {
  return h(
    'button',
    { class: 'wc-row', click: open },
    h('span', { class: `wc-mark ${kind}` }, mark, unread > 0 && h('b', { class: 'wc-badge' }, unread)),
    h(
      'span',
      { class: 'wc-row-text' },
      h('span', { class: 'wc-row-title' }, title),
      h('span', { class: 'wc-row-last' }, text),
    ),
    at ? h('time', {}, clockText(at)) : null,
  );
}

/** @returns a message in one line */
export function summaryOf({ text, title, fields, articles }: ChatMessage): string {
  const first = fields?.[0]?.value;
  if (title) return first ? `${title}：${first}` : title;
  return (text ?? articles?.[0]?.title ?? '新消息').split('\n')[0] ?? '';
}
