import { randomBytes } from 'node:crypto';
import { SECOND } from '../state/clock';
import { type Answer, type Call, type Endpoint, objectOf } from './endpoint';
import { WireError } from './errcodes';
import { qrPicture } from './picture';

const TEMPORARY = ['QR_SCENE', 'QR_STR_SCENE'];
const PERMANENT = ['QR_LIMIT_SCENE', 'QR_LIMIT_STR_SCENE'];
const LONGEST_S = 2_592_000;
const DEFAULT_S = 60;

/** The scene is a number (up to 100000 in a permanent code) or a text of 1 to 64 characters. */
function readScene(actionName: string, scene: Record<string, unknown>): { scene: string; numeric: boolean } {
  if (actionName.includes('STR')) {
    const text = scene.scene_str;
    if (typeof text !== 'string' || text.length < 1 || text.length > 64) throw new WireError(40097);
    return { scene: text, numeric: false };
  }
  const id = Number(scene.scene_id);
  const highest = actionName === 'QR_LIMIT_SCENE' ? 100_000 : 0xffffffff;
  if (!Number.isInteger(id) || id < 1 || id > highest) throw new WireError(40097);
  return { scene: String(id), numeric: true };
}

function createCode({ world, body }: Call): Answer {
  const actionName = String(body.action_name);
  if (![...TEMPORARY, ...PERMANENT].includes(actionName)) throw new WireError(40097);
  const scene = readScene(actionName, objectOf(objectOf(body, 'action_info'), 'scene'));
  const seconds = Number(body.expire_seconds ?? DEFAULT_S);
  const temporary = TEMPORARY.includes(actionName);
  if (temporary && !(seconds >= 1 && seconds <= LONGEST_S)) throw new WireError(40097);
  const ticket = `gQ${randomBytes(66).toString('base64')}`;
  const url = `http://weixin.qq.com/q/02${randomBytes(15).toString('base64url')}`;
  const expiresAt = temporary ? world.clock.now() + seconds * SECOND : Number.POSITIVE_INFINITY;
  world.sceneCodes.set(ticket, { ...scene, url, expiresAt });
  return { ticket, ...(temporary ? { expire_seconds: seconds } : {}), url };
}

async function showCode({ world, query }: Call): Promise<Answer> {
  const code = world.sceneCodes.get(query.ticket ?? '');
  // The real service answers 404 as well; the product never sees why.
  return code ? { image: await qrPicture(code.url) } : { html: '', status: 404 };
}

export const QRCODE_ENDPOINTS: Endpoint[] = [
  { method: 'POST', path: '/cgi-bin/qrcode/create', access: 'officialAccount', handle: createCode },
  { method: 'GET', path: '/cgi-bin/showqrcode', access: 'open', handle: showCode },
];
