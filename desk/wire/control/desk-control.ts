import type { DeskTemplate } from '../../accounts';
import type { PayFault } from '../pay/pay-book';
import type { PushRecord } from '../push/push-sender';
import type { AccountKind } from '../state/account';
import type { ApiCall } from '../state/call-log';
import type { ApiFault, PushDisturbance } from '../state/faults';
import type { ChatMessage, NewPerson, ServiceNotice, SharedPost } from '../state/people';
import type { Quota } from '../state/quotas';
import type { PushTargets } from '../state/world';

import type { PayForgery, PaymentRequest, PaymentSheet, payments } from './payment-actions';

/** A person as the control API shows it. */
export interface PersonView {
  id: string;
  nickname: string;
  phone: string | undefined;
  unionid: string;
  oaOpenid: string;
  mpOpenid: string;
  follows: boolean;
  blocksTemplates: boolean;
  chat: ChatMessage[];
  serviceNotices: ServiceNotice[];
  subscriptionCredits: Record<string, number>;
  posts: SharedPost[];
}

/** What came of something the person did: how the push went, and what the account said in answer. */
export interface Interaction {
  push: PushRecord | undefined;
  reply: ChatMessage | undefined;
}

export type ScanResult =
  | ({ kind: 'official-account'; scene: string; followed: boolean } & Interaction)
  | { kind: 'mini-program'; appId: string; page: string; scene: string; path: string };

export type Forgery = 'signature' | 'stale' | 'foreign-appid' | 'plaintext' | 'tampered' | 'unsigned';

/** Everything a person, or the operator of the desk, can do. The HTTP API under `/control` mirrors it. */
export interface DeskControl {
  /** Creates the person, or changes what is given of an existing one. */
  putPerson(spec: NewPerson): PersonView;
  people(): PersonView[];
  person(id: string): PersonView;

  /** The person follows the official account, by a QR code's `scene` when given. */
  follow(id: string, options?: { scene?: string; ticket?: string }): Promise<Interaction>;
  unfollow(id: string): Promise<Interaction>;
  /** The person scans the official account's code (its `ticket` or what it says, following if needed) or a mini-program code (its `scene`). */
  scan(
    id: string,
    code: { ticket: string } | { url: string } | { miniProgramScene: string },
  ): Promise<ScanResult>;
  /** What the account's code says that was made last and still lives: it is probably on a screen somewhere. */
  newestSceneCode(): string | undefined;
  sendText(id: string, text: string): Promise<Interaction>;
  /** Taps the menu item with this key. */
  tapMenu(id: string, key: string): Promise<Interaction>;
  /** The official account's menu as it was last published; undefined before. */
  menu(): unknown;
  /** Opens a link of the menu. */
  viewLink(id: string, url: string): Promise<Interaction>;

  /** What `wx.login` hands to the mini-program. */
  loginCode(id: string): { code: string };
  /** What the getPhoneNumber button hands to the mini-program. */
  phoneCode(id: string): { code: string };
  /** The person opens an authorize address; `snapshot` = as the virtual visitor of a snapshot page. */
  oauth(id: string, authorizeUrl: string, options?: { snapshot?: boolean }): { location: string };
  /** Who acts on OAuth pages in a plain browser; undefined asks on the page. */
  actAs(id: string | undefined): void;
  /** Answers `wx.requestSubscribeMessage`: each accepted template allows one message. */
  answerPrompt(id: string, templateIds: string[], decision: 'accept' | 'reject'): Promise<PushRecord[]>;
  /** Refuses a template for good in WeChat's settings: its remaining credits are lost. */
  refuseTemplate(id: string, templateId: string): Promise<PushRecord>;
  /** Withdraws the consent given to the mini-program. */
  revokeAuthorization(id: string): Promise<PushRecord>;
  /** Shares a page of the mini-program. */
  share(id: string, post: Omit<SharedPost, 'at'>): SharedPost;

  /** What WeChat shows before the person pays; refuses what the merchant did not sign. */
  paymentSheet(id: string, request: PaymentRequest): PaymentSheet;
  /** The person confirms the sheet; the product is told. */
  pay(id: string, request: PaymentRequest): { outTradeNo: string };
  /** All orders and refunds of the simulated merchant, and what goes wrong with them now. */
  payments(): ReturnType<typeof payments>;
  switchPayFault(fault: PayFault, on: boolean): void;
  /** As staff do on the merchant platform with a refund that could not be returned; the product is not told. */
  resolveRefund(outRefundNo: string): void;
  /** Reports a payment that did not happen, wrong in one way. @returns the product's HTTP status */
  forgePayment(outTradeNo: string, forgery: PayForgery): Promise<number>;

  addFault(fault: ApiFault): ApiFault;
  faults(): ApiFault[];
  /** Ends all faults and push disturbances. */
  clearFaults(): void;
  disturbPushes(disturbance: PushDisturbance): void;
  /** Sends a push that WeChat never sent, spoilt in one way. @returns the product's HTTP status */
  forgePush(id: string, account: AccountKind, forgery: Forgery): Promise<{ status: number; body: string }>;
  /** Makes WeChat's GET check of the callback address. */
  verifyCallback(account: AccountKind): Promise<boolean>;
  /** Invalidates every access token of the account at once, as when somebody else forces a refresh. */
  rotateToken(account: AccountKind): void;
  /** Changes the key of the message push; undefined = plaintext. The key before stays readable in replies. */
  setAesKey(account: AccountKind, aesKey: string | undefined): void;
  setQuota(account: AccountKind, api: string, quota: Partial<Quota>): void;
  setWords(words: { risky?: string[]; review?: string[] }): void;
  putTemplate(template: DeskTemplate): void;
  setPushTargets(targets: PushTargets): void;
  /** Moves WeChat's clock forward. */
  advanceClock(ms: number): { now: string };
  /** Whether a page's `wx.config` would be accepted: the JS-SDK signature is computed anew. */
  verifyJsSdk(config: {
    url: string;
    nonceStr: string;
    timestamp: number | string;
    signature: string;
  }): boolean;

  calls(api?: string): ApiCall[];
  pushes(): PushRecord[];
  /** Waits until no push is under way. */
  settle(): Promise<void>;
  /** Forgets everything but the push targets. */
  reset(): Promise<void>;
}
