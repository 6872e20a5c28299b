export interface CheckInAutoClosed {
  checkInId: string;
  activityId: string;
  volunteerId: string;
}

export interface ServiceRecordChanged {
  recordId: string;
  volunteerId: string;
}

export interface ServiceRecordEffective extends ServiceRecordChanged {
  minutes: number;
}

declare module '../platform/outbox/events' {
  interface Events {
    /** Nobody checked out before midnight: not counted, the volunteer may ask the lead to enter it (R33). */
    'check-in.auto-closed': CheckInAutoClosed;
    'service-record.created': ServiceRecordChanged;
    'service-record.rejected': ServiceRecordChanged;
    'service-record.effective': ServiceRecordEffective;
    'service-record.disputed': ServiceRecordChanged;
    /** An objection was dismissed; publicity goes on. */
    'service-record.restored': ServiceRecordChanged;
    'service-record.voided': ServiceRecordChanged;
  }
}
