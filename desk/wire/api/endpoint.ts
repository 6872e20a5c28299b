import type { Account, AccountKind } from '../state/account';
import type { Person } from '../state/people';
import type { World } from '../state/world';
import { WireError } from './errcodes';

/** One API call, its token already checked. */
export interface Call {
  world: World;
  /** The account whose token came with the call; of an open endpoint, the official account. */
  account: Account;
  query: Record<string, string>;
  body: Record<string, unknown>;
  cookie: (name: string) => string | undefined;
}

export type Answer =
  | Record<string, unknown>
  | { image: Buffer }
  | { redirect: string }
  | { html: string; status: number };

export interface Endpoint {
  method: 'GET' | 'POST' | 'any';
  path: string;
  /** Whose access token opens it; `open` needs none. */
  access: AccountKind | 'either' | 'open';
  /** The `sns` group declares its JSON as text/plain. */
  plainText?: boolean;
  handle: (call: Call) => Answer | Promise<Answer>;
}

export const OK = { errcode: 0, errmsg: 'ok' } as const;

/** @returns a text field of the body; '' when absent. Another type is the caller's mistake: 47001 */
export function textOf(body: Record<string, unknown>, name: string): string {
  const value = body[name] ?? '';
  if (typeof value !== 'string') throw new WireError(47001, `hint: ${name} must be a string`);
  return value;
}

export function objectOf(body: Record<string, unknown>, name: string): Record<string, unknown> {
  const value = body[name] ?? {};
  if (typeof value !== 'object' || Array.isArray(value)) throw new WireError(47001);
  return value as Record<string, unknown>;
}

/** @returns the person behind an openid of this account; 40003 when there is none */
export function personAt(call: Call, openid: string): Person {
  const person = call.world.people.findByOpenid(openid);
  if (!person || call.account.openidOf(person) !== openid) throw new WireError(40003);
  return person;
}

/** Counts the call against the account's quota; refusal is 45009 for the day, 45011 for the minute. */
export function spendQuota(world: World, account: Account, path: string): void {
  const state = world.quotas.spend(account.kind, path);
  if (state === 'day-exhausted') throw new WireError(45009);
  if (state === 'minute-exhausted') throw new WireError(45011);
}
