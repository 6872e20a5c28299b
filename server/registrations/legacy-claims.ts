import type { SelectQueryBuilder } from 'typeorm';
import { type MemberRoleService, Membership } from '../memberships';
import { nameKeyOf, Organization, type OrganizationEnrolment, type RightsService } from '../organizations';
import type { RegisteredActor } from '../platform/actor';
import type { Audit } from '../platform/audit';
import type { Clock } from '../platform/clock';
import {
  changeExactlyOne,
  lockRow,
  lockRows,
  type Reader,
  refusingDuplicates,
  type Tx,
} from '../platform/database';
import { conflict, ensure, forbidden, invalid, missing } from '../platform/fault';
import { newId } from '../platform/ids';
import { normalizePersonName, Volunteer, type VolunteerService } from '../volunteers';
import { LegacyAssociation } from './legacy-association.entity';

export interface TeamMarks {
  name?: string;
  legacyNumber?: string;
  /** of the principal or of whoever the old system named as admin */
  adminName?: string;
}

export interface Claim {
  statement: string;
  /** names that `POST …/legacy-proofs` gave */
  proofs: string[];
}

export interface ClaimVerdict {
  decision: 'LINK' | 'REJECT';
  reason?: string;
}

const claimMissing = missing('legacy_claim_not_found', '没有找到这份关联申请，请刷新后再看。');
const notWaiting = conflict(
  'legacy_claim_decided',
  '这份关联申请已经处理过，可能已被他人处理，请刷新后再看。',
);

/** Teams of the old system and the people who come for them (notice 五（四）, R14). */
export class LegacyClaims {
  constructor(
    private readonly organizations: OrganizationEnrolment,
    private readonly rights: RightsService,
    private readonly volunteers: VolunteerService,
    private readonly roles: MemberRoleService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** @returns the teams that wait to be linked and fit the marks; at least one mark must be given */
  search(
    { manager }: Reader,
    { name, legacyNumber, adminName }: TeamMarks,
  ): SelectQueryBuilder<Organization> {
    ensure(
      name ?? legacyNumber ?? adminName,
      invalid('marks_missing', '请填写队伍名称、原系统编号或管理员姓名中的一项。'),
    );
    const query = manager
      .createQueryBuilder(Organization, 'organization')
      .where("organization.linkState = 'UNLINKED' AND organization.state = 'ACTIVE'");
    if (legacyNumber) query.andWhere('organization.legacyNumber = :legacyNumber', { legacyNumber });
    if (name) {
      const part = `%${nameKeyOf(name).replace(/[!%_]/g, '!$&')}%`;
      query.andWhere("organization.nameKey LIKE :part ESCAPE '!'", { part });
    }
    if (adminName) {
      const admins = query
        .subQuery()
        .select('membership.organizationId')
        .from(Membership, 'membership')
        .innerJoin(Volunteer, 'volunteer', 'volunteer.id = membership.volunteerId')
        .where("membership.role = 'ADMIN' AND membership.openKey IS NOT NULL AND volunteer.name = :person");
      query.andWhere(`(organization.principalName = :person OR organization.id IN ${admins.getQuery()})`, {
        person: normalizePersonName(adminName),
      });
    }
    return query;
  }

  /** Says that the team is the claimant's. @throws Fault missing `legacy_team_not_found`; conflict `already_claimed` */
  async claim(
    tx: Tx,
    actor: RegisteredActor,
    organizationId: string,
    claim: Claim,
  ): Promise<LegacyAssociation> {
    const team = await tx.manager.findOneBy(Organization, { id: organizationId, linkState: 'UNLINKED' });
    ensure(
      team?.state === 'ACTIVE',
      missing('legacy_team_not_found', '没有找到等待关联的队伍，它可能已经关联。'),
    );
    const association: LegacyAssociation = {
      id: newId(),
      organizationId,
      claimantId: actor.volunteerId,
      state: 'CLAIMED',
      openKey: organizationId,
      ...claim,
      reason: null,
      decidedBy: null,
      decidedAt: null,
      createdAt: this.clock.now(),
    };
    await refusingDuplicates(
      tx,
      {
        uq_legacy_associations_open: conflict(
          'already_claimed',
          '这支队伍已有人申请关联，正在等待审核。如有疑问，请联系所在科协。',
        ),
      },
      () => tx.manager.insert(LegacyAssociation, association),
    );
    return association;
  }

  /** The reviewing unit links the team to its claimant, who becomes its admin unless it has one; or says why not. */
  async decide(
    tx: Tx,
    actor: RegisteredActor,
    id: string,
    { decision, reason }: ClaimVerdict,
  ): Promise<void> {
    const association = await lockRow(tx, LegacyAssociation, id);
    ensure(association, claimMissing);
    const { organizationId, claimantId } = association;
    const team = await lockRow(tx, Organization, organizationId);
    ensure(team, claimMissing);
    await this.rights.requireReviewer(tx, actor, team);
    ensure(
      claimantId !== actor.volunteerId,
      forbidden('own_claim', '不能审核自己的关联申请，请由同事处理。'),
    );
    ensure(decision === 'LINK' || reason, invalid('reason_required', '请写明不通过的原因，申请人会看到。'));
    await changeExactlyOne(
      tx,
      LegacyAssociation,
      { id, state: 'CLAIMED' },
      {
        state: decision === 'LINK' ? 'LINKED' : 'REJECTED',
        openKey: null,
        reason: reason ?? null,
        decidedBy: actor.volunteerId,
        decidedAt: this.clock.now(),
      },
      notWaiting,
    );
    if (decision === 'LINK') await this.link(tx, actor, organizationId, claimantId);
    const event = decision === 'LINK' ? 'linked' : 'rejected';
    await this.audit.record(tx, actor, `legacy.${event}`, organizationId, { claimantId, reason });
    tx.emit(`legacy.${event}`, { associationId: id, organizationId, claimantId });
  }

  private async link(
    tx: Tx,
    actor: RegisteredActor,
    organizationId: string,
    claimantId: string,
  ): Promise<void> {
    const admin = { organizationId, state: 'ACTIVE' as const, role: 'ADMIN' as const };
    if (!(await tx.manager.existsBy(Membership, admin))) {
      const claimant = await this.volunteers.findVolunteer(tx, claimantId);
      await this.roles.nameFirstAdmin(tx, actor, organizationId, claimant);
    }
    await this.organizations.link(tx, organizationId);
  }

  /** The team was registered by the form instead, or merged: whoever claimed it has nothing to wait for, and is told. */
  async supersede(tx: Tx, organizationId: string, reason: string): Promise<void> {
    const [open] = await lockRows(tx, LegacyAssociation, [{ openKey: organizationId }]);
    if (!open) return;
    const { id, claimantId } = open;
    const ended = { state: 'SUPERSEDED', openKey: null, decidedAt: this.clock.now(), reason } as const;
    await tx.manager.update(LegacyAssociation, { id, state: 'CLAIMED' }, ended);
    tx.emit('legacy.superseded', { associationId: id, organizationId, claimantId });
  }

  /** @returns a claim inside the actor's scope. @throws Fault missing, forbidden as `requireScope` */
  async findForReview(reader: Reader, actor: RegisteredActor, id: string): Promise<LegacyAssociation> {
    const association = await reader.manager.findOneBy(LegacyAssociation, { id });
    const team =
      association && (await reader.manager.findOneBy(Organization, { id: association.organizationId }));
    ensure(team, claimMissing);
    await this.rights.requireScope(reader, actor, team);
    return association!;
  }
}
