import { momentText } from './beijing-time';
import { h } from './dom';
import { drawer } from './drawer';
import { guide } from './guide';
import { PhoneFrame } from './phone-frame';
import { StateStore } from './state-store';

const held = [{ person: 'demo-organizer' }, { person: 'demo-volunteer' }] as const;

/** Puts two phones, the guide and the drawer on the page, and keeps them up to date. */
async function main(): Promise<void> {
  const desk = document.getElementById('desk') as HTMLElement;
  const store = new StateStore(() => held.map(({ person }) => person));
  while (!held.every(({ person }) => store.state?.phones[person])) {
    await store.refresh();
    if (!store.state) await new Promise((done) => setTimeout(done, 500));
  }
  const left = new PhoneFrame('左', store, held[0]);
  const right = new PhoneFrame('右', store, held[1]);
  left.phone.other = right.phone;
  right.phone.other = left.phone;
  const moved = () => {
    void store.refresh();
    for (const { phone } of [left, right]) phone.wake();
  };
  const reveal = (frame: PhoneFrame) => narrow.show(frame === left ? 'left' : 'right');
  const steps = guide(left, right, moved, reveal);
  const levers = drawer(store, moved, () => toggle());
  const now = h('button', { class: 'now', click: () => toggle() });
  const trouble = h('span', { class: 'trouble', hidden: true }, '桌面微信没有回应，请看一下启动它的终端。');
  const header = h(
    'header',
    {},
    h('b', {}, '科技志愿服务平台 · 桌面微信'),
    h('span', { class: 'simulated' }, '微信为模拟，人物为虚构'),
    trouble,
    now,
  );
  const main = h('main', {}, steps.element, levers.element, left.element, right.element);
  // The drawer takes the place of the guide: both phones stay in sight.
  const toggle = () => {
    levers.element.hidden = !levers.element.hidden;
    steps.element.hidden = !levers.element.hidden;
    narrow.show('guide');
  };
  const narrow = switcher(main);
  desk.replaceChildren(header, main, narrow.element);
  store.listen(() => {
    trouble.hidden = store.reached;
    now.textContent = `时钟与故障 · ${store.state ? momentText(store.state.now) : ''}`;
    for (const part of [left, right, steps, levers]) part.refresh();
  });
  await store.start();
}

/** On a narrow screen there is room for one of the three. */
function switcher(main: HTMLElement) {
  const buttons = new Map(
    Object.entries({ guide: '指南', left: '左边手机', right: '右边手机' }).map(([name, label]) => [
      name,
      h('button', { click: () => show(name) }, label),
    ]),
  );
  const show = (shown: string) => {
    main.dataset.shown = shown;
    for (const [name, button] of buttons) button.classList.toggle('on', name === shown);
  };
  show('guide');
  return { element: h('nav', { class: 'switcher' }, ...buttons.values()), show };
}

void main();
