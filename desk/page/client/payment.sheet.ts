import type { PayParams } from '../../phone/runtime/host';
import type { PaymentSheet } from '../../wire';
import { act } from './desk-api';
import { h } from './dom';
import type { Sheets } from './sheets';

const yuan = (fen: number): string => `¥${(fen / 100).toFixed(2)}`;

/**
 * WeChat's payment sheet. It says that it is a simulation: no money moves. What was not signed by the merchant is not
 * shown at all, and what cannot be paid says why and can be tried again.
 *
 * @throws Error `fail cancel` when the person closed it
 */
export async function payOnSheet(person: string, params: PayParams, sheets: Sheets): Promise<void> {
  const order = await act<PaymentSheet>(person, 'payment-sheet', params).catch((error: Error) => {
    sheets.say(error.message);
    throw new Error(`fail ${error.message}`);
  });
  const paid = await sheets.ask<boolean>((done) => {
    const problem = h('p', { class: 'sheet-problem', role: 'alert' });
    const confirm: HTMLButtonElement = h(
      'button',
      { class: 'wc-primary', click: () => void tryPaying() },
      '模拟支付',
    );
    const tryPaying = async () => {
      confirm.disabled = true;
      try {
        await act(person, 'payment', params);
        done(true);
      } catch (error) {
        problem.textContent = (error as Error).message;
        confirm.disabled = false;
      }
    };
    return h(
      'div',
      { class: 'sheet payment', role: 'dialog', 'aria-label': '模拟微信支付' },
      h('small', {}, '模拟微信支付 · 不会真的扣款'),
      h('span', { class: 'payment-payee' }, order.payee),
      h('b', { class: 'payment-amount' }, yuan(order.totalFen)),
      h('p', { class: 'payment-what' }, order.description),
      h('p', { class: 'payment-way' }, h('i', {}, '支付方式'), '模拟零钱'),
      problem,
      h('div', { class: 'sheet-buttons' }, h('button', { click: () => done(false) }, '取消'), confirm),
    );
  });
  if (!paid) throw new Error('fail cancel');
}
