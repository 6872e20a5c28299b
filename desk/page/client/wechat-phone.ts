import type { PersonView } from '../../wire';
import type { DeskState } from '../desk-state';
import { clockText } from './beijing-time';
import { readCode } from './code-reader';
import { act } from './desk-api';
import { h } from './dom';
import { MiniProgramView } from './mini-program-view';
import { type PlaceName, phoneHost } from './phone-host';
import { arrived, ReadMarks } from './read-marks';
import { scanCode } from './scan.sheet';
import { summaryOf } from './screens/chat-list.screen';
import { conversationScreen, OFFICIAL_ACCOUNT } from './screens/conversation.screen';
import { SERVICE_NOTICES, serviceNoticesScreen } from './screens/service-notices.screen';
import { TABS } from './screens/tabs.screen';
import { webScreen } from './screens/web.screen';
import { Sheets } from './sheets';
import type { StateStore } from './state-store';
import type { PhoneAccess, WechatScreen } from './wechat-screen';

/** What codes of official accounts begin with. */
const ACCOUNT_CODE = 'http://weixin.qq.com/q/';

const OFFLINE = '这部手机的网络已断开。';

/** One phone with WeChat: its screens, and the mini-program over them. */
export class WechatPhone implements PhoneAccess {
  readonly element = h('div', { class: 'glass' });
  person: PersonView;
  state: DeskState;
  place: PlaceName = 'there';
  offline = false;
  /** The phone beside it, which its camera sees. */
  other: WechatPhone | undefined;
  private stack: WechatScreen[] = [];
  private readonly sheets = new Sheets();
  private readonly marks = new ReadMarks();
  private readonly miniProgram: MiniProgramView;
  private readonly shell = h('div', { class: 'wechat' });
  private lastNews: Record<string, string> = {};

  constructor(
    private readonly store: StateStore,
    personId: string,
  ) {
    const host = () =>
      phoneHost({
        person: this.person.id,
        phoneNumber: this.person.phone ?? '',
        place: () => this.place,
        sheets: this.sheets,
        seenOnOtherPhone: this.seenOnOtherPhone,
      });
    const left = () => {
      this.miniProgram.hide();
      this.draw();
    };
    this.miniProgram = new MiniProgramView(host, () => store.now(), left);
    this.element.append(this.shell, this.miniProgram.element, this.sheets.element);
    this.give(personId);
  }

  /** Hands the phone to somebody; the store must know them already. */
  give(personId: string): void {
    this.miniProgram.close();
    this.sheets.clear();
    this.take(personId);
    this.lastNews = this.news();
    this.stack = [TABS.微信!(this)];
    this.draw();
  }

  /** What the desk knows has changed. */
  refresh(): void {
    if (this.offline || !this.store.state?.phones[this.person.id]) return;
    this.take(this.person.id);
    this.announceNews();
    this.stack.at(-1)?.refresh();
    this.drawBars();
  }

  setOffline(offline: boolean): void {
    this.offline = offline;
    this.miniProgram.setOffline(offline);
    this.draw();
  }

  wake(): void {
    this.miniProgram.wake();
  }

  go(screen: WechatScreen): void {
    this.stack.push(screen);
    this.draw();
  }

  back(): void {
    this.stack.pop();
    this.stack.at(-1)?.refresh();
    this.draw();
  }

  openMiniProgram(path?: string, scene?: number): void {
    this.miniProgram.open(path, scene).catch((error: Error) => this.sheets.say(error.message));
  }

  /** The conversation with the official account, over whatever is shown. */
  openAccount(): void {
    this.miniProgram.hide();
    this.go(conversationScreen(this));
  }

  openWeb(url: string): void {
    this.go(webScreen(this, url));
  }

  async act(action: string, body: object = {}): Promise<void> {
    if (this.offline) return this.sheets.say(OFFLINE);
    try {
      await act(this.person.id, action, body);
      await this.store.refresh();
    } catch (error) {
      this.sheets.say((error as Error).message);
    }
  }

