import type { Activity } from '../activities';
import { maskName } from '../platform/crypto/personal-data';
import {
  Flag,
  Instant,
  Nested,
  Nullable,
  Output,
  OutputNumber,
  type Page,
  pageOf,
  Texts,
} from '../platform/http';
import type { Volunteer } from '../volunteers';
import { hoursText } from './minutes.rules';
import type { ServiceAppeal } from './service-appeal.entity';
import type { ServiceRecord } from './service-record.entity';
import { stageSentence } from './service-record.rules';
import { starOf } from './stars.rules';

/** One's own record, with where it stands. */
export class ServiceRecordView {
  @Output() id: string;
  @Output() activityId: string;
  @Output() activityTitle: string;
  @Output('YYYY-MM-DD') day: string;
  @Instant() startAt: Date;
  @Instant() endAt: Date;
  @OutputNumber() minutes: number;
  @Output('two decimals') hours: string;
  @Output() content: string;
  @Output('CHECKED_IN, ENTERED, RETROACTIVE') source: string;
  @Output('PENDING, REJECTED, IN_PUBLICITY, DISPUTED, EFFECTIVE, VOIDED') state: string;
  @Instant() stateSince: Date;
  @Nullable() @Instant() publicityUntil: Date | null;
  /** who must act and since when, to show as it is */
  @Output() sentence: string;
}

export class NextStarView {
  @OutputNumber() level: number;
  @OutputNumber('hours it takes') hours: number;
  @OutputNumber() minutesLeft: number;
}

// Made here, not lazily: the API document lists what exists when it is written.
const ServiceRecordPage = pageOf(ServiceRecordView);

export class HoursView {
  /** effective minutes; nothing else counts */
  @OutputNumber() minutes: number;
  @Output('two decimals') hours: string;
  @OutputNumber('0 to 5') starLevel: number;
  /** null at the highest */
  @Nullable() @Nested(() => NextStarView) nextStar: NextStarView | null;
  @Instant() asOf: Date;
  /** newest first */
  @Nested(() => ServiceRecordPage) records: Page<ServiceRecordView>;
}

/** A record in publicity as everybody may see it. */
export class PublicityItem {
  /** name it when objecting */
  @Output() recordId: string;
  @Output('masked') volunteerName: string;
  @Output('YYYY-MM-DD') day: string;
  @OutputNumber() minutes: number;
  @Output('two decimals') hours: string;
  @Instant() until: Date;
  /** an objection is being looked at */
  @Flag() paused: boolean;
}

/** An appeal that waits for a decision, as who decides sees it. */
export class OpenAppealView {
  @Output() id: string;
  @Output() reason: string;
  @Instant() createdAt: Date;
}

/** A record as its organizers and the units above them see it: with the full name (R63). */
export class RecordListItem extends ServiceRecordView {
  @Output() volunteerId: string;
  @Output() volunteerNumber: string;
  @Output() volunteerName: string;
  @Output('ORGANIZATION, UNIT') reviewLevel: string;
  /** why it was entered by hand */
  @Nullable() @Output() entryReason: string | null;
  @Nullable() @Output() recorderName: string | null;
  /** open objections, without who made them */
  @Texts(50, 200) objections: string[];
  /** the volunteer's side of it, while it waits for a decision */
  @Nullable() @Nested(() => OpenAppealView) appeal: OpenAppealView | null;
  /** how many files prove a retroactive entry; fetch each by its place, from 0 */
  @OutputNumber() proofs: number;
}

export const serviceRecordView = (record: ServiceRecord, activity?: Activity): ServiceRecordView => ({
  id: record.id,
  activityId: record.activityId,
  activityTitle: activity?.title ?? '',
  day: record.day,
  startAt: record.startAt,
  endAt: record.endAt,
  minutes: record.minutes,
  hours: hoursText(record.minutes),
  content: record.content,
  source: record.source,
  state: record.state,
  stateSince: record.stateSince,
  publicityUntil: record.publicityUntil,
  sentence: stageSentence(record),
});

export function hoursView(
  minutes: number,
  starHours: readonly number[],
  records: Page<ServiceRecordView>,
  asOf: Date,
): HoursView {
  const { level, next } = starOf(minutes, starHours);
  return { minutes, hours: hoursText(minutes), starLevel: level, nextStar: next, asOf, records };
}

export const publicityItem = (record: ServiceRecord, volunteer: Volunteer): PublicityItem => ({
  recordId: record.id,
  volunteerName: maskName(volunteer.name),
  day: record.day,
  minutes: record.minutes,
  hours: hoursText(record.minutes),
  until: record.publicityUntil!,
  paused: record.state === 'DISPUTED',
});

export const openAppealView = ({ id, reason, createdAt }: ServiceAppeal): OpenAppealView => ({
  id,
  reason,
  createdAt,
});

/** What a list shows beside the record itself. */
export interface RecordContext {
  activity: Activity | undefined;
  volunteer: Volunteer | undefined;
  recorder: Volunteer | undefined;
  entryReason: string | null;
  objections: string[];
  appeal: ServiceAppeal | undefined;
}

export const recordListItem = (record: ServiceRecord, context: RecordContext): RecordListItem => ({
  ...serviceRecordView(record, context.activity),
  volunteerId: record.volunteerId,
  volunteerNumber: context.volunteer?.number ?? '',
  volunteerName: context.volunteer?.name ?? '',
  reviewLevel: record.reviewLevel,
  entryReason: context.entryReason,
  recorderName: context.recorder?.name ?? null,
  objections: context.objections,
  appeal: context.appeal ? openAppealView(context.appeal) : null,
  proofs: record.proof?.length ?? 0,
});
