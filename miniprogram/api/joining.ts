import { get, withQuery } from '../core/http';
import { sessionToken } from '../core/session';
import type { ActivityCard, Reason, SignUpState } from './activities';

interface Flag {
  activityId: string;
  eligible: boolean;
  mayWait: boolean;
  reasons: Reason[];
  signUpState: SignUpState | null;
}

/** Whether one may join an activity, as its card says it; empty text where there is nothing to say. */
export interface Joining {
  text: string;
  tone: 'open' | 'own' | 'closed';
}

export const NOTHING_TO_SAY: Joining = { text: '', tone: 'closed' };

type Asker = (flag: Flag | undefined) => void;

/** the most that one request may ask about */
const AT_ONCE = 50;
let waiting = new Map<string, Asker[]>();

/**
 * Whether the reader may join, by the same rules as the button. Cards that ask in the same moment are answered by one
 * request. Who is not logged in is not logged in for this, and a list without the answer is still a list.
 */
export async function joiningOf(activity: ActivityCard): Promise<Joining> {
  if (sessionToken() === null || !concerns(activity)) return NOTHING_TO_SAY;
  const flag = await new Promise<Flag | undefined>((resolve) => {
    if (waiting.size === 0) setTimeout(askTogether, 0);
    waiting.set(activity.id, [...(waiting.get(activity.id) ?? []), resolve]);
  });
  return flag ? joiningWords(flag) : NOTHING_TO_SAY;
}

/** Of what is over the card itself says so. */
const concerns = ({ state, phase }: ActivityCard): boolean =>
  state === 'PUBLISHED' && phase !== 'in_progress' && phase !== 'ended';

async function askTogether(): Promise<void> {
  const askers = waiting;
  waiting = new Map();
  const ids = [...askers.keys()];
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const some = ids.slice(start, start + AT_ONCE);
    const flags = await findFlags(some).catch(() => []);
    const found = new Map(flags.map((flag) => [flag.activityId, flag]));
    for (const id of some) for (const tell of askers.get(id) ?? []) tell(found.get(id));
  }
}

async function findFlags(activityIds: string[]): Promise<Flag[]> {
  const path = withQuery('/api/volunteer/eligibility', { activityIds: activityIds.join(',') });
  return (await get<{ items: Flag[] }>(path)).items;
}

const OWN: Partial<Record<SignUpState, string>> = {
  APPLIED: '已提交申请，等待审核',
  WAITLISTED: '您在候补中',
  OFFERED: '有名额为您保留，请尽快确认',
  CONFIRMED: '您已报名',
};

function joiningWords({ eligible, mayWait, reasons, signUpState }: Flag): Joining {
  if (signUpState) return { text: OWN[signUpState] ?? '', tone: 'own' };
  if (eligible) return { text: '您可以报名', tone: 'open' };
  if (mayWait) return { text: '您可以加入候补', tone: 'open' };
  return { text: reasons[0]?.message ?? '', tone: 'closed' };
}