  async scan(): Promise<void> {
    const text = await scanCode(this.sheets, this.seenOnOtherPhone, () => this.store.state?.sceneCode);
    if (text === undefined) return;
    if (text.startsWith(ACCOUNT_CODE)) {
      await this.act('scan', { url: text });
      return this.go(conversationScreen(this));
    }
    const url = URL.canParse(text) ? new URL(text) : undefined;
    const page = url?.searchParams.get('page');
    if (page) return this.openMiniProgram(`${page}?scene=${url?.searchParams.get('scene') ?? ''}`);
    if (url?.origin === location.origin) return this.openWeb(text);
    this.sheets.say('这是签到码：请打开小程序，在「我的报名」里扫码。');
  }

  unread(conversation: string): number {
    return this.marks.unread(this.person, conversation);
  }

  markRead(conversation: string): void {
    if (!this.miniProgram.shown) this.marks.markRead(this.person, conversation);
  }

  private readonly seenOnOtherPhone = (): string | undefined => {
    const seen = this.other?.miniProgram.document;
    return seen ? readCode(seen) : undefined;
  };

  private take(personId: string): void {
    const { state } = this.store;
    const person = state?.phones[personId];
    if (!state || !person) throw new Error(`nobody is called ${personId}`);
    this.state = state;
    this.person = person;
  }

  private news(): Record<string, string> {
    const last = (name: string) => arrived(this.person, name).at(-1)?.at ?? '';
    return { [OFFICIAL_ACCOUNT]: last(OFFICIAL_ACCOUNT), [SERVICE_NOTICES]: last(SERVICE_NOTICES) };
  }

  private announceNews(): void {
    const news = this.news();
    const screens = { [OFFICIAL_ACCOUNT]: conversationScreen, [SERVICE_NOTICES]: serviceNoticesScreen };
    for (const [name, screen] of Object.entries(screens)) {
      const watched = !this.miniProgram.shown && this.stack.at(-1)?.title === name;
      const message = arrived(this.person, name).at(-1);
      if (!message || watched || (news[name] ?? '') <= (this.lastNews[name] ?? '')) continue;
      this.sheets.announce(name, summaryOf(message as never), () => {
        this.miniProgram.hide();
        this.go(screen(this));
      });
    }
    this.lastNews = news;
  }

  private draw(): void {
    const screen = this.stack.at(-1) as WechatScreen;
    screen.refresh();
    this.shell.replaceChildren(
      h('div', { class: 'wc-bars' }),
      screen.element,
      h('nav', { class: 'wc-tabs' }),
    );
    this.drawBars();
  }

  private drawBars(): void {
    const screen = this.stack.at(-1) as WechatScreen;
    const bars = this.shell.querySelector('.wc-bars') as HTMLElement;
    bars.replaceChildren(
      h(
        'div',
        { class: 'wc-status' },
        h('span', {}, clockText(this.state.now)),
        h('span', { class: 'wc-simulated' }, '微信为模拟'),
        h('span', {}, this.offline ? '无网络' : '5G'),
      ),
      h(
        'div',
        { class: 'wc-bar' },
        screen.tab ? null : h('button', { 'aria-label': '返回', click: () => this.back() }, '‹'),
        h('b', {}, screen.title),
        screen.tab
          ? h('button', { class: 'wc-plus', 'aria-label': '扫一扫', click: () => this.scan() }, '⊕')
          : null,
      ),
      this.offline ? h('div', { class: 'wc-offline' }, `${OFFLINE}新消息要等恢复以后才到。`) : '',
    );
    const tabs = this.shell.querySelector('.wc-tabs') as HTMLElement;
    tabs.hidden = !screen.tab;
    const count = this.unread(OFFICIAL_ACCOUNT) + this.unread(SERVICE_NOTICES);
    tabs.replaceChildren(
      ...Object.entries(TABS).map(([name, make]) =>
        h(
          'button',
          {
            class: name === screen.tab ? 'on' : '',
            click: () => {
              this.stack = [make(this)];
              this.draw();
            },
          },
          name,
          name === '微信' && count > 0 ? h('b', { class: 'wc-badge' }, count) : null,
        ),
      ),
    );
  }
}
