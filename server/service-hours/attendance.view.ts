import { Instant, Nested, Nullable, Output, OutputNumber } from '../platform/http';
import type { Volunteer } from '../volunteers';
import type { CheckedOut } from './attendance.service';
import type { CheckIn } from './check-in.entity';
import { momentText } from './check-in.rules';
import { hoursText } from './minutes.rules';

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
  @Output('QR, GPS, MANUAL') method: string;
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

/** A check-in as the organizers of the activity see it: with the full name (R63). */
export class AttendanceListItem extends CheckInView {
  @Output() volunteerId: string;
  @Output() volunteerNumber: string;
  @Output() volunteerName: string;
  @Nullable() @Output() reason: string | null;
}

function sentenceOf({ state, inAt, outAt }: CheckIn): string {
  switch (state) {
    case 'OPEN':
      return `${momentText(inAt)} 已签到，离开时请签退，当天 24:00 前不签退不计时长。`;
    case 'CLOSED':
      return `${momentText(inAt)} 签到，${momentText(outAt!)} 签退。`;
    case 'AUTO_CLOSED':
      return `${momentText(inAt)} 签到，当天没有签退，不计时长。如果参加了活动，请联系活动负责人登记。`;
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

export const attendanceListItem = (checkIn: CheckIn, volunteer: Volunteer): AttendanceListItem => ({
  ...checkInView(checkIn),
  volunteerId: volunteer.id,
  volunteerNumber: volunteer.number,
  volunteerName: volunteer.name,
  reason: checkIn.reason,
});
