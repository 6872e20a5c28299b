import { Flag, Instant, Int, ListOf, Nested, Nullable, OneOf, Output, OutputNumber } from '../platform/http';
import type { Blocker } from './close-out.rules';
import type { CloseOutState } from './close-out.service';

export class CloseOutForm {
  /** how many people were served */
  @Int(0, 10_000_000) peopleServed: number;
}

export class BlockerView {
  @Output() code: string;
  @OutputNumber() count: number;
  @Output() message: string;
  /** it has to be settled before the closing */
  @Flag() blocking: boolean;
}

export class CloseOutFiguresView {
  @OutputNumber('confirmed, attended, not there, excused') signedUp: number;
  @OutputNumber() attended: number;
  @OutputNumber() noShow: number;
  @OutputNumber() excused: number;
  @OutputNumber('of whom nothing is known yet') undecided: number;
  @OutputNumber() minutesPending: number;
  @OutputNumber() minutesInPublicity: number;
  @OutputNumber() minutesEffective: number;
}

export class CloseOutView {
  @Output() activityId: string;
  @Output() organizationId: string;
  @Output() title: string;
  @Instant() startsAt: Date;
  @Instant() endsAt: Date;
  @Output() state: string;
  @Flag() ended: boolean;
  @Nested(() => CloseOutFiguresView) figures: CloseOutFiguresView;
  @ListOf(() => BlockerView, 10) blockers: Blocker[];
  /** it has ended and nothing holds it up */
  @Flag() closable: boolean;
  /** as entered at the closing, before that as the recap says; null while nobody said */
  @Nullable() @OutputNumber() peopleServed: number | null;
  @OneOf(['NONE', 'DRAFT', 'PENDING', 'PUBLISHED', 'RETURNED', 'TAKEN_DOWN']) recapState: string;
  @Nullable() @Instant() closedAt: Date | null;
}

export class AbsencesNotedView {
  @OutputNumber() noted: number;
  @OutputNumber('more to note: ask again') left: number;
}

export const closeOutView = ({
  activity,
  figures,
  blockers,
  recap,
  closeOut,
  ended,
}: CloseOutState): CloseOutView => ({
  activityId: activity.id,
  organizationId: activity.organizationId,
  title: activity.title,
  startsAt: activity.startsAt,
  endsAt: activity.endsAt,
  state: activity.state,
  ended,
  figures,
  blockers,
  closable: ended && activity.state === 'PUBLISHED' && !blockers.some(({ blocking }) => blocking),
  peopleServed: closeOut?.peopleServed ?? recap?.peopleServed ?? null,
  recapState: recap?.state ?? 'NONE',
  closedAt: closeOut?.closedAt ?? null,
});
