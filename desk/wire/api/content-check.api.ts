import { randomUUID } from 'node:crypto';
import { event } from '../push/push-messages';
import type { PushFields } from '../push/push-xml';
import { HOUR } from '../state/clock';
import type { Person } from '../state/people';
import type { World } from '../state/world';
import { type Call, type Endpoint, OK, personAt, textOf } from './endpoint';
import { WireError } from './errcodes';

const LONGEST_TEXT = 2_500;
/** The author must have opened the mini-program within this time. */
const VISIT_MS = 2 * HOUR;
const NORMAL = 100;
const ILLEGAL = 20_006;

type Verdict = { suggest: 'pass' | 'review' | 'risky'; label: number };

/** The desk has no judgement of its own: it looks for the words it was told. */
function judge(world: World, text: string): Verdict {
  const has = (words: string[]): boolean => words.some((word) => word !== '' && text.includes(word));
  if (has(world.words.risky)) return { suggest: 'risky', label: ILLEGAL };
  return has(world.words.review) ? { suggest: 'review', label: ILLEGAL } : { suggest: 'pass', label: NORMAL };
}

function authorOf(call: Call): Person {
  const { world, body } = call;
  const author = personAt(call, textOf(body, 'openid'));
  if (body.version !== 2) throw new WireError(40097, 'hint: version must be 2');
  if (![1, 2, 3, 4].includes(body.scene as number)) throw new WireError(40097, 'hint: scene must be 1 to 4');
  if (world.clock.now() - author.visitedMiniProgramAt > VISIT_MS) throw new WireError(61010);
  return author;
}

function checkText(call: Call): Record<string, unknown> {
  authorOf(call);
  const content = textOf(call.body, 'content');
  if (content === '') throw new WireError(44002);
  if (content.length > LONGEST_TEXT) throw new WireError(45002);
  const others = ['title', 'nickname', 'signature'].map((name) => textOf(call.body, name));
  const verdict = judge(call.world, [content, ...others].join('\n'));
  const detail = [{ strategy: 'content_model', errcode: 0, ...verdict, prob: 90 }];
  return { ...OK, result: verdict, detail, trace_id: randomUUID() };
}

/** Pictures and sounds are judged later: the verdict comes as an event. */
function checkMedia(call: Call): Record<string, unknown> {
  const { world, account } = call;
  const author = authorOf(call);
  const url = textOf(call.body, 'media_url');
  if (!/^https?:\/\//.test(url)) throw new WireError(40097, 'hint: media_url');
  if (![1, 2].includes(call.body.media_type as number)) throw new WireError(40097, 'hint: media_type');
  const trace_id = randomUUID();
  const result: PushFields = judge(world, url);
  const verdict = event(account, author, world.clock.seconds(), 'wxa_media_check', {
    appid: account.credentials.appId,
    trace_id,
    version: 2,
    detail: [{ strategy: 'content_model', errcode: 0, ...result, prob: 90 }],
    errcode: 0,
    errmsg: 'ok',
    result,
  });
  void world.pushes.push(account, author, verdict);
  return { ...OK, trace_id };
}

export const CONTENT_CHECK_ENDPOINTS: Endpoint[] = [
  { method: 'POST', path: '/wxa/msg_sec_check', access: 'miniProgram', handle: checkText },
  { method: 'POST', path: '/wxa/media_check_async', access: 'miniProgram', handle: checkMedia },
];
