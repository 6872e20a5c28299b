import { DAY, nextShanghaiMidnight } from '../platform/clock';
import { dayText } from './check-in.rules';
import type { ServiceRecord, ServiceRecordSource, ServiceRecordState } from './service-record.entity';

type Move = 'approve' | 'reject' | 'dispute' | 'resume' | 'mature' | 'void' | 'publish' | 'regrant';

/** What may become of a record: move → state before → state after. What is not here is refused. */
export const MOVES: Record<Move, Partial<Record<ServiceRecordState, ServiceRecordState>>> = {
  approve: { PENDING: 'IN_PUBLICITY' },
  reject: { PENDING: 'REJECTED' },
  dispute: { IN_PUBLICITY: 'DISPUTED' },
  resume: { DISPUTED: 'IN_PUBLICITY' },
  mature: { IN_PUBLICITY: 'EFFECTIVE' },
  void: { IN_PUBLICITY: 'VOIDED', DISPUTED: 'VOIDED', EFFECTIVE: 'VOIDED' },
  /** an outcome is taken back: into publicity where it never counted, into the count where it did */
  publish: { REJECTED: 'IN_PUBLICITY', VOIDED: 'IN_PUBLICITY' },
  regrant: { VOIDED: 'EFFECTIVE' },
};

/** Records that count or may still come to count: none may overlap another (R36), all fill the day's cap (R39). */
export const LIVE_STATES: readonly ServiceRecordState[] = [
  'PENDING',
  'IN_PUBLICITY',
  'DISPUTED',
  'EFFECTIVE',
];

/** Outcomes against which the volunteer may appeal; in a dispute the appeal is their side of it. */
export const APPEALABLE_STATES: readonly ServiceRecordState[] = ['REJECTED', 'DISPUTED', 'VOIDED'];

/** States in which somebody may object. */
export const REPORTABLE_STATES: readonly ServiceRecordState[] = ['IN_PUBLICITY', 'DISPUTED', 'EFFECTIVE'];

/** An entry long after the activity is 补录: reviewed from above, with a longer publicity (R25). */
export const enteredSource = (
  activityEndsAt: Date,
  now: Date,
  retroactiveAfterDays: number,
): ServiceRecordSource =>
  now.getTime() < nextShanghaiMidnight(activityEndsAt).getTime() + retroactiveAfterDays * DAY
    ? 'ENTERED'
    : 'RETROACTIVE';

type Staged = Pick<ServiceRecord, 'state' | 'stateReason' | 'stateSince' | 'publicityUntil' | 'reviewLevel'>;

/** @returns who must act now and since when, in one sentence for the volunteer */
export function stageSentence(record: Staged): string {
  const since = dayText(record.stateSince);
  const because = record.stateReason ? `：${record.stateReason}` : '';
  switch (record.state) {
    case 'PENDING':
      return record.reviewLevel === 'UNIT'
        ? `${since}起等待上级科协审核${because}。`
        : `${since}起等待组织的另一位管理员或上级科协审核${because}。`;
    case 'REJECTED':
      return `${since}审核未通过${because}。如有不同意见，可以向上级科协申诉。`;
    case 'IN_PUBLICITY': {
      const lastDay = dayText(new Date(record.publicityUntil!.getTime() - 1));
      return `${since}起公示，到${lastDay}结束，没有异议就计入服务时长，您不用做什么。`;
    }
    case 'DISPUTED':
      return `有人提出异议，${since}起公示暂停，等待上级科协处理。`;
    case 'EFFECTIVE':
      return `${since}已计入服务时长。`;
    case 'VOIDED':
      return `${since}已作废${because}。如有不同意见，可以向上级科协申诉。`;
  }
}
