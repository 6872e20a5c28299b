import type { ChatMessage } from '../../../wire';
import type { MenuButton } from '../../desk-state';
import { momentText } from '../beijing-time';
import { fill, h } from '../dom';
import type { PhoneAccess, WechatScreen } from '../wechat-screen';

export const OFFICIAL_ACCOUNT = '科技志愿服务平台';

/** The conversation with the official account: its messages, its menu, and a line to write on. */
export function conversationScreen(phone: PhoneAccess): WechatScreen {
  const messages = h('div', { class: 'wc-messages' });
  const foot = h('div', { class: 'wc-foot' });
  const element = h('div', { class: 'wc-conversation' }, messages, foot);
  let typing = false;
  let count = -1;
  let drawnFoot = '';

  const drawFoot = () => {
    const { follows } = phone.person;
    const kind = `${follows} ${typing} ${JSON.stringify(phone.state.menu)}`;
    if (kind === drawnFoot) return;
    drawnFoot = kind;
    const toggle = () => {
      typing = !typing;
      drawFoot();
    };
    if (!follows) foot.replaceChildren(followCard(phone));
    else foot.replaceChildren(typing ? writingLine(phone, toggle) : menuBar(phone, toggle));
  };
  const refresh = () => {
    const { chat } = phone.person;
    fill(messages, ...chat.flatMap((message, index) => bubble(phone, message, chat[index - 1])));
    listenToCards(phone, messages);
    drawFoot();
    phone.markRead(OFFICIAL_ACCOUNT);
    if (chat.length !== count) queueMicrotask(() => messages.scrollTo({ top: messages.scrollHeight }));
    count = chat.length;
  };
  refresh();
  return { title: OFFICIAL_ACCOUNT, element, refresh };
}

function followCard(phone: PhoneAccess): HTMLElement {
  return h(
    'div',
    { class: 'wc-follow' },
    h('p', {}, '关注后可以收到组织通知，查询服务时长。'),
    h('button', { class: 'wc-primary', click: () => void phone.act('follow') }, '关注公众号'),
  );
}

function writingLine(phone: PhoneAccess, toggle: () => void): HTMLElement {
  const input = h('input', { placeholder: '说点什么，如：时长', 'aria-label': '消息', maxlength: '200' });
  const send = (event: Event) => {
    event.preventDefault();
    const text = input.value.trim();
    input.value = '';
    if (text) void phone.act('text', { text });
  };
  return h(
    'form',
    { class: 'wc-writing', submit: send },
    h('button', { type: 'button', class: 'wc-toggle', 'aria-label': '菜单', click: toggle }, '≡'),
    input,
    h('button', { class: 'wc-send' }, '发送'),
  );
}

function menuBar(phone: PhoneAccess, toggle: () => void): HTMLElement {
  const bar = h('div', { class: 'wc-menu' });
  const sheet = h('div', { class: 'wc-submenu', hidden: true });
  const tap = ({ type, key, url, pagepath }: MenuButton) => {
    sheet.hidden = true;
    if (type === 'miniprogram') phone.openMiniProgram(pagepath);
    else if (type === 'view') {
      void phone.act('view', { url });
      phone.openWeb(url ?? '');
    } else void phone.act('menu', { key });
  };
  const open = (button: MenuButton) => {
    if (button.sub_button.length === 0) return tap(button);
    const same = !sheet.hidden && sheet.dataset.of === button.name;
    sheet.dataset.of = button.name;
    sheet.hidden = same;
    sheet.replaceChildren(
      ...button.sub_button.map((each) => h('button', { click: () => tap(each) }, each.name)),
    );
  };
  bar.append(
    h('button', { class: 'wc-toggle', 'aria-label': '打字', click: toggle }, '⌨'),
    ...phone.state.menu.map((button) =>
      h('button', { click: () => open(button) }, `${button.sub_button.length > 0 ? '≡ ' : ''}${button.name}`),
    ),
    sheet,
  );
  return bar;
}

const QUIET_MS = 5 * 60_000;

function bubble(phone: PhoneAccess, message: ChatMessage, before: ChatMessage | undefined): HTMLElement[] {
  const pause = before ? Date.parse(message.at) - Date.parse(before.at) : QUIET_MS;
  const time = pause >= QUIET_MS ? [h('div', { class: 'wc-time' }, momentText(message.at))] : [];
  if (message.from === 'wechat') return [...time, h('div', { class: 'wc-time' }, message.text ?? '')];
  const mine = message.from === 'person';
  const mark = mine ? (phone.person.nickname[0] ?? '') : '科';
  return [
    ...time,
    h(
      'div',
      { class: `wc-message${mine ? ' mine' : ''}` },
      h('span', { class: `wc-mark ${mine ? 'me' : 'account'}` }, mark),
      contentOf(message),
    ),
  ];
}

function contentOf({ text, title, fields, articles, miniProgram, url }: ChatMessage): HTMLElement {
  const target = { 'data-path': miniProgram?.path, 'data-url': url };
  if (fields) {
    return h(
      'button',
      { class: 'wc-card', ...target },
      h('b', {}, title),
      ...fields.map(({ label, value }) => h('span', {}, h('i', {}, label), value)),
      miniProgram ? h('em', {}, '进入小程序查看') : null,
    );
  }
  const [article] = articles ?? [];
  if (article) {
    return h(
      'button',
      { class: 'wc-card', 'data-url': article.url },
      h('b', {}, article.title),
      h('span', {}, article.description),
    );
  }
  if (miniProgram)
    return h('button', { class: 'wc-card', ...target }, h('b', {}, title), h('em', {}, '小程序'));
  return h('div', { class: 'wc-bubble' }, text ?? '[暂不支持的消息]');
}

/** Cards are drawn anew only when they changed, so they carry their destination rather than a listener. */
function listenToCards(phone: PhoneAccess, messages: HTMLElement): void {
  messages.onclick = ({ target }) => {
    const card = (target as Element).closest<HTMLElement>('[data-path], [data-url]');
    if (card?.dataset.path) phone.openMiniProgram(card.dataset.path);
    else if (card?.dataset.url) phone.openWeb(card.dataset.url);
  };
}
