import type { RegisteredActor } from '../platform/actor';
import type { Audit } from '../platform/audit';
import type { Clock } from '../platform/clock';
import { changeExactlyOne, type Reader, refusingDuplicates, type Tx } from '../platform/database';
import { conflict, ensure, forbidden, invalid, missing } from '../platform/fault';
import { newId } from '../platform/ids';
import type { ChangeDecisionForm, ChangeForm } from './change.dto';
import { OrganizationChange } from './change.entity';
import { changeClosed, faultOfAnswers, targetOf } from './change.rules';
import type { ChangeEffects } from './change-effects';
import type { Organization } from './organization.entity';
import type { OrganizationService } from './organization.service';
import type { RightsService } from './rights.service';

/** Requests to change an organization, each decided by somebody else than who asked (R10, R15). */
export class ChangeService {
  constructor(
    private readonly organizations: OrganizationService,
    private readonly effects: ChangeEffects,
    private readonly rights: RightsService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Asks for a change, as an admin of the organization or an officer of a unit above it. What could not be done now is
   * refused at once; it is checked again when it is decided.
   */
  async request(
    tx: Tx,
    actor: RegisteredActor,
    organizationId: string,
    form: ChangeForm,
  ): Promise<OrganizationChange> {
    const organization = await this.organizations.findOrganization(tx, organizationId);
    await this.requireRequester(tx, actor, organization);
    ensure(
      ['ACTIVE', 'SUSPENDED'].includes(organization.state),
      conflict('organization_inactive', '这个组织还没有通过审核或已注销，不能申请变更。'),
    );
    ensure(
      (organization.kind === 'CAST_UNIT') === (form.kind === 'MOVE_UNIT'),
      invalid('change_not_of_kind', '科协只能变更上级，组织不能按科协变更，请重新选择。', { field: 'kind' }),
    );
    const answers = { ...form, proofs: form.proofs ?? [] };
    const fault = faultOfAnswers(answers);
    if (fault) throw fault;
    const target = targetOf(answers);
    const change: OrganizationChange = {
      id: newId(),
      organizationId,
      kind: form.kind,
      openKey: `${form.kind}:${organizationId}`,
      target,
      ...(await this.effects.foresee(tx, organization, target)),
      reason: form.reason,
      proofs: [...new Set(answers.proofs)],
      state: 'PENDING',
      stateReason: null,
      requestedBy: actor.volunteerId,
      requestedAt: this.clock.now(),
      decidedBy: null,
      decidedAt: null,
    };
    await refusingDuplicates(
      tx,
      {
        uq_organization_changes_open: conflict(
          'change_already_open',
          '这个组织已有一份同类的变更申请在审核，处理或撤回后可以再申请。',
        ),
      },
      () => tx.manager.insert(OrganizationChange, change),
    );
    tx.emit('organization-change.requested', { changeId: change.id, organizationId });
    return change;
  }

  /** An admin of the organization or an officer above it; of a CAST unit an officer above it or the platform's admin. */
  private async requireRequester(
    reader: Reader,
    actor: RegisteredActor,
    organization: Organization,
  ): Promise<void> {
    const insider =
      organization.kind === 'CAST_UNIT'
        ? await this.rights.holds(reader, actor, 'PLATFORM_ADMIN')
        : await this.rights.isAdministrator(reader, actor, organization.id);
    if (!insider) await this.rights.requireAbove(reader, actor, organization);
  }

  /** Approves, which makes the change at once, or returns with a reason. */
  async decide(tx: Tx, actor: RegisteredActor, id: string, verdict: ChangeDecisionForm): Promise<void> {
    const { decision, reason = null } = verdict;
    ensure(
      decision === 'APPROVE' || reason,
      invalid('reason_required', '请写明退回的原因，申请人会看到并据此修改。'),
    );
    const change = await this.findChange(tx, id);
    await this.requireDecider(tx, actor, change);
    await this.close(tx, id, {
      state: decision === 'APPROVE' ? 'APPROVED' : 'RETURNED',
      stateReason: reason,
      decidedBy: actor.volunteerId,
    });
    if (decision === 'APPROVE') await this.effects.apply(tx, actor, change);
    const outcome = decision === 'APPROVE' ? 'approved' : 'returned';
    const { organizationId, kind } = change;
    await this.audit.record(tx, actor, `organization-change.${outcome}`, organizationId, {
      changeId: id,
      kind,
      reason,
    });
    tx.emit('organization-change.decided', { changeId: id, organizationId });
  }

  private async requireDecider(tx: Tx, actor: RegisteredActor, change: OrganizationChange): Promise<void> {
    const { organizationId } = change;
    const organization = await this.organizations.findOrganization(tx, organizationId);
    const isUnit = organization.kind === 'CAST_UNIT';
    if (!isUnit) await this.rights.requireReviewer(tx, actor, organization);
    if (!isUnit || !(await this.rights.holds(tx, actor, 'PLATFORM_ADMIN'))) {
      const deciders = await this.effects.deciders(tx, organization, change.target);
      await this.rights.requireOfficerAmong(tx, actor, deciders);
    }
    ensure(
      change.requestedBy !== actor.volunteerId,
      forbidden('own_request', '不能审核自己提出的变更，请由同事或上一级科协处理。'),
    );
    await this.rights.requireOutsider(tx, actor, organizationId);
    if (change.target.kind === 'MERGE') await this.rights.requireOutsider(tx, actor, change.target.intoId);
  }

  /** Who asked takes it back; so may every admin of the organization. */
  async withdraw(tx: Tx, actor: RegisteredActor, id: string): Promise<void> {
    const change = await this.findChange(tx, id);
    ensure(
      change.requestedBy === actor.volunteerId ||
        (await this.rights.isAdministrator(tx, actor, change.organizationId)),
      forbidden('not_requester', '只有申请人和组织管理员可以撤回这项申请。'),
    );
    await this.close(tx, id, { state: 'WITHDRAWN' });
  }

  private close = (tx: Tx, id: string, changes: Partial<OrganizationChange>): Promise<void> =>
    changeExactlyOne(
      tx,
      OrganizationChange,
      { id, state: 'PENDING' },
      { ...changes, openKey: null, decidedAt: this.clock.now() },
      changeClosed,
    );

  /** @throws Fault missing `change_not_found` */
  async findChange(reader: Reader, id: string): Promise<OrganizationChange> {
    const change = await reader.manager.findOneBy(OrganizationChange, { id });
    ensure(change, missing('change_not_found', '没有找到这项变更申请，请刷新后再看。'));
    return change;
  }
}
