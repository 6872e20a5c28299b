import { onBeforeUnmount, onMounted, type Ref, ref, watch } from 'vue';
import { answerOf, api, type View } from '../../../api/client';
import { Refusal, sentenceOf } from '../../../api/refusal';
import { newAttemptKey } from '../../../use/attempt-key';
import { clockText, doneText } from '../../../words/time';
import { formOf, type Plan } from './plan';
import { contentOf } from './plan-content';

/** How what is written stands with the server. */
interface Keeping {
  /** `conflict`: somebody else wrote, and the writer has to choose; `gone`: it became an activity elsewhere */
  state: 'nothing' | 'saving' | 'kept' | 'failed' | 'conflict' | 'gone';
  text: string;
}

/** Which draft, and the version of it that the writer saw last; 0 when there is none yet. */
interface DraftSeen {
  id: string;
  version: number;
}

const PAUSE_MS = 1_200;
const RETRY_MS = 15_000;
const DRAFT = '/api/organizer/plan-drafts/{planDraftId}';

/**
 * Keeps a plan on the server, a moment after each pause in writing, one saving at a time, and before the page is left.
 *
 * @param begun hears once that there is a draft now
 */
export function usePlanKeeping(
  plan: Ref<Plan>,
  { organizationId, activityId = '' }: { organizationId: () => string; activityId?: string | undefined },
  begun: (draftId: string) => void,
) {
  const keeping = ref<Keeping>({ state: 'nothing', text: '' });
  let seen: DraftSeen = { id: activityId, version: 0 };
  let kept = '';
  let theirs: DraftSeen | undefined;
  let key = newAttemptKey();
  let running: Promise<void> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let done = true;

  const written = () => JSON.stringify(contentOf(plan.value));
  const unkept = () => !done && written() !== kept;
  const later = (delay: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), delay);
  };

  /** What is in the plan now is what the server has. */
  const start = (draft: DraftSeen) => {
    seen = draft;
    theirs = undefined;
    kept = written();
    done = false;
    keeping.value = { state: 'nothing', text: '' };
  };

  const keep = (content: View<'PlanContent'>): Promise<View<'PlanDraftView'>> =>
    answerOf(
      seen.version === 0 && !activityId
        ? api.POST('/api/organizer/organizations/{organizationId}/plan-drafts', {
            params: { path: { organizationId: organizationId() } },
            body: { key, content },
          })
        : api.PUT(DRAFT, {
            params: { path: { planDraftId: seen.id } },
            body: { version: seen.version, content },
          }),
    );

  /** @returns whether it can be tried again at once */
  const explain = async (error: unknown): Promise<boolean> => {
    const code = error instanceof Refusal ? error.code : '';
    if (code === 'plan_draft_not_found') {
      // Deleted elsewhere while it is written here: what is written lives on in a new one.
      seen = { id: activityId, version: 0 };
      key = newAttemptKey();
      return true;
    }
    if (code === 'plan_already_kept') keeping.value = { state: 'gone', text: sentenceOf(error) };
    else if (code === 'plan_changed_elsewhere') await findTheirs();
    else {
      keeping.value = { state: 'failed', text: `还没有保存。${sentenceOf(error)}` };
      if (!(error instanceof Refusal) || error.status === 0 || error.status >= 500) later(RETRY_MS);
    }
    return false;
  };

  const findTheirs = async () => {
    const params = { path: { planDraftId: seen.id } };
    const draft = await answerOf(api.GET(DRAFT, { params })).catch(() => undefined);
    theirs = draft && { id: draft.id, version: draft.version };
    keeping.value = draft
      ? {
          state: 'conflict',
          text: `${draft.updatedByName} ${doneText(draft.updatedAt)} 在别处改过这份草稿，没有用您这里的内容覆盖。留下哪一份？`,
        }
      : { state: 'failed', text: '还没有保存，请稍后再试。' };
  };

  const keepAll = async () => {
    while (unkept() && !theirs && keeping.value.state !== 'gone') {
      const now = written();
      keeping.value = { state: 'saving', text: '正在保存' };
      try {
        const { id, version, updatedAt } = await keep(JSON.parse(now));
        if (seen.version === 0) begun(id);
        seen = { id, version };
        kept = now;
        keeping.value = { state: 'kept', text: `已保存 ${clockText(updatedAt)}` };
      } catch (error) {
        if (!(await explain(error))) return;
      }
    }
  };

  /** Keeps at once what is not kept yet. Never throws: `keeping` says how it went. */
  const flush = (): Promise<void> => {
    clearTimeout(timer);
    running ??= keepAll().finally(() => {
      running = undefined;
    });
    return running;
  };

  /** What the writer has goes over what somebody else wrote meanwhile. */
  const keepMine = (): Promise<void> => {
    if (theirs) seen = theirs;
    theirs = undefined;
    return flush();
  };

  /** Makes the activity of the plan, or changes it, and as asked the later dates of its series. @returns its id. @throws Refusal */
  const complete = async (laterDates: boolean): Promise<string> => {
    await flush();
    const form = formOf(plan.value);
    const params = { path: { activityId } };
    try {
      const kept = await answerOf(
        seen.version > 0
          ? api.PUT(`${DRAFT}/activity`, {
              params: { path: { planDraftId: seen.id } },
              body: { ...form, laterDates, draftVersion: seen.version },
            })
          : activityId
            ? api.PUT('/api/organizer/activities/{activityId}', { params, body: { ...form, laterDates } })
            : api.POST('/api/organizer/organizations/{organizationId}/activities', {
                params: { path: { organizationId: organizationId() } },
                body: form,
              }),
      );
      done = true;
      return kept.id;
    } catch (error) {
      if (error instanceof Refusal && error.code === 'plan_changed_elsewhere') await findTheirs();
      throw error;
    }
  };

  watch(plan, () => unkept() && !theirs && later(PAUSE_MS), { deep: true });
  const warn = (event: BeforeUnloadEvent) => {
    if (!unkept()) return;
    void flush();
    event.preventDefault();
  };
  onMounted(() => window.addEventListener('beforeunload', warn));
  onBeforeUnmount(() => {
    window.removeEventListener('beforeunload', warn);
    void flush().finally(() => clearTimeout(timer));
  });

  return { keeping, start, flush, keepMine, complete };
}
