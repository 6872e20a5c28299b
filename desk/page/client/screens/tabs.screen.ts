import { fill, h } from '../dom';
import type { PhoneAccess, WechatScreen } from '../wechat-screen';
import { chatListScreen } from './chat-list.screen';
import { conversationScreen, OFFICIAL_ACCOUNT } from './conversation.screen';
import { friendScreen } from './friend.screen';
import { momentsScreen } from './moments.screen';

/** The four screens of WeChat's tab bar, by their names. */
export const TABS: Record<string, (phone: PhoneAccess) => WechatScreen> = {
  微信: chatListScreen,
  通讯录: contactsScreen,
  发现: discoverScreen,
  我: ownScreen,
};

type Entry = [mark: string, kind: string, title: string, open: () => void];

const entry = ([mark, kind, title, open]: Entry): HTMLElement =>
  h(
    'button',
    { class: 'wc-row', click: open },
    h('span', { class: `wc-mark ${kind}` }, mark),
    h('span', { class: 'wc-row-text' }, h('span', { class: 'wc-row-title' }, title)),
    h('span', { class: 'wc-go' }, '›'),
  );

function contactsScreen(phone: PhoneAccess): WechatScreen {
  const element = h('div', { class: 'wc-list' });
  let drawn = '';
  const refresh = () => {
    const friends = phone.state.people.filter(({ id }) => id !== phone.person.id);
    if (drawn === JSON.stringify(friends)) return;
    drawn = JSON.stringify(friends);
    element.replaceChildren(
      entry(['科', 'account', `公众号：${OFFICIAL_ACCOUNT}`, () => phone.go(conversationScreen(phone))]),
      ...friends.map(({ id, nickname }) =>
        entry([nickname[0] ?? '', 'friend', nickname, () => phone.go(friendScreen(phone, id, nickname))]),
      ),
    );
  };
  refresh();
  return { title: '通讯录', tab: '通讯录', element, refresh };
}

function discoverScreen(phone: PhoneAccess): WechatScreen {
  const element = h(
    'div',
    { class: 'wc-list' },
    entry(['圈', 'moments', '朋友圈', () => phone.go(momentsScreen(phone))]),
    entry(['扫', 'scan', '扫一扫', () => phone.scan()]),
    entry(['科', 'mini', '小程序：科技志愿服务', () => phone.openMiniProgram()]),
  );
  return { title: '发现', tab: '发现', element, refresh: () => {} };
}

function ownScreen(phone: PhoneAccess): WechatScreen {
  const element = h('div', { class: 'wc-list' });
  const refresh = () => {
    const { nickname, phone: number, follows } = phone.person;
    fill(
      element,
      h(
        'div',
        { class: 'wc-own' },
        h('span', { class: 'wc-mark me' }, nickname[0]),
        h('div', {}, h('b', {}, nickname), h('span', {}, `手机号 ${number ?? '未绑定'}`)),
      ),
      h('p', { class: 'wc-note' }, follows ? '已关注公众号' : '还没有关注公众号'),
      h('p', { class: 'wc-note' }, '这里的微信是模拟的：人物、手机号都是虚构的。'),
    );
  };
  refresh();
  return { title: '我', tab: '我', element, refresh };
}
