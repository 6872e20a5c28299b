export interface CheckInAutoClosed {
  checkInId: string;
  activityId: string;
  volunteerId: string;
}

export interface ServiceRecordChanged {
  recordId: string;
  volunteerId: string;
}

export interface ServiceAppealChanged {
  appealId: string;
  activityId: string;
}

export interface HoursReminded {
  activityId: string;
  volunteerId: string;
  /** who must act */
  waitsFor: 'ORGANIZATION' | 'UNIT';
}

export interface ServiceRecordEffective extends ServiceRecordChanged {
  minutes: number;
}

declare module '../platform/outbox/events' {
  interface Events {
    /** The activity ended a while ago and the volunteer is still checked in. */
    /** A unit decided on an activity that was entered afterwards; who entered it is to be told. */
    'past-activity.decided': { pastActivityId: string };
    'check-out.due': CheckInAutoClosed;
    /** Nobody checked out before midnight: not counted, the volunteer may appeal (R33). */
    'check-in.auto-closed': CheckInAutoClosed;
    'service-record.created': ServiceRecordChanged;
    'service-record.rejected': ServiceRecordChanged;
    'service-record.effective': ServiceRecordEffective;
    /** Somebody objected, or objections were settled, whatever that did to its state. */
    'service-record.questioned': ServiceRecordChanged;
    'service-record.settled': ServiceRecordChanged;
    'service-record.disputed': ServiceRecordChanged;
    /** An objection was dismissed or an outcome taken back: publicity goes on, or the minutes count again. */
    'service-record.restored': ServiceRecordChanged;
    'service-record.voided': ServiceRecordChanged;
    'service-appeal.filed': ServiceAppealChanged;
    'service-appeal.decided': ServiceAppealChanged;
    /** A volunteer asked whoever must act to act. */
    'service-hours.reminded': HoursReminded;
  }
}
