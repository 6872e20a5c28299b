import { Decimal, Id, Instant, Latitude, Longitude, Nested, Optional, Text } from '../platform/http';

export class PositionForm {
  @Latitude() latitude: number;
  @Longitude() longitude: number;
  /** as the phone reports it, metres */
  @Decimal(0, 1_000_000) accuracyMetres: number;
}

/** Exactly one of the two (R33). */
export class PresenceForm {
  /** what the QR code at the place says */
  @Optional() @Text(128) code?: string;
  @Optional() @Nested(() => PositionForm) position?: PositionForm;
}

export class EntryForm {
  @Id() volunteerId: string;
  @Instant() startAt: string;
  @Instant() endAt: string;
  /** what was done; the activity's title when left out */
  @Optional() @Text(200) content?: string;
  /** why it is entered by hand; reviewers see it */
  @Text(200, 2) reason: string;
}
