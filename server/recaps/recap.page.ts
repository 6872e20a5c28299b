import Router from '@koa/router';
import { fullTimeText, spanText } from '../platform/chinese-time';
import { faultsAsPages, type Html, html, sendPage } from '../platform/http';
import { hoursText, leadSentence } from './recap.rules';
import type { PublicRecapView } from './recap.view';
import { type RecapPublicNeeds, readPublicRecap } from './recap-public.routes';
import { RECAP_SCRIPT } from './recap-script';

const SCRIPT_PATH = '/assets/recap.js';
/** The only script from elsewhere; our Content-Security-Policy names this host. */
const WECHAT_SCRIPT = 'https://res.wx.qq.com/open/js/jweixin-1.6.0.js';

/** `/recaps/:recapId`: what a shared link opens, inside WeChat and anywhere else. */
export function recapPage(needs: RecapPublicNeeds): Router {
  const router = new Router();
  router.get('/recaps/:recapId', faultsAsPages(), async (ctx) => {
    const recap = await readPublicRecap(needs, ctx.params.recapId!);
    const cover = recap.photos[0];
    const url = `${needs.publicUrl}/recaps/${recap.id}`;
    const imageUrl = cover && needs.publicUrl + cover.url;
    const description = leadSentence(recap.text);
    ctx.set('Cache-Control', 'no-cache');
    const share = { url, imageUrl: imageUrl ?? '', description };
    sendPage(
      ctx,
      { title: recap.activityTitle, description, url, imageUrl, scripts: [WECHAT_SCRIPT, SCRIPT_PATH] },
      recapBody(recap, share),
    );
  });
  router.get(SCRIPT_PATH, (ctx) => {
    ctx.type = 'js';
    ctx.set('Cache-Control', 'public, max-age=600');
    ctx.body = RECAP_SCRIPT;
  });
  return router;
}

function recapBody(recap: PublicRecapView, share: Record<string, string>): Html {
  const [cover, ...others] = recap.photos;
  return html`<main data-recap="${recap.id}" data-title="${recap.activityTitle}" data-url="${share.url}"
  data-image="${share.imageUrl}" data-description="${share.description}">
<div class="hero">${cover ? html`<img src="${cover.url}" alt="" width="${cover.width}" height="${cover.height}">` : ATOM}</div>
<article class="sheet">
<div class="from">${recap.organizationName}</div>
<h1>${recap.activityTitle}</h1>
<p class="meta">${spanText(recap.startsAt, recap.endsAt)}<br>${recap.place}</p>
<dl class="figures">
${figure('服务公众', recap.peopleServed, '人')}
${recap.volunteers > 0 ? figure('科技志愿者', recap.volunteers, '人') : null}
${recap.minutes > 0 ? figure('服务时长', hoursText(recap.minutes), '小时', 'earned') : null}
</dl>
<div class="story">${paragraphs(recap.text).map((paragraph) => html`<p>${paragraph}</p>`)}</div>
<div class="gallery">${others.map(
    (photo) =>
      html`<img src="${photo.url}" alt="" width="${photo.width}" height="${photo.height}" loading="lazy">`,
  )}</div>
<p class="foot">${fullTimeText(recap.publishedAt)} 发布 · 阅读 ${recap.views} · 转发 ${recap.shares}</p>
</article>
<p class="mark">科技志愿服务平台</p>
</main>`;
}

const figure = (label: string, value: number | string, unit: string, kind = ''): Html =>
  html`<div class="${kind}"><dd>${value}<small>${unit}</small></dd><dt>${label}</dt></div>`;

const paragraphs = (text: string): string[] => text.split(/\n+/).filter((line) => line.trim() !== '');

/** Where there is no photo: an atom, drawn. */
const ATOM = html`<svg viewBox="0 0 100 100" fill="none" stroke="#fff" stroke-width="3" aria-hidden="true">
<circle cx="50" cy="50" r="7" fill="#fff"/><ellipse cx="50" cy="50" rx="46" ry="17"/>
<ellipse cx="50" cy="50" rx="46" ry="17" transform="rotate(60 50 50)"/><ellipse cx="50" cy="50" rx="46" ry="17" transform="rotate(120 50 50)"/></svg>`;
