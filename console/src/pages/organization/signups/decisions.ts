import { MessagePlugin } from 'tdesign-vue-next';
import { answerOf, api, type View } from '../../../api/client';

export type Decision = View<'SignUpDecisionForm'>['decision'];

const DONE: Record<Decision, (count: number) => string> = {
  APPROVE: (count) => `已通过 ${count} 人的报名`,
  REJECT: (count) => `${count} 人的报名没有通过，他们会看到原因`,
  WAITLIST: (count) => `已把 ${count} 人排入候补`,
};
const AT_ONCE = 100;

/**
 * Decides about sign-ups in the order given, so that the first ones get the places where they do not suffice. Says how
 * many it was and why not the others.
 *
 * @throws Refusal when none of them may be decided
 */
export async function decide(
  activityId: string,
  signUpIds: readonly string[],
  decision: Decision,
  reason?: string,
): Promise<void> {
  const refusals: string[] = [];
  for (let start = 0; start < signUpIds.length; start += AT_ONCE) {
    const { items } = await answerOf(
      api.POST('/api/organizer/activities/{activityId}/signup-decisions', {
        params: { path: { activityId } },
        body: { signUpIds: signUpIds.slice(start, start + AT_ONCE), decision, ...(reason ? { reason } : {}) },
      }),
    );
    refusals.push(...items.flatMap(({ message }) => message ?? []));
  }
  const words = DONE[decision](signUpIds.length - refusals.length);
  if (refusals.length === 0) return void MessagePlugin.success(`${words}。`);
  const content = `${words}；${refusals.length} 人没有成功：${[...new Set(refusals)].join(' ')}`;
  void MessagePlugin.warning({ content, duration: 8_000, closeBtn: true });
}
