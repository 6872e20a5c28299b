import { Instant, Nested, Nullable, OneOf, Output, Texts } from '../platform/http';
import type { Volunteer } from '../volunteers';
import { CHANGE_KINDS, CHANGE_STATES, type OrganizationChange } from './change.entity';
import { MAX_PROOFS } from './change.rules';
import type { Organization } from './organization.entity';
import { OrganizationName } from './organization.view';

/** A change request as both sides see it. */
export class ChangeView {
  @Output() id: string;
  @Nested(() => OrganizationName) organization: OrganizationName;
  @OneOf(CHANGE_KINDS) kind: string;
  @OneOf(CHANGE_STATES) state: string;
  @Nullable() @Output() stateReason: string | null;
  @Nullable() @Output('as it was when asked for') was: string | null;
  @Nullable() @Output() becomes: string | null;
  @Output() reason: string;
  @Texts(MAX_PROOFS, 50) proofs: string[];
  /** the nearest unit whose officers decide; null when it is decided already */
  @Nullable() @Nested(() => OrganizationName) decidedAt: OrganizationName | null;
  @Output() requestedBy: string;
  @Instant() requestedAt: Date;
  @Nullable() @Output() decidedBy: string | null;
  @Nullable() @Instant() closedAt: Date | null;
}

export class ProofView {
  @Output('for `proofs` of a request') name: string;
}

export interface ChangeSurroundings {
  organizations: Map<string, Organization>;
  people: Map<string, Volunteer>;
  /** id of the deciding unit by change */
  deciders: Map<string, string>;
}

const named = (organization: Organization | undefined): OrganizationName | null =>
  organization ? { id: organization.id, name: organization.name } : null;

export const changeView = (change: OrganizationChange, around: ChangeSurroundings): ChangeView => ({
  id: change.id,
  organization: named(around.organizations.get(change.organizationId))!,
  kind: change.kind,
  state: change.state,
  stateReason: change.stateReason,
  was: change.was,
  becomes: change.becomes,
  reason: change.reason,
  proofs: change.proofs,
  decidedAt: named(around.organizations.get(around.deciders.get(change.id) ?? '')),
  requestedBy: around.people.get(change.requestedBy)?.name ?? '',
  requestedAt: change.requestedAt,
  decidedBy: around.people.get(change.decidedBy ?? '')?.name ?? null,
  closedAt: change.decidedAt,
});
