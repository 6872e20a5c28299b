import { answerOf, api } from '../../../api/client';
import { useBulkAction } from '../../../use/bulk-action';

/** Approves entries one after the other; each begins its publicity. */
export const useBulkApproval = () =>
  useBulkAction(
    (recordId) =>
      answerOf(
        api.POST('/api/organizer/service-records/{recordId}/review', {
          params: { path: { recordId } },
          body: { decision: 'APPROVE' },
        }),
      ),
    (count) => `已通过 ${count} 条时长`,
  );
