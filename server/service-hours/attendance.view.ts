import { Instant, Nested, Nullable, Output, OutputNumber } from '../platform/http';
import type { Volunteer } from '../volunteers';
import type { CheckedOut } from './attendance.service';
import type { CheckIn } from './check-in.entity';
import { momentText } from './check-in.rules';
import { hoursText } from './minutes.rules';
import type { ServiceAppeal } from './service-appeal.entity';
import { OpenAppealView, openAppealView } from './service-record.view';

export class CheckInCodeView {
  /** draw it as a QR code */
  @Output() code: string;
  /** ask for the next one then */
  @Instant() validUntil: Date;
  @OutputNumber() secondsLeft: number;
}

/** One's own check-in. */
export class CheckInView {
  @Output() id: string;
  @Output() activityId: string;
  @Output('OPEN, CLOSED, AUTO_CLOSED, VOID') state: string;
  @Output('QR, GPS, PERSONAL, MANUAL') method: string;
  @Instant() inAt: Date;
  @Nullable() @Instant() outAt: Date | null;
  /** what follows from it, to show as it is */
  @Output() sentence: string;
}

export class CurrentCheckInView {
  /** null when one has not checked in */
  @Nullable() @Nested(() => CheckInView) checkIn: CheckInView | null;
}

export class CheckOutView extends CheckInView {
  /** whole minutes inside the activity's times */
  @OutputNumber() minutes: number;
  @Output('two decimals') hours: string;
  @Nullable() @Output() recordId: string | null;
}

export class ProofView {
  /** give it back as `proof` of an entry; only who reviews it can open the file */
  @Output() name: string;
}

/** A check-in as the organizers of the activity see it: with the full name (R63). */
export class AttendanceListItem extends CheckInView {
  @Output() volunteerId: string;
  @Output() volunteerNumber: string;
  @Output() volunteerName: string;
  @Nullable() @Output() reason: string | null;
  /** how long after the scan, made without network, it arrived */
  @Nullable() @OutputNumber() inDelaySeconds: number | null;
  @Nullable() @OutputNumber() outDelaySeconds: number | null;
  /** what the volunteer says about not having checked out, waiting for a decision */
  @Nullable() @Nested(() => OpenAppealView) appeal: OpenAppealView | null;
}

function sentenceOf({ state, inAt, outAt }: CheckIn): string {
  switch (state) {
    case 'OPEN':
      return `${momentText(inAt)} 已签到，离开时请签退，当天 24:00 前不签退不计时长。`;
    case 'CLOSED':
      return `${momentText(inAt)} 签到，${momentText(outAt!)} 签退。`;
    case 'AUTO_CLOSED':
      return `${momentText(inAt)} 签到，当天没有签退，不计时长。如果参加了活动，可以申诉。`;
    case 'VOID':
      return '活动已取消，这次签到作废。';
  }
}

export const checkInView = (checkIn: CheckIn): CheckInView => ({
  id: checkIn.id,
  activityId: checkIn.activityId,
  state: checkIn.state,
  method: checkIn.inMethod,
  inAt: checkIn.inAt,
  outAt: checkIn.outAt,
  sentence: sentenceOf(checkIn),
});

export function checkOutView({ checkIn, record }: CheckedOut): CheckOutView {
  const minutes = record?.minutes ?? 0;
  return { ...checkInView(checkIn), minutes, hours: hoursText(minutes), recordId: record?.id ?? null };
}

export const attendanceListItem = (
  checkIn: CheckIn,
  volunteer: Volunteer,
  appeal: ServiceAppeal | undefined,
): AttendanceListItem => ({
  ...checkInView(checkIn),
  volunteerId: volunteer.id,
  volunteerNumber: volunteer.number,
  volunteerName: volunteer.name,
  reason: checkIn.reason,
  inDelaySeconds: checkIn.inDelaySeconds,
  outDelaySeconds: checkIn.outDelaySeconds,
  appeal: appeal ? openAppealView(appeal) : null,
});
