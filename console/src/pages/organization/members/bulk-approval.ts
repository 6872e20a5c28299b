import { MessagePlugin } from 'tdesign-vue-next';
import { type Ref, ref } from 'vue';
import { answerOf, api } from '../../../api/client';
import { sentenceOf } from '../../../api/refusal';

/**
 * Approves applications one after the other: each is decided on its own, so that one that somebody else has just decided
 * does not hold up the rest. Says at the end how many were approved and why others were not.
 */
export function useBulkApproval(organizationId: Readonly<Ref<string>>) {
  const busy = ref(false);
  const done = ref(0);
  const run = async (membershipIds: readonly string[]): Promise<void> => {
    busy.value = true;
    done.value = 0;
    const refusals = new Set<string>();
    let approved = 0;
    for (const membershipId of membershipIds) {
      try {
        await answerOf(
          api.POST('/api/organizer/organizations/{organizationId}/members/{membershipId}/review', {
            params: { path: { organizationId: organizationId.value, membershipId } },
            body: { decision: 'APPROVE' },
          }),
        );
        approved += 1;
      } catch (error) {
        refusals.add(sentenceOf(error));
      }
      done.value += 1;
    }
    busy.value = false;
    if (refusals.size === 0) return void MessagePlugin.success(`已通过 ${approved} 人的申请。`);
    const content = `已通过 ${approved} 人，${membershipIds.length - approved} 人没有通过：${[...refusals].join(' ')}`;
    void MessagePlugin.warning({ content, duration: 8_000, closeBtn: true });
  };
  return { busy, done, run };
}
