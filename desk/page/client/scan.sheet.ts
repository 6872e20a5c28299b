import { h } from './dom';
import type { Sheets } from './sheets';

/**
 * The camera: this desk has none, so it looks at the other phone, at the screen of the PC, or takes what is typed.
 * @returns the text of the code; undefined when the person closed the camera
 */
export function scanCode(
  sheets: Sheets,
  seenOnOtherPhone: () => string | undefined,
  seenOnComputer?: () => string | undefined,
): Promise<string | undefined> {
  return sheets.ask<string>((done) => {
    const input = h('input', { placeholder: '或输入码的内容', 'aria-label': '码的内容' });
    const problem = h('p', { class: 'sheet-problem', role: 'alert' });
    const look = () => {
      const text = seenOnOtherPhone();
      if (text) done(text);
      else problem.textContent = '另一部手机上没有看到二维码。请先在那部手机上打开签到码，再点一次。';
    };
    const lookUp = () => {
      const text = seenOnComputer?.();
      if (text) done(text);
      else problem.textContent = '电脑上没有二维码。请先在电脑的浏览器里打开平台的登录页，再点一次。';
    };
    const typed = (event: Event) => {
      event.preventDefault();
      if (input.value.trim()) done(input.value.trim());
    };
    return h(
      'div',
      { class: 'sheet camera', role: 'dialog', 'aria-label': '扫一扫' },
      h('b', {}, '扫一扫'),
      h('div', { class: 'viewfinder' }),
      h('button', { class: 'wc-primary', click: look }, '扫另一部手机上的码'),
      seenOnComputer ? h('button', { class: 'wc-primary', click: lookUp }, '扫电脑屏幕上的码') : null,
      problem,
      h('form', { submit: typed }, input, h('button', {}, '确定')),
      h('button', { class: 'sheet-close', click: () => done(undefined) }, '取消'),
    );
  });
}
