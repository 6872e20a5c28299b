import { Instant, ListOf, Nullable, OneOf, Output } from '../platform/http';
import { type ActivityChange, CHANGE_KINDS, CHANGE_SIDES } from './activity-change.entity';
import { type ChangeText, changeTexts, KIND_NAMES, SIDE_NAMES } from './activity-change.words';

export class ChangeTextView {
  @Output('what it is called') label: string;
  @Output('before, empty when it is not public') from: string;
  @Output('after, empty when it is not public') to: string;
}

/** A change after publication; who did it only by their role. */
export class ActivityChangeView {
  @Output() id: string;
  @OneOf(CHANGE_KINDS) kind: string;
  @Output('what happened, in words') title: string;
  /** ORGANIZATION runs it, UNIT reviews it, SYSTEM: its organization was merged or dissolved */
  @OneOf(CHANGE_SIDES) side: string;
  @Output('whose doing it was, in words, without a name') by: string;
  @Instant() at: Date;
  @Nullable() @Output() reason: string | null;
  @ListOf(() => ChangeTextView, 40) items: ChangeText[];
}

/** As those who run or review it see it. */
export class ManagedActivityChangeView extends ActivityChangeView {
  @Nullable() @Output('full name') actorName: string | null;
}

export const activityChangeView = (change: ActivityChange): ActivityChangeView => ({
  id: change.id,
  kind: change.kind,
  title: KIND_NAMES[change.kind],
  side: change.side,
  by: SIDE_NAMES[change.side],
  at: change.at,
  reason: change.reason,
  items: changeTexts(change),
});
