import type { PayFault } from '../../wire';
import { momentText } from './beijing-time';
import { ask } from './desk-api';
import { fill, h } from './dom';
import type { StateStore } from './state-store';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const MOVES: [string, object][] = [
  ['+15 分钟', { ms: 15 * MINUTE }],
  ['+2 小时', { ms: 2 * HOUR }],
  ['+1 天', { ms: 24 * HOUR }],
  ['到下一场活动前 10 分钟', { until: 'start' }],
  ['到公示期满', { until: 'publicity' }],
];

const TEMPLATE = '/cgi-bin/message/template/send';
const FAULTS: [string, object][] = [
  ['微信变慢（每次 3 秒）', { api: '*', kind: 'latency', ms: 3_000 }],
  ['微信系统繁忙（-1）', { api: '*', kind: 'errcode', errcode: -1 }],
  ['模板消息额度用完（45009）', { api: TEMPLATE, kind: 'errcode', errcode: 45009 }],
  ['微信断开连接', { api: '*', kind: 'drop' }],
];

const PAY_FAULTS: [string, PayFault][] = [
  ['付款人余额不足', 'not-enough-balance'],
  ['不通知付款和退款结果', 'no-notification'],
  ['退款退不回去', 'refund-abnormal'],
  ['商户余额不足以退款', 'merchant-not-enough'],
];

/** Time and misfortune, for both phones at once. */
export function drawer(store: StateStore, moved: () => void, close: () => void) {
  const now = h('p', { class: 'drawer-now' });
  const word = h('p', { class: 'drawer-word', role: 'status' });
  const faults = h('ul', {});
  const move = async (body: object, button: HTMLButtonElement) => {
    button.disabled = true;
    word.textContent = '正在拨时钟，到期的事情会一件件办完……';
    try {
      const { message } = await ask<{ message: string }>('POST', '/desk/clock', body);
      word.textContent = message || '时钟已经拨好，平台和微信的时间一致。';
      moved();
    } catch (error) {
      word.textContent = (error as Error).message;
    } finally {
      button.disabled = false;
    }
  };
  const addFault = async (fault: object) => {
    await ask('POST', '/control/faults', fault);
    await store.refresh();
  };
  const addPayFault = async (fault: PayFault) => {
    await ask('POST', '/control/pay-faults', { fault, on: true });
    await store.refresh();
  };
  const clear = async () => {
    await ask('DELETE', '/control/faults');
    await store.refresh();
  };
  const refresh = () => {
    const { state } = store;
    if (!state) return;
    fill(now, `现在是 ${momentText(state.now)}`);
    const active = state.faults.map(({ api, kind, errcode }) =>
      h('li', {}, `${nameOf({ api, kind, errcode })} · 进行中`),
    );
    for (const [label, fault] of PAY_FAULTS)
      if (state.payFaults.includes(fault)) active.push(h('li', {}, `${label} · 进行中`));
    fill(faults, ...(active.length > 0 ? active : [h('li', { class: 'none' }, '现在一切正常。')]));
  };
  const moves = MOVES.map(([label, body]) => {
    const button: HTMLButtonElement = h('button', { click: () => void move(body, button) }, label);
    return button;
  });
  const element = h(
    'aside',
    { class: 'drawer', hidden: true, 'aria-label': '时钟与故障' },
    h('button', { class: 'drawer-close', 'aria-label': '关闭', click: close }, '×'),
    h('h2', {}, '拨时钟'),
    now,
    h('div', { class: 'ways' }, ...moves),
    word,
    h('h2', {}, '让微信出故障'),
    faults,
    h(
      'div',
      { class: 'ways' },
      ...FAULTS.map(([label, fault]) => h('button', { click: () => void addFault(fault) }, label)),
      ...PAY_FAULTS.map(([label, fault]) => h('button', { click: () => void addPayFault(fault) }, label)),
      h('button', { class: 'plain', click: () => void clear() }, '全部恢复'),
    ),
    h('p', { class: 'drawer-hint' }, '每部手机下面的「断网」只断那一部手机。'),
  );
  return { element, refresh };
}

function nameOf(fault: { api: string; kind: string; errcode: number | undefined }): string {
  const same = FAULTS.find(([, body]) => {
    const { api, kind, errcode } = body as { api: string; kind: string; errcode?: number };
    return api === fault.api && kind === fault.kind && errcode === fault.errcode;
  });
  return same?.[0] ?? `${fault.kind} ${fault.api}`;
}
