import { randomBytes } from 'node:crypto';
import { DAY, SECOND } from '../state/clock';
import { type Answer, type Call, type Endpoint, OK, objectOf, textOf } from './endpoint';
import { WireError } from './errcodes';
import { qrPicture } from './picture';

const SCENE = /^[A-Za-z0-9!#$&'()*+,/:;=?@\-._~]{1,32}$/;
const LONGEST_LINK_LIFE_DAYS = 30;

/** The mini-program code; its scene is remembered, so that a person can scan it. */
async function createCode({ world, body }: Call): Promise<Answer> {
  const scene = textOf(body, 'scene');
  const page = textOf(body, 'page') || 'pages/index/index';
  if (!SCENE.test(scene)) throw new WireError(40129);
  if (page.startsWith('/') || page.includes('?')) throw new WireError(41030);
  if (body.check_path !== false && !world.hasPage(page)) throw new WireError(41030);
  const width = Number(body.width ?? 430);
  if (!(width >= 280 && width <= 1_280)) throw new WireError(40097, 'hint: width must be 280 to 1280');
  world.miniProgramCodes.set(scene, page);
  const { appId } = world.miniProgram.credentials;
  const content = new URLSearchParams({ appid: appId, page, scene });
  return { image: await qrPicture(`https://wxaurl.cn/desk?${content}`, width) };
}

/** Checks page, query and lifetime of a link into the mini-program. */
function checkLink({ world, body }: Call, target: Record<string, unknown>): void {
  const path = textOf(target, 'path');
  if (path !== '' && (path.includes('?') || !world.hasPage(path))) throw new WireError(40165);
  if (textOf(target, 'query').length > 1_024) throw new WireError(40212);
  if (body.expire_type === 1) {
    const days = Number(body.expire_interval);
    if (!(days >= 1 && days <= LONGEST_LINK_LIFE_DAYS)) throw new WireError(85401);
  } else if (body.expire_time !== undefined) {
    const left = Number(body.expire_time) * SECOND - world.clock.now();
    if (!(left > 0 && left <= LONGEST_LINK_LIFE_DAYS * DAY)) throw new WireError(85401);
  }
}

const linkId = (): string => randomBytes(9).toString('base64url').replace(/[-_]/g, 'x');

export const MINI_PROGRAM_ENTRY_ENDPOINTS: Endpoint[] = [
  { method: 'POST', path: '/wxa/getwxacodeunlimit', access: 'miniProgram', handle: createCode },
  {
    method: 'POST',
    path: '/wxa/generatescheme',
    access: 'miniProgram',
    handle: (call) => {
      checkLink(call, objectOf(call.body, 'jump_wxa'));
      return { ...OK, openlink: `weixin://dl/business/?t=${linkId()}` };
    },
  },
  {
    method: 'POST',
    path: '/wxa/generate_urllink',
    access: 'miniProgram',
    handle: (call) => {
      checkLink(call, call.body);
      return { ...OK, url_link: `https://wxaurl.cn/${linkId()}` };
    },
  },
];
