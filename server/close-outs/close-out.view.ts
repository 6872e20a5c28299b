import { Flag, Instant, ListOf, Nested, Nullable, OneOf, Output, OutputNumber } from '../platform/http';
import type { CloseOut } from './close-out.entity';
import { type Blocker, recapProposal } from './close-out.rules';
import type { CloseOutState } from './close-out.service';

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
  @Nullable() @Output() note: string | null;
  @Nullable() @Instant() correctedAt: Date | null;
  @Nullable() @Output() correctionReason: string | null;
  /** a Chinese sentence for whoever writes the recap; null before the closing */
  @Nullable() @Output() proposal: string | null;
}

/** What everybody reads of it. */
export class OutcomeView {
  /** null before the closing */
  @Nullable() @OutputNumber() peopleServed: number | null;
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
  note: closeOut?.note ?? null,
  correctedAt: closeOut?.correctedAt ?? null,
  correctionReason: closeOut?.correctionReason ?? null,
  proposal: closeOut?.closedAt ? recapProposal(figures, closeOut.peopleServed ?? 0) || null : null,
});

export const outcomeView = (closeOut: CloseOut | null): OutcomeView => ({
  peopleServed: closeOut?.peopleServed ?? null,
  closedAt: closeOut?.closedAt ?? null,
});
