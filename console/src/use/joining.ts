import { type Ref, ref, watch } from 'vue';
import { answerOf, api, type View } from '../api/client';
import { session } from '../session';

type Flag = View<'EligibilityFlag'>;
type Card = Pick<View<'ActivityCard'>, 'id' | 'state' | 'phase'>;

export interface Joining {
  text: string;
  open: boolean;
}

/** the most that one request may ask about */
const AT_ONCE = 50;
let waiting = new Map<string, ((flag: Flag | undefined) => void)[]>();

/**
 * Whether who is logged in may join the activity of a card, by the same rules as the button on their phone; null for
 * visitors, and for what is over. Cards that ask in the same moment are answered by one request.
 */
export function useJoining(activity: () => Card): Readonly<Ref<Joining | null>> {
  const joining = ref<Joining | null>(null);
  watch(
    [() => activity().id, session.loggedIn],
    async ([id, loggedIn]) => {
      joining.value = null;
      const { state, phase } = activity();
      if (!loggedIn || state !== 'PUBLISHED' || phase === 'in_progress' || phase === 'ended') return;
      const flag = await askFor(id);
      if (flag && activity().id === id) joining.value = wordsOf(flag);
    },
    { immediate: true },
  );
  return joining;
}

function askFor(id: string): Promise<Flag | undefined> {
  return new Promise((resolve) => {
    if (waiting.size === 0) setTimeout(askTogether, 0);
    waiting.set(id, [...(waiting.get(id) ?? []), resolve]);
  });
}

async function askTogether(): Promise<void> {
  const askers = waiting;
  waiting = new Map();
  const ids = [...askers.keys()];
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const some = ids.slice(start, start + AT_ONCE);
    const flags = await findFlags(some).catch((): Flag[] => []);
    for (const id of some)
      for (const tell of askers.get(id) ?? []) tell(flags.find(({ activityId }) => activityId === id));
  }
}

const findFlags = async (ids: string[]): Promise<Flag[]> =>
  (
    await answerOf(
      api.GET('/api/volunteer/eligibility', { params: { query: { activityIds: ids.join(',') } } }),
    )
  ).items;

const OWN: Record<string, string> = {
  APPLIED: '已提交申请，等待审核',
  WAITLISTED: '您在候补中',
  OFFERED: '有名额为您保留，请在手机上尽快确认',
  CONFIRMED: '您已报名',
};

function wordsOf({ eligible, mayWait, reasons, signUpState }: Flag): Joining {
  if (signUpState) return { text: OWN[signUpState] ?? '', open: true };
  if (eligible) return { text: '您可以报名，请在手机上打开', open: true };
  if (mayWait) return { text: '您可以加入候补，请在手机上打开', open: true };
  return { text: reasons[0]?.message ?? '', open: false };
}
