import type { Cache } from '../../platform/cache/cache';
import type { Clock } from '../../platform/clock';
import type { AccountApi } from '../account-api';
import { type Followers, followers } from './followers';
import { type JsSdk, jsSdk } from './js-sdk';
import { type Menus, menus } from './menu';
import { type Messages, messages } from './messages';
import { type OAuth, oauth } from './oauth';
import { type SceneCodes, sceneCodes } from './scene-codes';

/** What the modules may ask of the official account (服务号). */
export interface OfficialAccount extends Followers, SceneCodes, Messages, Menus, OAuth, JsSdk {}

export function createOfficialAccount(
  api: AccountApi,
  deps: { cache: Cache; clock: Clock; host: string | undefined; timeoutMs: number },
): OfficialAccount {
  return {
    ...followers(api),
    ...sceneCodes(api),
    ...messages(api),
    ...menus(api),
    ...oauth(api, deps.host),
    ...jsSdk(api, deps),
  };
}
