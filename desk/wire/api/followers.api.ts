import type { Person } from '../state/people';
import { type Call, type Endpoint, personAt } from './endpoint';
import { WireError } from './errcodes';

const PAGE = 10_000;
const BATCH = 100;

function describe(person: Person): Record<string, unknown> {
  if (!person.follows) return { subscribe: 0, openid: person.oaOpenid, tagid_list: [] };
  const scene = person.followScene;
  return {
    subscribe: 1,
    openid: person.oaOpenid,
    nickname: '',
    sex: 0,
    language: 'zh_CN',
    city: '',
    province: '',
    country: '',
    headimgurl: '',
    subscribe_time: Math.floor(person.followedAt / 1_000),
    unionid: person.unionid,
    remark: '',
    groupid: 0,
    tagid_list: [],
    subscribe_scene: scene === undefined ? 'ADD_SCENE_SEARCH' : 'ADD_SCENE_QR_CODE',
    qr_scene: /^\d+$/.test(scene ?? '') ? Number(scene) : 0,
    qr_scene_str: /^\d+$/.test(scene ?? '') ? '' : (scene ?? ''),
  };
}

function describeMany(call: Call): Record<string, unknown> {
  const list = call.body.user_list;
  if (!Array.isArray(list) || list.length < 1 || list.length > BATCH) throw new WireError(40035);
  return { user_info_list: list.map((one) => describe(personAt(call, String(one?.openid)))) };
}

/** Pages of 10 000 openids, each asked for by the last openid of the page before. */
function listFollowers({ world, query }: Call): Record<string, unknown> {
  const openids = world.people
    .all()
    .filter(({ follows }) => follows)
    .map(({ oaOpenid }) => oaOpenid);
  const after = query.next_openid ?? '';
  const start = after === '' ? 0 : openids.indexOf(after) + 1;
  if (after !== '' && start === 0) throw new WireError(40003);
  const page = openids.slice(start, start + PAGE);
  const found = page.length > 0 ? { data: { openid: page } } : {};
  return { total: openids.length, count: page.length, ...found, next_openid: page.at(-1) ?? '' };
}

export const FOLLOWER_ENDPOINTS: Endpoint[] = [
  {
    method: 'GET',
    path: '/cgi-bin/user/info',
    access: 'officialAccount',
    handle: (call) => describe(personAt(call, call.query.openid ?? '')),
  },
  { method: 'POST', path: '/cgi-bin/user/info/batchget', access: 'officialAccount', handle: describeMany },
  { method: 'GET', path: '/cgi-bin/user/get', access: 'officialAccount', handle: listFollowers },
];
