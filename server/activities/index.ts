/**
 * Activities of organizations, from draft to close. Invariants: nothing is visible before a unit above approved it
 * (R21); `takenPlaces` never exceeds `places` and changes only with a sign-up, at the post as at its activity (R31);
 * once somebody signed up there is no silent withdrawal (R24); nothing costs anything (R22).
 */
export { Activity, type ActivityState, type RiskLevel } from './activity.entity';
export type {} from './activity.events';
export { OPEN_TO_PUBLIC, organizedBy, readPublicList } from './activity.lists';
export { isRisky } from './activity.rules';
export type { ActivityService } from './activity.service';
export { ActivityChange, type ChangedField } from './activity-change.entity';
export { type ChangeText, changeTexts } from './activity-change.words';
export type { ActivityChanges } from './activity-changes';
export { PlanDraft } from './plan-draft.entity';
export { Post } from './post.entity';
export type { CountChange, PostService } from './post.service';
export {
  type ActivityPhase,
  isFull,
  NOT_LOGGED_IN,
  phaseOf,
  type Reason,
  recruitmentReasons,
} from './recruitment.rules';
export { ActivitySeries } from './series.entity';
export { ActivityTemplate } from './template.entity';
