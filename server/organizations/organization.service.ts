import { In } from 'typeorm';
import type { Actor } from '../platform/actor';
import type { Audit } from '../platform/audit';
import type { Clock } from '../platform/clock';
import { changeExactlyOne, type Reader, refusingDuplicates, type Tx } from '../platform/database';
import { conflict, ensure, forbidden, invalid, missing } from '../platform/fault';
import { newId, newPublicNumber } from '../platform/ids';
import { findArea } from '../reference';
import { normalizePersonName } from '../volunteers';
import type { OrganizationForm, OrganizationProfileForm } from './organization.dto';
import { Organization } from './organization.entity';
import {
  displayName,
  faultOfVerdict,
  nameKeyOf,
  type OrganizationStep,
  type OrganizationVerdict,
  TRANSITIONS,
} from './organization.rules';
import { type GivenDetails, NO_DETAILS, type OrganizationDetails } from './organization-details';
import type { OrganizationTree } from './organization-tree';
import type { RightsService } from './rights.service';

type ApplicationCheck = (tx: Tx, actor: Actor) => Promise<void>;

/** Application, review and state of organizations (R10, R11, R14). */
export class OrganizationService {
  private readonly applicationChecks: ApplicationCheck[] = [];

  constructor(
    private readonly rights: RightsService,
    private readonly tree: OrganizationTree,
    private readonly details: OrganizationDetails,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Lets a module above refuse applications. Checks run first in the transaction, before anything is read, so they
   * may take locks (see `lockRow`).
   */
  checkApplications(check: ApplicationCheck): void {
    this.applicationChecks.push(check);
  }

  /** Applies for a new organization. @param actor a verified volunteer, settled by the organizer audience */
  async apply(tx: Tx, actor: Actor, form: OrganizationForm): Promise<Organization> {
    const organization = await this.begin(tx, actor, form, { state: 'PENDING' });
    tx.emit('organization.submitted', { organizationId: organization.id, applicantId: actor.volunteerId! });
    return organization;
  }

  /** Keeps an application for later: it takes one of the applicant's places (R12), but not the name yet (R11). */
  draft(tx: Tx, actor: Actor, form: OrganizationForm): Promise<Organization> {
    return this.begin(tx, actor, form, { state: 'DRAFT' });
  }

  private async begin(
    tx: Tx,
    actor: Actor,
    form: OrganizationForm,
    { state }: { state: 'DRAFT' | 'PENDING' },
  ): Promise<Organization> {
    for (const check of this.applicationChecks) await check(tx, actor);
    const id = newId();
    const organization: Organization = {
      id,
      kind: 'ORGANIZATION',
      number: newPublicNumber('O'),
      ...NO_DETAILS,
      ...(await this.compose(tx, id, form)),
      ...(state === 'DRAFT' ? { nameKey: id } : {}),
      unitLevel: null,
      state,
      stateReason: null,
      legacyNumber: null,
      linkState: 'NOT_NEEDED',
      mergedIntoId: null,
      memberCount: 0,
      activityCount: 0,
      applicantId: actor.volunteerId,
      createdAt: this.clock.now(),
    };
    await refusingTakenNames(tx, () => tx.manager.insert(Organization, organization));
    return organization;
  }

  /** The applicant hands a draft in, or a returned application after correcting it. */
  async resubmit(tx: Tx, actor: Actor, id: string, form: OrganizationForm): Promise<Organization> {
    const organization = await this.requireApplicant(tx, actor, id);
    const changes = { ...(await this.compose(tx, id, form)), stateReason: null };
    await refusingTakenNames(tx, () => this.step(tx, 'RESUBMIT', id, changes));
    tx.emit('organization.submitted', { organizationId: id, applicantId: organization.applicantId! });
    return { ...organization, ...changes, state: 'PENDING' };
  }

  /** The applicant takes an application back that nobody has decided on; it becomes a draft again. */
  async withdraw(tx: Tx, actor: Actor, id: string): Promise<void> {
    await this.requireApplicant(tx, actor, id);
    await this.step(tx, 'WITHDRAW', id, { nameKey: id });
  }

  /** Throws a draft away; nobody but its applicant ever saw it. */
  async discard(tx: Tx, actor: Actor, id: string): Promise<void> {
    await this.requireApplicant(tx, actor, id);
    const { affected } = await tx.manager.delete(Organization, { id, state: 'DRAFT' });
    ensure(affected === 1, stateChanged);
  }

  private async requireApplicant(reader: Reader, actor: Actor, id: string): Promise<Organization> {
    const organization = await this.findOrganization(reader, id);
    ensure(
      organization.applicantId !== null && organization.applicantId === actor.volunteerId,
      forbidden('not_applicant', '只有申请人可以修改这份申请。'),
    );
    return organization;
  }

  /** Checks what a form says about an organization and puts it into its place on both axes. */
  async compose(tx: Tx, id: string, form: OrganizationForm & GivenDetails) {
    const { name, nameKey } = readName(form.name);
    ensure(
      findArea(form.areaCode),
      invalid('unknown_area', '没有这个地区，请重新选择所在地区。', { field: 'areaCode' }),
    );
    const { territoryParentId = null, systemParentId = null } = form;
    ensure(
      form.line === 'TERRITORY' ? territoryParentId : systemParentId,
      invalid('parent_required', '请选择上级科协或上级组织，由它所在的科协审核。', {
        field: form.line === 'TERRITORY' ? 'territoryParentId' : 'systemParentId',
      }),
    );
    return {
      name,
      nameKey,
      type: form.type,
      line: form.line,
      teamLevel: form.teamLevel ?? null,
      areaCode: form.areaCode,
      territoryParentId,
      systemParentId,
      territoryPath: await this.tree.pathBelow(tx, id, 'TERRITORY', territoryParentId),
      systemPath: await this.tree.pathBelow(tx, id, 'SYSTEM', systemParentId),
      principalName: normalizePersonName(form.principalName),
      intro: form.intro,
      categories: [...new Set(form.categories)],
      joinMode: form.joinMode,
      ...this.details.columnsOf(form),
    };
  }

  /** R10: approves, returns or rejects an application. */
  async review(tx: Tx, actor: Actor, id: string, verdict: OrganizationVerdict): Promise<void> {
    const organization = await this.findOrganization(tx, id);
    await this.rights.requireReviewer(tx, actor, organization);
    const fault = faultOfVerdict(verdict);
    if (fault) throw fault;
    const { decision, reason = null } = verdict;
    await this.step(tx, decision, id, { stateReason: decision === 'APPROVE' ? null : reason });
    const event = ({ APPROVE: 'approved', RETURN: 'returned', REJECT: 'rejected' } as const)[decision];
    await this.audit.record(tx, actor, `organization.${event}`, id, { ...verdict });
    if (organization.applicantId) {
      tx.emit(`organization.${event}`, { organizationId: id, applicantId: organization.applicantId });
    }
  }

  /**
   * What the organization says about itself. That the actor is its admin is settled by the caller.
   *
   * @throws Fault conflict `organization_state_changed` unless it is active
   */
  async describe(tx: Tx, actor: Actor, id: string, form: OrganizationProfileForm): Promise<void> {
    const { intro, joinMode } = form;
    const changes = {
      ...{ intro, joinMode, categories: [...new Set(form.categories)] },
      ...this.details.columnsOf(form),
    };
    await changeExactlyOne(tx, Organization, { id, state: 'ACTIVE' }, changes, stateChanged);
    await this.audit.record(tx, actor, 'organization.described', id, { organizationId: id });
  }

  /** A unit above stops an organization: it can neither publish nor be found until it is resumed. */
  async suspend(tx: Tx, actor: Actor, id: string, reason: string): Promise<void> {
    await this.requireOutsideReviewer(tx, actor, id);
    await this.step(tx, 'SUSPEND', id, { stateReason: reason });
    await this.audit.record(tx, actor, 'organization.suspended', id, { reason });
    tx.emit('organization.suspended', { organizationId: id });
  }

  async resume(tx: Tx, actor: Actor, id: string): Promise<void> {
    await this.requireOutsideReviewer(tx, actor, id);
    await this.step(tx, 'RESUME', id, { stateReason: null });
    await this.audit.record(tx, actor, 'organization.resumed', id);
    tx.emit('organization.resumed', { organizationId: id });
  }

  private async requireOutsideReviewer(tx: Tx, actor: Actor, id: string): Promise<void> {
    const organization = await this.findOrganization(tx, id);
    await this.rights.requireReviewer(tx, actor, organization);
    await this.rights.requireOutsider(tx, actor, id);
  }

  /** Makes a step along the transitions; the database decides whether the organization still is where it starts. */
  async step(tx: Tx, step: OrganizationStep, id: string, changes: Partial<Organization>): Promise<void> {
    const { from, to } = TRANSITIONS[step];
    await changeExactlyOne(
      tx,
      Organization,
      { id, kind: 'ORGANIZATION', state: In([...from]) },
      { ...changes, state: to },
      stateChanged,
    );
  }

  /** @throws Fault missing `organization_not_found` */
  async findOrganization(reader: Reader, id: string): Promise<Organization> {
    const organization = await reader.manager.findOneBy(Organization, { id });
    ensure(organization, missing('organization_not_found', '没有找到这个组织，它可能已经停用。'));
    return organization;
  }

  /** @returns by id; ids that do not exist are left out */
  async findOrganizations(reader: Reader, ids: readonly string[]): Promise<Map<string, Organization>> {
    if (ids.length === 0) return new Map();
    const rows = await reader.manager.findBy(Organization, { id: In([...new Set(ids)]) });
    return new Map(rows.map((organization) => [organization.id, organization]));
  }

  /** @returns the ids of the organizations that were merged into this one */
  async findMerged({ manager }: Reader, id: string): Promise<string[]> {
    const rows = await manager.find(Organization, { where: { mergedIntoId: id }, select: { id: true } });
    return rows.map((row) => row.id);
  }

  /** @throws Fault missing `organization_not_found`; conflict `organization_inactive` */
  async requireActive(reader: Reader, id: string): Promise<Organization> {
    const organization = await this.findOrganization(reader, id);
    ensure(
      organization.kind === 'ORGANIZATION' && organization.state === 'ACTIVE',
      conflict('organization_inactive', '这个组织还没有通过审核或已停用，暂时不能进行这项操作。'),
    );
    return organization;
  }

  /** R14. @throws Fault forbidden `organization_not_linked` */
  requireLinked(organization: Pick<Organization, 'linkState'>): void {
    ensure(
      organization.linkState !== 'UNLINKED',
      forbidden(
        'organization_not_linked',
        '这个组织来自原系统，关联以后才能发布活动、查看成员。请在电脑上打开“我的账号 → 认领原系统队伍”申请关联，或请所在科协用集体注册信息表（附件1）登记。',
      ),
    );
  }

  maskedPhoneOf(organization: Pick<Organization, 'principalPhone'>): string | null {
    return this.details.maskedPhoneOf(organization);
  }

  /** Keeps `memberCount` in the transaction that changed a membership; also holds the row until it ends. */
  async countMembers(tx: Tx, id: string, change: number): Promise<void> {
    await tx.manager.increment(Organization, { id }, 'memberCount', change);
  }

  /** Keeps `activityCount`; called once per activity, when it is published. */
  async countActivity(tx: Tx, id: string): Promise<void> {
    await tx.manager.increment(Organization, { id }, 'activityCount', 1);
  }
}

const stateChanged = conflict(
  'organization_state_changed',
  '这个组织的状态已经变化，可能已被他人处理，请刷新后再看。',
);

/** @returns the name as shown and as compared (R11). @throws Fault invalid `name_malformed` */
export function readName(raw: string): { name: string; nameKey: string } {
  const nameKey = nameKeyOf(raw);
  ensure(
    nameKey.length >= 2 && nameKey.length <= 100,
    invalid('name_malformed', '组织名称请填写 2 到 50 个字。', { field: 'name' }),
  );
  return { name: displayName(raw), nameKey };
}

/** Turns a name that another organization has into its Fault (R11). */
export const refusingTakenNames = <T>(tx: Tx, write: () => Promise<T>): Promise<T> =>
  refusingDuplicates(
    tx,
    {
      uq_organizations_name: conflict(
        'organization_name_taken',
        '已经有同名的组织。如果就是您的组织，请直接申请加入；否则请换一个名称。',
      ),
      uq_organizations_legacy: conflict('legacy_number_taken', '这个原系统编号已经属于另一个组织，请核对。'),
    },
    write,
  );
