import type { Organization } from '../organizations';
import { maskName, maskPhone } from '../platform/crypto/personal-data';
import { Instant, ListOf, Nested, Nullable, OneOf, Output, OutputNumber } from '../platform/http';
import { areaFullName, codeTable } from '../reference';
import { DEMAND_STATES, type Demand } from './demand.entity';
import { DEMAND_STEPS } from './demand.rules';
import type { DemandTrail } from './demand-step.entity';
import type { Match } from './matching.rules';

export class DemandOrganization {
  @Output() id: string;
  @Output() name: string;
}

/** A demand in a list. */
export class DemandCard {
  @Output() id: string;
  @Output() number: string;
  @Output() title: string;
  @Output() bodyName: string;
  @Output() bodyKind: string;
  @Output() bodyKindName: string;
  @Output() areaCode: string;
  @Output() areaName: string;
  @Output() category: string;
  @Nullable() @Output() discipline: string | null;
  @Output() fromDay: string;
  @Output() untilDay: string;
  @OutputNumber() peopleExpected: number;
  @OneOf(DEMAND_STATES) state: string;
  /** who has it */
  @Nullable() @Nested(() => DemandOrganization) organization: DemandOrganization | null;
  /** until when a dispatched one must be answered */
  @Nullable() @Instant() answerBy: Date | null;
  @Instant() createdAt: Date;
}

/** A demand as anybody sees it: the contact masked, no phone. */
export class DemandView extends DemandCard {
  @Output() place: string;
  @Output() description: string;
  @Output() riskNotice: string;
  @Output() contactName: string;
  @Nullable() @Output() activityId: string | null;
  @Nullable() @OutputNumber() rating: number | null;
  @Nullable() @Output() ratingComment: string | null;
}

export class DemandStepView {
  @OneOf(DEMAND_STEPS) step: string;
  @Nullable() @Output() organizationName: string | null;
  @Nullable() @Output() reason: string | null;
  @Instant() at: Date;
}

/** For its requester, the unit of its area and the organization that has it: besides, what was done about it. */
export class DemandFileView extends DemandView {
  /** masked even here (R60) */
  @Output() contactPhone: string;
  @Nullable() @Output() stateReason: string | null;
  @ListOf(() => DemandStepView, 200) trail: DemandStepView[];
}

export class ContactView {
  @Output() name: string;
  @Output() phone: string;
}

export class MatchReasonView {
  @Output() code: string;
  @Output() message: string;
  @OutputNumber('what it adds to the score') points: number;
}

export class MatchView {
  @Output() organizationId: string;
  @Output() organizationName: string;
  @Output() areaName: string;
  @OutputNumber() memberCount: number;
  @OutputNumber() activityCount: number;
  @OutputNumber('0 to 100') score: number;
  @ListOf(() => MatchReasonView, 10) reasons: MatchReasonView[];
}

export class MatchesView {
  @ListOf(() => MatchView, 50) items: MatchView[];
}

type Organizations = ReadonlyMap<string, Organization>;

export const demandCard = (demand: Demand, organizations: Organizations): DemandCard => {
  const organization = organizations.get(demand.organizationId ?? '');
  return {
    id: demand.id,
    number: demand.number,
    title: demand.title,
    bodyName: demand.bodyName,
    bodyKind: demand.bodyKind,
    bodyKindName: codeTable('requestingBody')[demand.bodyKind] ?? '',
    areaCode: demand.areaCode,
    areaName: areaFullName(demand.areaCode),
    category: demand.category,
    discipline: demand.discipline,
    fromDay: demand.fromDay,
    untilDay: demand.untilDay,
    peopleExpected: demand.peopleExpected,
    state: demand.state,
    organization: organization ? { id: organization.id, name: organization.name } : null,
    answerBy: demand.state === 'DISPATCHED' ? demand.answerBy : null,
    createdAt: demand.createdAt,
  };
};

export const demandView = (demand: Demand, organizations: Organizations): DemandView => ({
  ...demandCard(demand, organizations),
  place: demand.place,
  description: demand.description,
  riskNotice: demand.riskNotice,
  contactName: maskName(demand.contactName),
  activityId: demand.activityId,
  rating: demand.rating,
  ratingComment: demand.ratingComment,
});

/** @param phone in plain; it leaves masked */
export const demandFileView = (
  demand: Demand,
  {
    phone,
    trail,
    organizations,
  }: { phone: string; trail: readonly DemandTrail[]; organizations: Organizations },
): DemandFileView => ({
  ...demandView(demand, organizations),
  contactPhone: maskPhone(phone),
  stateReason: demand.stateReason,
  trail: trail.map(({ step, organizationId, reason, at }) => ({
    step,
    organizationName: organizations.get(organizationId ?? '')?.name ?? null,
    reason,
    at,
  })),
});

export const matchesView = (matches: readonly Match[], organizations: Organizations): MatchesView => ({
  items: matches.map(({ organizationId, score, reasons }) => {
    const { name, areaCode, memberCount, activityCount } = organizations.get(organizationId)!;
    const areaName = areaCode === '000000' ? '全国' : areaFullName(areaCode);
    return { organizationId, organizationName: name, areaName, memberCount, activityCount, score, reasons };
  }),
});
