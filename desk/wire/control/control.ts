import { authorize } from '../api/oauth.api';
import { event } from '../push/push-messages';
import type { Person } from '../state/people';
import { World, type WorldOptions } from '../state/world';
import type { DeskControl } from './desk-control';
import { DeskRefusal, found } from './desk-refusal';
import { follow, scanTicket, sendText, tapMenu, ticketOf, unfollow, viewLink } from './follower-actions';
import { forgePush, verifyCallback, verifyJsSdk } from './operator-actions';
import { forgePayment, pay, paymentSheet, payments, resolveRefund } from './payment-actions';
import { viewPerson } from './person-view';
import { answerPrompt, refuseTemplate } from './subscription-actions';

/** @returns the desk's levers, and the world as it is now (a reset makes a new one) */
export function createControl(options: WorldOptions): { control: DeskControl; world: () => World } {
  let world = new World(options);
  const person = (id: string): Person => found(world.people.find(id), `此人（${id}），请先创建`);
  const control: DeskControl = {
    putPerson(spec) {
      if (!spec.id) throw new DeskRefusal(400, 'invalid', '请给出此人的 id');
      return viewPerson(world.people.put(spec));
    },
    people: () => world.people.all().map(viewPerson),
    person: (id) => viewPerson(person(id)),

    follow: async (id, how = {}) => follow(world, person(id), how),
    unfollow: async (id) => unfollow(world, person(id)),
    async scan(id, code) {
      if ('ticket' in code) return scanTicket(world, person(id), code.ticket);
      if ('url' in code) return scanTicket(world, person(id), ticketOf(world, code.url));
      const scene = code.miniProgramScene;
      const page = found(world.miniProgramCodes.get(scene), '这个小程序码，请重新生成');
      const { appId } = world.miniProgram.credentials;
      return { kind: 'mini-program', appId, page, scene, path: `${page}?scene=${encodeURIComponent(scene)}` };
    },
    newestSceneCode() {
      const now = world.clock.now();
      return [...world.sceneCodes.values()].filter(({ expiresAt }) => expiresAt > now).at(-1)?.url;
    },
    sendText: async (id, text) => sendText(world, person(id), text),
    tapMenu: async (id, key) => tapMenu(world, person(id), key),
    menu: () => world.officialAccount.menu,
    viewLink: async (id, url) => viewLink(world, person(id), url),

    loginCode(id) {
      const visitor = person(id);
      visitor.visitedMiniProgramAt = world.clock.now();
      return { code: world.loginCodes.issue(visitor) };
    },
    phoneCode(id) {
      if (!person(id).phone) throw new DeskRefusal(409, 'no_phone', '此人没有绑定手机号，请先填写');
      return { code: world.phoneCodes.issue(person(id)) };
    },
    oauth(id, authorizeUrl, { snapshot = false } = {}) {
      const query = Object.fromEntries(new URL(authorizeUrl).searchParams);
      const location = authorize(world, person(id), query, snapshot);
      if (!location) throw new DeskRefusal(400, 'invalid', '授权地址的参数不正确');
      return { location };
    },
    actAs(id) {
      world.actingAs = id === undefined ? undefined : person(id).id;
    },
    answerPrompt: async (id, templateIds, decision) => answerPrompt(world, person(id), templateIds, decision),
    refuseTemplate: async (id, templateId) => refuseTemplate(world, person(id), templateId),
    async revokeAuthorization(id) {
      const account = world.miniProgram;
      const details = {
        OpenID: account.openidOf(person(id)),
        AppID: account.credentials.appId,
        RevokeInfo: '1',
      };
      const revoked = event(account, person(id), world.clock.seconds(), 'user_authorization_revoke', details);
      return world.pushes.push(account, person(id), revoked);
    },
    share(id, post) {
      const shared = { at: world.clock.iso(), ...post };
      person(id).posts.add(shared);
      return shared;
    },

    paymentSheet: (id, request) => paymentSheet(world, person(id), request),
    pay: (id, request) => pay(world, person(id), request),
    payments: () => payments(world),
    switchPayFault(fault, on) {
      if (on) world.pay.faults.add(fault);
      else world.pay.faults.delete(fault);
    },
    resolveRefund: (outRefundNo) => resolveRefund(world, outRefundNo),
    forgePayment: async (outTradeNo, forgery) => forgePayment(world, outTradeNo, forgery),

    addFault: (fault) => world.faults.add(fault),
    faults: () => world.faults.all(),
    clearFaults() {
      world.faults.clear();
      world.pushDisturbances.clear();
      world.pay.faults.clear();
    },
    disturbPushes: (disturbance) => world.pushDisturbances.add(disturbance),
    forgePush: async (id, account, forgery) => forgePush(world, world.account(account), person(id), forgery),
    verifyCallback: async (account) => verifyCallback(world, world.account(account)),
    rotateToken: (account) => world.account(account).tokens.revokeAll(),
    setAesKey(kind, aesKey) {
      const account = world.account(kind);
      account.credentials = { ...account.credentials, aesKey, previousAesKey: account.credentials.aesKey };
    },
    setQuota: (account, api, quota) => world.quotas.set(account, api, quota),
    setWords(words) {
      world.words = { ...world.words, ...words };
    },
    putTemplate: (template) => void world.templates.set(template.id, template),
    setPushTargets: (targets) => world.aimPushes(targets),
    advanceClock(ms) {
      world.clock.advance(ms);
      return { now: world.clock.iso() };
    },
    verifyJsSdk: (config) => verifyJsSdk(world, config),

    calls: (api) => world.calls.all().filter((call) => api === undefined || call.api === api),
    pushes: () => world.pushes.all(),
    async settle() {
      await world.pushes.settle();
      await world.payNotifier.settle();
    },
    async reset() {
      const before = world;
      const pushTargets = {
        officialAccount: before.officialAccount.pushTarget,
        miniProgram: before.miniProgram.pushTarget,
        pay: before.payNotifier.target,
      };
      world = new World({ ...options, pushTargets });
      await before.pushes.stop();
      await before.payNotifier.stop();
    },
  };
  return { control, world: () => world };
}
