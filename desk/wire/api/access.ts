import type { Account } from '../state/account';
import type { World } from '../state/world';
import type { Endpoint } from './endpoint';
import { WireError } from './errcodes';

/** Finds whose call it is by its access token; refuses with the errcode that WeChat gives for each kind of bad token. */
export function admit(world: World, endpoint: Endpoint, token: string | undefined): Account {
  if (endpoint.access === 'open') return world.officialAccount;
  if (!token) throw new WireError(41001);
  const accounts = [world.officialAccount, world.miniProgram];
  const account = accounts.find(({ tokens }) => tokens.owns(token)) ?? world.officialAccount;
  const state = account.tokens.check(token);
  if (state === 'malformed') throw new WireError(40014);
  if (state === 'revoked') throw new WireError(40001);
  if (state === 'expired') throw new WireError(42001);
  if (endpoint.access !== 'either' && endpoint.access !== account.kind) throw new WireError(48001);
  return account;
}
