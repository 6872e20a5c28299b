import {
  AttemptKey,
  Decimal,
  Id,
  Instant,
  Latitude,
  Longitude,
  Nested,
  Optional,
  Text,
  Texts,
} from '../platform/http';

export class PositionForm {
  @Latitude() latitude: number;
  @Longitude() longitude: number;
  /** as the phone reports it, metres */
  @Decimal(0, 1_000_000) accuracyMetres: number;
}

/** The code, the position, or for a scan that had no network both (R33). */
export class PresenceForm {
  /** what the QR code at the place says */
  @Optional() @Text(128) code?: string;
  @Optional() @Nested(() => PositionForm) position?: PositionForm;
  /** made anew for each scan and sent again with each retry */
  @Optional() @AttemptKey() key?: string;
}

export class PersonalScanForm {
  /** what the volunteer's own code says: their volunteer number */
  @Text(200) code: string;
  @Optional() @AttemptKey() key?: string;
}

export class EntryForm {
  @Id() volunteerId: string;
  @Instant() startAt: string;
  @Instant() endAt: string;
  /** what was done; the activity's title when left out */
  @Optional() @Text(200) content?: string;
  /** why it is entered by hand; reviewers see it */
  @Text(200, 2) reason: string;
  /** names of uploaded photos; required long after the activity (R25) */
  @Optional() @Texts(6, 48) proof?: string[];
}
