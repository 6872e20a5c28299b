import { In } from 'typeorm';
import type { Clock } from '../platform/clock';
import { changeExactlyOne, type Tx } from '../platform/database';
import { conflict } from '../platform/fault';
import { newId, newPublicNumber } from '../platform/ids';
import type { OrganizationForm } from './organization.dto';
import { type LinkState, Organization } from './organization.entity';
import { type OrganizationService, refusingTakenNames } from './organization.service';
import { type GivenDetails, NO_DETAILS } from './organization-details';

/** An organization as a list names it, with the parent that the list means. */
export interface ListedOrganization
  extends Pick<OrganizationForm, 'name' | 'type' | 'areaCode' | 'principalName' | 'intro' | 'categories'> {
  details: GivenDetails;
  parent: Pick<Organization, 'id' | 'line' | 'unitLevel'>;
  legacyNumber: string | null;
  /** UNLINKED for a team of the old system */
  linkState: Extract<LinkState, 'NOT_NEEDED' | 'UNLINKED'>;
}

const notUnlinked = conflict(
  'not_waiting_for_link',
  '这个组织不在等待关联，可能已被他人处理，请刷新后再看。',
);

/** Organizations that come by collective registration or from the old system, reviewed as a list by the unit that sends it. */
export class OrganizationEnrolment {
  constructor(
    private readonly organizations: OrganizationService,
    private readonly clock: Clock,
  ) {}

  /** @throws Fault conflict `organization_name_taken` | `legacy_number_taken`, and what a form is refused for */
  async enrol(tx: Tx, listed: ListedOrganization): Promise<Organization> {
    const id = newId();
    const organization: Organization = {
      id,
      kind: 'ORGANIZATION',
      number: newPublicNumber('O'),
      ...NO_DETAILS,
      ...(await this.organizations.compose(tx, id, formOf(listed))),
      unitLevel: null,
      state: 'ACTIVE',
      stateReason: null,
      legacyNumber: listed.legacyNumber,
      linkState: listed.linkState,
      mergedIntoId: null,
      memberCount: 0,
      activityCount: 0,
      applicantId: null,
      createdAt: this.clock.now(),
    };
    await refusingTakenNames(tx, () => tx.manager.insert(Organization, organization));
    return organization;
  }

  /** A team of the old system is registered by the form instead of linked: the same record, with what the form says. */
  async supersede(tx: Tx, id: string, listed: ListedOrganization): Promise<void> {
    const changes = {
      ...(await this.organizations.compose(tx, id, formOf(listed))),
      linkState: 'LINKED' as const,
    };
    await refusingTakenNames(tx, () =>
      changeExactlyOne(tx, Organization, { id, linkState: 'UNLINKED' }, changes, notUnlinked),
    );
  }

  /** R14: its people have come; from now on it may publish and see its members. */
  async link(tx: Tx, id: string): Promise<void> {
    await changeExactlyOne(
      tx,
      Organization,
      { id, linkState: 'UNLINKED' },
      { linkState: 'LINKED' },
      notUnlinked,
    );
  }

  /**
   * Takes organizations back out that nobody uses: without members, activities, organizations below them.
   *
   * @returns the ids that were removed
   */
  async removeUnused(tx: Tx, ids: readonly string[]): Promise<string[]> {
    if (ids.length === 0) return [];
    const unused = await tx.manager
      .createQueryBuilder(Organization, 'organization')
      .leftJoin(
        Organization,
        'child',
        'child.territoryParentId = organization.id OR child.systemParentId = organization.id',
      )
      .where({ id: In([...ids]), kind: 'ORGANIZATION', memberCount: 0, activityCount: 0 })
      .andWhere('child.id IS NULL')
      .getMany();
    const removed = unused.map(({ id }) => id);
    if (removed.length > 0)
      await tx.manager.delete(Organization, { id: In(removed), memberCount: 0, activityCount: 0 });
    return removed;
  }
}

/** The national unit is above societies and universities, which are a system; below the others is a territory (R10). */
function formOf({ parent, ...listed }: ListedOrganization): OrganizationForm & GivenDetails {
  const line = parent.unitLevel === 'national' ? 'SYSTEM' : parent.line;
  const { name, type, areaCode, principalName, intro, categories, details } = listed;
  return {
    ...details,
    name,
    type,
    line,
    areaCode,
    ...(line === 'TERRITORY' ? { territoryParentId: parent.id } : { systemParentId: parent.id }),
    principalName,
    intro,
    categories,
    joinMode: 'REVIEW',
  };
}
