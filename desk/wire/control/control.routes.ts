import type Koa from 'koa';
import getRawBody from 'raw-body';
import type { DeskControl } from './desk-control';
import { DeskRefusal } from './desk-refusal';

// biome-ignore lint/suspicious/noExplicitAny: the desk's operator is trusted, and a wrong body fails loudly.
type Body = any;
type Act = (body: Body, id: string, query: URLSearchParams) => unknown;

/** `METHOD path` → what it does; `:id` is the person. */
function routes(control: DeskControl): Record<string, Act> {
  return {
    'GET /people': () => control.people(),
    'POST /people': (body) => control.putPerson(body),
    'GET /people/:id': (_, id) => control.person(id),
    'GET /people/:id/chat': (_, id) => control.person(id).chat,
    'GET /people/:id/service-notices': (_, id) => control.person(id).serviceNotices,
    'POST /people/:id/follow': (body, id) => control.follow(id, body),
    'POST /people/:id/unfollow': (_, id) => control.unfollow(id),
    'POST /people/:id/scan': (body, id) => control.scan(id, body),
    'POST /people/:id/text': (body, id) => control.sendText(id, body.text),
    'POST /people/:id/menu': (body, id) => control.tapMenu(id, body.key),
    'POST /people/:id/view': (body, id) => control.viewLink(id, body.url),
    'POST /people/:id/login-code': (_, id) => control.loginCode(id),
    'POST /people/:id/phone-code': (_, id) => control.phoneCode(id),
    'POST /people/:id/oauth': (body, id) => control.oauth(id, body.authorizeUrl, { snapshot: body.snapshot }),
    'POST /people/:id/accept-prompt': (body, id) =>
      control.answerPrompt(id, body.templateIds, body.decision ?? 'accept'),
    'POST /people/:id/refuse-template': (body, id) => control.refuseTemplate(id, body.templateId),
    'POST /people/:id/revoke-authorization': (_, id) => control.revokeAuthorization(id),
    'POST /people/:id/share': (body, id) => control.share(id, body),
    'POST /people/:id/forge-push': (body, id) => control.forgePush(id, body.account, body.forgery),
    'POST /people/:id/payment-sheet': (body, id) => control.paymentSheet(id, body),
    'POST /people/:id/payment': (body, id) => control.pay(id, body),
    'GET /payments': () => control.payments(),
    'POST /pay-faults': (body) => control.switchPayFault(body.fault, body.on),
    'POST /refund-resolutions': (body) => control.resolveRefund(body.outRefundNo),
    'GET /menu': () => control.menu() ?? { button: [] },
    'POST /acting-as': (body) => control.actAs(body.id ?? undefined),
    'GET /faults': () => control.faults(),
    'POST /faults': (body) => control.addFault(body),
    'DELETE /faults': () => control.clearFaults(),
    'POST /push-disturbances': (body) => control.disturbPushes(body),
    'POST /push-targets': (body) => control.setPushTargets(body),
    'POST /verify-callback': (body) => control.verifyCallback(body.account),
    'POST /rotate-token': (body) => control.rotateToken(body.account),
    'POST /aes-key': (body) => control.setAesKey(body.account, body.aesKey ?? undefined),
    'POST /quotas': ({ account, api, ...quota }) => control.setQuota(account, api, quota),
    'POST /words': (body) => control.setWords(body),
    'POST /templates': (body) => control.putTemplate(body),
    'POST /clock/advance': (body) => control.advanceClock(body.ms),
    'POST /js-sdk/verify': (body) => control.verifyJsSdk(body),
    'GET /calls': (_, __, query) => control.calls(query.get('api') ?? undefined),
    'GET /pushes': () => control.pushes(),
    'POST /settle': () => control.settle(),
    'POST /reset': () => control.reset(),
  };
}

/** The control API: JSON in, JSON out, for tests in other processes and for the browser phone. */
export function controlMiddleware(control: DeskControl): Koa.Middleware {
  const table = routes(control);
  return async (ctx, next) => {
    const match = /^\/control(\/.*)$/.exec(ctx.path);
    if (!match) return next();
    const { pattern, id } = locate(match[1] as string);
    const act = table[`${ctx.method} ${pattern}`];
    ctx.type = 'json';
    try {
      if (!act) throw new DeskRefusal(404, 'missing', '没有这个控制接口');
      const result = await act(await readBody(ctx), id, new URLSearchParams(ctx.querystring));
      ctx.body = toJson(result ?? { ok: true });
    } catch (error) {
      refuse(ctx, error);
    }
  };
}

function locate(path: string): { pattern: string; id: string } {
  const person = /^\/people\/([^/]+)(\/.*)?$/.exec(path);
  return person
    ? { pattern: `/people/:id${person[2] ?? ''}`, id: decodeURIComponent(person[1] as string) }
    : { pattern: path, id: '' };
}

async function readBody(ctx: Koa.Context): Promise<unknown> {
  const text = await getRawBody(ctx.req, { limit: '1mb', encoding: 'utf8' });
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    throw new DeskRefusal(400, 'invalid', '请求内容不是 JSON');
  }
}

function refuse(ctx: Koa.Context, error: unknown): void {
  if (error instanceof DeskRefusal) {
    ctx.status = error.status;
    ctx.body = toJson({ code: error.code, message: error.message });
  } else {
    ctx.status = 400;
    ctx.body = toJson({ code: 'invalid', message: `请求无法执行：${String(error)}` });
  }
}

function toJson(value: unknown): string {
  // Message ids have more digits than a reader's numbers hold: they are shown as text.
  return JSON.stringify(value, (_key, inner) => (typeof inner === 'bigint' ? String(inner) : inner));
}
