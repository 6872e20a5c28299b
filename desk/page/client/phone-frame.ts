import { ask } from './desk-api';
import { fill, h } from './dom';
import { PLACES, type PlaceName } from './phone-host';
import type { StateStore } from './state-store';
import { WechatPhone } from './wechat-phone';

const FRESH = '+';

/** A phone on the desk, with who holds it, where they are, and whether it has a network. */
export class PhoneFrame {
  readonly element: HTMLElement;
  readonly phone: WechatPhone;
  /** Done once the phone is in the hands it was given to. */
  private handed: Promise<void> = Promise.resolve();
  private readonly people = h('select', { 'aria-label': '谁的手机', change: () => void this.choose() });

  /** @param side 左 or 右 */
  constructor(
    readonly side: string,
    private readonly store: StateStore,
    readonly held: { person: string },
  ) {
    this.phone = new WechatPhone(store, held.person);
    const place = h(
      'select',
      { 'aria-label': '人在哪里', change: () => this.move(place.value as PlaceName) },
      ...Object.entries(PLACES).map(([value, { name }]) => h('option', { value }, name)),
    );
    const network = h('input', { type: 'checkbox', change: () => this.phone.setOffline(network.checked) });
    this.element = h(
      'section',
      { class: 'phone-frame', 'data-side': side, 'aria-label': `${side}边的手机` },
      h('div', { class: 'holder' }, h('b', {}, `${side}边的手机`), h('small', {}, '微信为模拟'), this.people),
      h('div', { class: 'case' }, this.phone.element),
      h('div', { class: 'holder small' }, place, h('label', {}, network, '断网')),
    );
    this.refresh();
  }

  get documentNumber(): string {
    return this.store.state?.people.find(({ id }) => id === this.held.person)?.documentNumber ?? '';
  }

  refresh(): void {
    this.phone.refresh();
    const people = this.store.state?.people ?? [];
    fill(
      this.people,
      ...people.map(({ id, nickname, role }) =>
        h('option', { value: id }, role ? `${nickname} · ${role}` : nickname),
      ),
      h('option', { value: FRESH }, '＋ 一位新朋友（还没注册）'),
    );
    this.people.value = this.held.person;
  }

  /** Gives the phone to somebody new. */
  giveToFresh(): Promise<void> {
    return this.giveTo(ask<{ id: string }>('POST', '/desk/people').then(({ id }) => id));
  }

  /** Opens the mini-program for whoever holds the phone, or is just being given it. */
  async open(path: string): Promise<void> {
    await this.handed;
    this.phone.openMiniProgram(path);
  }

  async openAccount(): Promise<void> {
    await this.handed;
    this.phone.openAccount();
  }

  private choose(): Promise<void> {
    const { value } = this.people;
    return value === FRESH ? this.giveToFresh() : this.giveTo(value);
  }

  private giveTo(whom: string | Promise<string>): Promise<void> {
    const give = async () => {
      const id = await whom;
      this.held.person = id;
      await this.store.refresh();
      this.phone.give(id);
    };
    this.handed = give();
    return this.handed;
  }

  private move(place: PlaceName): void {
    this.phone.place = place;
  }
}
