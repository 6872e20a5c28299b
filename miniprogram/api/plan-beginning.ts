import { newPlan, type Plan, planOf } from './activity-plan';
import { findManaged } from './organizer-activities';
import { planOfContent } from './plan-content';
import { findDraft } from './plan-drafts';
import type { DraftSeen } from './plan-writer';

/** What a phone remembers of a plan that was left: which draft it is, and what did not reach the server. */
export interface LeftPlan {
  plan: Plan;
  step: number;
  seen: DraftSeen;
  kept: boolean;
}

/** Which plan is opened: that of an activity, a draft of the list, or a new one. */
export interface PlanPlace {
  id: string;
  draftId: string;
  organizationId: string;
  demandId: string;
}

export interface PlanBeginning {
  organizationId: string;
  plan: Plan;
  step: number;
  seen: DraftSeen;
  /** it changes one date of a weekly series */
  inSeries: boolean;
  /** begun before */
  resumed: boolean;
  /** what this phone has and the server does not */
  unkept: boolean;
}

/** @param left on this phone under the same address */
export async function findBeginning(place: PlanPlace, left: LeftPlan | null): Promise<PlanBeginning> {
  const { id, draftId, demandId } = place;
  const own = left?.seen && (!draftId || left.seen.id === draftId) ? left : null;
  const known = id || draftId || own?.seen.id;
  const [activity, draft] = await Promise.all([
    id ? findManaged('organizer', id) : undefined,
    known ? findDraft(known) : undefined,
  ]);
  const organizationId = activity?.organizationId ?? draft?.organizationId ?? place.organizationId;
  const inSeries = Boolean(activity?.seriesId);
  // Whether somebody else wrote meanwhile shows when it is saved.
  if (own && !own.kept) return { ...own, organizationId, inSeries, resumed: true, unkept: true };
  if (draft) {
    const seen = { id: draft.id, version: draft.version };
    const plan = planOfContent(draft.content, draft);
    return { organizationId, inSeries, plan, step: own?.step ?? 0, seen, resumed: true, unkept: false };
  }
  const plan = activity ? planOf(activity) : newPlan(demandId);
  return { organizationId, inSeries, plan, step: 0, seen: { id, version: 0 }, resumed: false, unkept: false };
}
