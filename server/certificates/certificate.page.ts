import Router from '@koa/router';
import { fullTimeText } from '../platform/chinese-time';
import { faultsAsPages, type Html, html, sendPage } from '../platform/http';
import { dayInWords } from './certificate.rules';
import { type VerificationView, verificationView } from './certificate.view';
import type { Verifications } from './verifications';

/** `/verify` asks for a number, `/verify/:token` is what the QR code of a certificate opens. */
export function verificationPages(verifications: Verifications): Router {
  const router = new Router();
  router.get('/verify', faultsAsPages(), async (ctx) => {
    const number = typeof ctx.query.number === 'string' ? ctx.query.number.slice(0, 64) : '';
    ctx.set('Cache-Control', 'no-store');
    if (number.trim() === '') return sendPage(ctx, { title: '证书验证' }, askForNumber());
    sendPage(
      ctx,
      { title: '证书验证' },
      result(verificationView(await verifications.verify(ctx.ip, number))),
    );
  });
  router.get('/verify/:token', faultsAsPages(), async (ctx) => {
    ctx.set('Cache-Control', 'no-store');
    const certificate = await verifications.verify(ctx.ip, ctx.params.token!);
    sendPage(ctx, { title: '证书验证' }, result(verificationView(certificate)));
  });
  return router;
}

const askForNumber = (): Html => html`<main class="notice">
<div class="badge">${SEAL}</div>
<h1>证书验证</h1>
<p>输入志愿服务证明上的编号，查验它是否真实有效。也可以直接扫描证明上的二维码。</p>
<form class="ask" action="/verify" method="get">
<input name="number" placeholder="KJZM-2026-00000001" aria-label="证明编号" maxlength="32" autocomplete="off" required>
<button type="submit">验证</button>
</form>
</main>`;

const result = (view: VerificationView): Html => html`<main>
<div class="verdict ${view.valid ? 'good' : 'bad'}" role="status">
<div class="badge">${view.valid ? SEAL : CROSS}</div>
<h1>${view.valid ? '证明真实有效' : view.state === 'REVOKED' ? '证明已撤销' : '证明已被替代'}</h1>
<p>${view.sentence}</p>
</div>
<article class="sheet">
<div class="from">${view.issuerName}</div>
<h1>${view.holderName} 的志愿服务证明</h1>
<p class="meta">编号 ${view.number}</p>
<dl class="figures">
<div class="earned"><dd>${view.hours}<small>小时</small></dd><dt>服务时长</dt></div>
<div><dd>${view.services}<small>次</small></dd><dt>服务次数</dt></div>
</dl>
<p class="meta">服务期间：${dayInWords(view.fromDay)} 至 ${dayInWords(view.toDay)}<br>签发时间：${fullTimeText(view.issuedAt)}</p>
<p class="foot">姓名已隐去部分。请核对证明上的编号、时长与这里一致；不一致时以这里为准。</p>
</article>
<p class="mark"><a href="/verify">验证另一份</a></p>
</main>`;

const SEAL = html`<svg viewBox="0 0 36 36" fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M18 3l12 5v9c0 8-5 13-12 16C11 30 6 25 6 17V8z"/><path d="M12 18l4 4 8-8"/></svg>`;
const CROSS = html`<svg viewBox="0 0 36 36" fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round" aria-hidden="true"><circle cx="18" cy="18" r="14"/><path d="M13 13l10 10M23 13L13 23"/></svg>`;
