import { randomBytes } from 'node:crypto';
import { openidOf, unionidOf } from '../../accounts';
import { SECOND } from '../state/clock';
import type { Person } from '../state/people';
import type { OAuthGrant, World } from '../state/world';
import { choosePersonPage, refusalPage } from './authorize-page';
import { type Answer, type Call, type Endpoint, spendQuota } from './endpoint';
import { WireError } from './errcodes';

const TOKEN_LIFETIME_S = 7_200;
const SCOPES = ['snsapi_base', 'snsapi_userinfo'];

/**
 * A person's WeChat opens an authorize address and consents.
 * @returns where it goes next: the product's address with `code` and `state`; undefined when the address is not valid
 */
export function authorize(
  world: World,
  person: Person,
  query: Record<string, string>,
  snapshot: boolean,
): string | undefined {
  if (problemOf(world, query)) return undefined;
  const target = new URL(query.redirect_uri as string);
  target.searchParams.set('code', world.oauthCodes.issue({ person, scope: query.scope as string, snapshot }));
  target.searchParams.set('state', query.state ?? '');
  return target.href;
}

function problemOf(world: World, query: Record<string, string>): string | undefined {
  if (query.appid !== world.officialAccount.credentials.appId) return 'AppID 参数错误';
  if (!/^https?:\/\//.test(query.redirect_uri ?? '')) return 'redirect_uri 参数错误';
  if (query.response_type !== 'code') return 'response_type 参数错误';
  if (!SCOPES.includes(query.scope ?? '')) return 'Scope 参数错误或没有 Scope 权限';
  return /^[A-Za-z0-9]{0,128}$/.test(query.state ?? '') ? undefined : 'state 参数错误';
}

function openAuthorizePage({ world, query, cookie }: Call): Answer {
  const problem = problemOf(world, query);
  if (problem) return { html: refusalPage(problem), status: 400 };
  const id = query.as ?? cookie('desk_person') ?? world.actingAs;
  const person = id === undefined ? undefined : world.people.find(id);
  if (!person) return { html: choosePersonPage(world.people.all(), query), status: 200 };
  return { redirect: authorize(world, person, query, query.snapshot === '1') as string };
}

function exchangeCode(call: Call): Answer {
  const { world } = call;
  const { appid, secret, code = '', grant_type } = call.query;
  if (appid !== world.officialAccount.credentials.appId) throw new WireError(40013);
  if (secret !== world.officialAccount.credentials.secret) throw new WireError(40125);
  if (grant_type !== 'authorization_code') throw new WireError(40002);
  if (!code) throw new WireError(41008);
  spendQuota(world, world.officialAccount, '/sns/oauth2/access_token');
  const result = world.oauthCodes.redeem(code);
  if (result.state === 'valid') return present(world, result.grant);
  throw new WireError({ used: 40163, expired: 42003, unknown: 40029 }[result.state]);
}

function present(world: World, grant: OAuthGrant): Answer {
  // A snapshot page shows the product a virtual visitor that is nobody in particular.
  const virtual = `snapshot ${randomBytes(8).toString('hex')}`;
  const openid = grant.snapshot
    ? openidOf(world.officialAccount.credentials.appId, virtual)
    : grant.person.oaOpenid;
  const unionid = grant.snapshot ? unionidOf(virtual) : grant.person.unionid;
  const token = `91_${randomBytes(60).toString('base64url')}`;
  const expiresAt = world.clock.now() + TOKEN_LIFETIME_S * SECOND;
  world.webTokens.set(token, { ...grant, openid, expiresAt });
  return {
    access_token: token,
    expires_in: TOKEN_LIFETIME_S,
    refresh_token: `92_${randomBytes(60).toString('base64url')}`,
    openid,
    scope: grant.scope,
    ...(grant.snapshot ? { is_snapshotuser: 1 } : {}),
    ...(grant.scope === 'snsapi_userinfo' ? { unionid } : {}),
  };
}

function userInfo({ world, query }: Call): Answer {
  const grant = world.webTokens.get(query.access_token ?? '');
  if (!query.access_token) throw new WireError(41001);
  if (!grant) throw new WireError(40001);
  if (grant.expiresAt <= world.clock.now()) throw new WireError(42001);
  if (grant.openid !== query.openid) throw new WireError(40003);
  if (grant.scope !== 'snsapi_userinfo') throw new WireError(48001);
  return {
    openid: grant.openid,
    nickname: grant.snapshot ? '微信用户' : grant.person.nickname,
    sex: 0,
    language: '',
    city: '',
    province: '',
    country: '',
    headimgurl: '',
    privilege: [],
    ...(grant.snapshot ? {} : { unionid: grant.person.unionid }),
  };
}

export const OAUTH_ENDPOINTS: Endpoint[] = [
  { method: 'GET', path: '/connect/oauth2/authorize', access: 'open', handle: openAuthorizePage },
  { method: 'GET', path: '/sns/oauth2/access_token', access: 'open', plainText: true, handle: exchangeCode },
  { method: 'GET', path: '/sns/userinfo', access: 'open', plainText: true, handle: userInfo },
];
