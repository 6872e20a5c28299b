import type { Ref } from 'vue';
import { answerOf, api } from '../../../api/client';
import { useBulkAction } from '../../../use/bulk-action';

/** Approves applications one after the other. */
export const useBulkApproval = (organizationId: Readonly<Ref<string>>) =>
  useBulkAction(
    (membershipId) =>
      answerOf(
        api.POST('/api/organizer/organizations/{organizationId}/members/{membershipId}/review', {
          params: { path: { organizationId: organizationId.value, membershipId } },
          body: { decision: 'APPROVE' },
        }),
      ),
    (count) => `已通过 ${count} 人的申请`,
  );
