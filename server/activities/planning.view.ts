import { Flag, Instant, Nested, Nullable, Output, OutputNumber } from '../platform/http';
import { areaFullName } from '../reference';
import type { Volunteer } from '../volunteers';
import { PlanContent } from './plan-content.dto';
import type { PlanDraft } from './plan-draft.entity';
import type { ActivityTemplate } from './template.entity';

/** A plan that is not written to its end, in a list. */
export class PlanDraftCard {
  @Output() id: string;
  @Output() organizationId: string;
  @Output() title: string;
  /** it changes the activity of the same id */
  @Flag() revision: boolean;
  @Instant() updatedAt: Date;
  /** who wrote last */
  @Output() updatedByName: string;
}

export class PlanDraftView extends PlanDraftCard {
  @OutputNumber('to be named when saving') version: number;
  @Nested(() => PlanContent) content: PlanContent;
  @Nullable() @Output() areaName: string | null;
  @Nullable() @Output() leadName: string | null;
}

/** Which draft was begun, or which activity was made of it. */
export class CompletedPlanView {
  @Output() id: string;
}

export class TemplateView {
  @Output() id: string;
  @Output() name: string;
  /** of the activity that it was */
  @Output() title: string;
  @Instant() createdAt: Date;
}

type Names = ReadonlyMap<string, Pick<Volunteer, 'name'>>;

export const planDraftCard = (draft: PlanDraft, names: Names): PlanDraftCard => ({
  id: draft.id,
  organizationId: draft.organizationId,
  title: draft.title,
  revision: draft.revision,
  updatedAt: draft.updatedAt,
  updatedByName: names.get(draft.updatedBy)?.name ?? '',
});

export const planDraftView = (draft: PlanDraft, names: Names): PlanDraftView => ({
  ...planDraftCard(draft, names),
  version: draft.version,
  content: draft.content,
  areaName: draft.content.areaCode ? areaFullName(draft.content.areaCode) : null,
  leadName: names.get(draft.content.leadId ?? '')?.name ?? null,
});

export const templateView = ({ id, name, content, createdAt }: ActivityTemplate): TemplateView => ({
  id,
  name,
  title: content.title ?? '',
  createdAt,
});
