import {
  type DeskAccount,
  type DeskTemplate,
  MINI_PROGRAM,
  OFFICIAL_ACCOUNT,
  TEMPLATES,
} from '../../accounts';
import { PayBook } from '../pay/pay-book';
import { PayNotifier } from '../pay/pay-notifier';
import type { PushFormat } from '../push/push-envelope';
import { PushSender, type PushTiming } from '../push/push-sender';
import { Account, type AccountKind } from './account';
import { CallLog } from './call-log';
import { DeskClock, MINUTE } from './clock';
import { defaultQuota } from './default-quotas';
import { ApiFaults, PushDisturbances } from './faults';
import { OneTimeCodes } from './one-time-codes';
import { People, type Person } from './people';
import { Quotas } from './quotas';
import { BoundedMap } from './ring';

export interface PushTargets {
  officialAccount?: string | undefined;
  miniProgram?: string | undefined;
  /** Where notifications of payments go, instead of where each order says. */
  pay?: string | undefined;
}

export interface WorldOptions {
  officialAccount?: DeskAccount;
  miniProgram?: DeskAccount;
  templates?: DeskTemplate[];
  /** Pages of the mini-program; when given, codes and messages that open another page are refused. */
  miniProgramPages?: string[];
  pushTargets?: PushTargets;
  pushFormat?: { officialAccount?: PushFormat; miniProgram?: PushFormat };
  pushTiming?: Partial<PushTiming>;
  /** Current time in ms; hand in the product's clock to keep the two together. */
  now?: () => number;
}

export interface OAuthGrant {
  person: Person;
  scope: string;
  snapshot: boolean;
}

/** A QR code of the official account. */
export interface SceneCode {
  scene: string;
  numeric: boolean;
  url: string;
  expiresAt: number;
}

/** Everything the simulated WeChat knows. A reset makes a new one. */
export class World {
  readonly clock: DeskClock;
  readonly officialAccount: Account;
  readonly miniProgram: Account;
  readonly templates: Map<string, DeskTemplate>;
  readonly people: People;
  readonly loginCodes: OneTimeCodes<Person>;
  readonly phoneCodes: OneTimeCodes<Person>;
  readonly oauthCodes: OneTimeCodes<OAuthGrant>;
  readonly webTokens = new BoundedMap<OAuthGrant & { openid: string; expiresAt: number }>(10_000);
  readonly sceneCodes = new BoundedMap<SceneCode>(10_000);
  /** Mini-program codes by their scene → the page they open. */
  readonly miniProgramCodes = new BoundedMap<string>(10_000);
  /** Messages sent under a caller's own id (`client_msg_id`, `clientmsgid`) → the id they got. */
  readonly sentMessages = new BoundedMap<{ msgId: bigint; at: number }>(50_000);
  readonly quotas: Quotas;
  readonly faults = new ApiFaults();
  readonly pushDisturbances = new PushDisturbances();
  readonly calls = new CallLog();
  readonly pushes: PushSender;
  readonly pages: string[] | undefined;
  readonly pay: PayBook;
  readonly payNotifier: PayNotifier;
  words = { risky: ['违规内容样例'], review: ['疑似内容样例'] };
  /** The person in whose name an OAuth page in a plain browser acts. */
  actingAs: string | undefined;

  constructor(options: WorldOptions) {
    const clock = new DeskClock(options.now);
    this.clock = clock;
    this.officialAccount = new Account(
      'officialAccount',
      options.officialAccount ?? OFFICIAL_ACCOUNT,
      options.pushFormat?.officialAccount ?? 'xml',
      clock,
    );
    this.miniProgram = new Account(
      'miniProgram',
      options.miniProgram ?? MINI_PROGRAM,
      options.pushFormat?.miniProgram ?? 'json',
      clock,
    );
    this.templates = new Map((options.templates ?? TEMPLATES).map((template) => [template.id, template]));
    this.people = new People(clock, {
      officialAccount: this.officialAccount.credentials.appId,
      miniProgram: this.miniProgram.credentials.appId,
    });
    this.loginCodes = new OneTimeCodes(clock, 5 * MINUTE);
    this.phoneCodes = new OneTimeCodes(clock, 5 * MINUTE);
    this.oauthCodes = new OneTimeCodes(clock, 5 * MINUTE);
    this.quotas = new Quotas(clock, defaultQuota);
    const timing = { timeoutMs: 5_000, retries: 3, pauseMs: 0, ...options.pushTiming };
    this.pushes = new PushSender(clock, timing, this.pushDisturbances);
    this.pages = options.miniProgramPages;
    this.pay = new PayBook(clock);
    const { appId } = this.miniProgram.credentials;
    this.payNotifier = new PayNotifier(this.pay, clock, appId, this.pushDisturbances);
    this.aimPushes(options.pushTargets ?? {});
  }

  account(kind: AccountKind): Account {
    return this[kind];
  }

  accountOf(appId: string): Account | undefined {
    return [this.officialAccount, this.miniProgram].find((account) => account.credentials.appId === appId);
  }

  aimPushes(targets: PushTargets): void {
    this.officialAccount.pushTarget = targets.officialAccount;
    this.miniProgram.pushTarget = targets.miniProgram;
    this.payNotifier.target = targets.pay;
  }

  /** @returns whether the mini-program has the page; everything is allowed while its pages are not known */
  hasPage(page: string): boolean {
    return this.pages === undefined || this.pages.includes(page.replace(/^\//, '').split('?')[0] ?? '');
  }
}
