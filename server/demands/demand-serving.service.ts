import type { Activity } from '../activities';
import type { MembershipService } from '../memberships';
import type { OrganizationService } from '../organizations';
import type { RegisteredActor } from '../platform/actor';
import type { Audit } from '../platform/audit';
import type { Tx } from '../platform/database';
import { conflict, ensure, forbidden, invalid } from '../platform/fault';
import { Demand } from './demand.entity';
import type { DemandService } from './demand.service';

/** What an organization does about demands: takes or answers them, and serves them by an activity. */
export class DemandServingService {
  constructor(
    private readonly demands: DemandService,
    private readonly organizations: OrganizationService,
    private readonly memberships: MembershipService,
    private readonly audit: Audit,
  ) {}

  /** 接单: takes an open one. Of two organizations at once the database lets one (conflict `demand_state_changed`). */
  async take(tx: Tx, actor: RegisteredActor, organizationId: string, id: string): Promise<void> {
    await this.requireServing(tx, actor, organizationId);
    const by = { by: actor.volunteerId, organizationId };
    await this.demands.step(tx, 'TAKE', id, by, { organizationId, dispatchedBy: null });
    tx.emit('demand.accepted', { demandId: id, organizationId });
  }

  /** Answers yes to a dispatch. */
  async accept(tx: Tx, actor: RegisteredActor, organizationId: string, id: string): Promise<void> {
    await this.requireServing(tx, actor, organizationId);
    const by = { by: actor.volunteerId, organizationId };
    await this.demands.step(tx, 'ACCEPT', id, by, { answerBy: null }, { organizationId });
    tx.emit('demand.accepted', { demandId: id, organizationId });
  }

  /** Answers no to a dispatch, or gives an accepted one back, with the reason; it returns to the pool. */
  async giveBack(
    tx: Tx,
    actor: RegisteredActor,
    organizationId: string,
    id: string,
    { cause, reason }: { cause: 'DECLINE' | 'RELEASE'; reason: string },
  ): Promise<void> {
    await this.memberships.requireAdmin(tx, actor, organizationId);
    const by = { by: actor.volunteerId, organizationId, reason };
    const back = { organizationId: null, answerBy: null };
    await this.demands.step(tx, cause, id, by, back, { organizationId });
    tx.emit('demand.returned', { demandId: id, organizationId, cause });
  }

  /** The contact in plain, for the organization that accepted; the look is in the audit log (R60). */
  async openContact(
    tx: Tx,
    actor: RegisteredActor,
    organizationId: string,
    id: string,
  ): Promise<{ name: string; phone: string }> {
    await this.memberships.requireAdmin(tx, actor, organizationId);
    const demand = await this.demands.findDemand(tx, id);
    ensure(
      demand.organizationId === organizationId && ['ACCEPTED', 'IN_SERVICE'].includes(demand.state),
      forbidden('demand_not_yours', '接单后、服务结束前可以查看需求方的联系方式。'),
    );
    await this.audit.record(tx, actor, 'demand.contact-opened', id, { organizationId, reason: '安排服务' });
    return { name: demand.contactName, phone: this.demands.plainPhone(demand) };
  }

  /**
   * An activity may answer what its organization accepted.
   *
   * @throws Fault invalid `demand_not_found`; conflict `demand_not_accepted`
   */
  async requireAnswerable(tx: Tx, id: string, organizationId: string): Promise<void> {
    const demand = await tx.manager.findOneBy(Demand, { id });
    ensure(
      demand && demand.organizationId === organizationId,
      invalid('demand_not_found', '本组织没有接下这条需求，请重新选择。', { field: 'demandId' }),
    );
    ensure(
      ['ACCEPTED', 'IN_SERVICE'].includes(demand.state),
      conflict('demand_not_accepted', '请先接下这条需求，再为它安排活动。'),
    );
  }

  /** An activity for it was published. One that is already served by another activity stays with that. */
  async begin(tx: Tx, { id, demandId, organizationId }: Activity): Promise<void> {
    const demand = demandId ? await tx.manager.findOneBy(Demand, { id: demandId }) : null;
    if (demand?.state !== 'ACCEPTED' || demand.organizationId !== organizationId) return;
    const by = { by: null, organizationId };
    await this.demands.step(tx, 'BEGIN', demand.id, by, { activityId: id }, { organizationId });
    tx.emit('demand.in-service', { demandId: demand.id, organizationId });
  }

  /** Its activity was cancelled or taken down: the organization still has it and may plan another. */
  async callOff(tx: Tx, activity: Activity): Promise<void> {
    const demand = await this.servedBy(tx, activity);
    if (!demand) return;
    const by = { by: null, organizationId: demand.organizationId, reason: activity.stateReason };
    await this.demands.step(tx, 'CALL_OFF', demand.id, by, { activityId: null }, { activityId: activity.id });
  }

  /** Its activity was closed: the requester may rate. */
  async complete(tx: Tx, activity: Activity): Promise<void> {
    const demand = await this.servedBy(tx, activity);
    if (!demand) return;
    const { organizationId } = activity;
    await this.demands.step(
      tx,
      'COMPLETE',
      demand.id,
      { by: null, organizationId },
      {},
      { activityId: activity.id },
    );
    tx.emit('demand.completed', { demandId: demand.id, organizationId });
  }

  private async servedBy({ manager }: Tx, { id, demandId }: Activity): Promise<Demand | null> {
    if (!demandId) return null;
    return manager.findOneBy(Demand, { id: demandId, activityId: id, state: 'IN_SERVICE' });
  }

  private async requireServing(tx: Tx, actor: RegisteredActor, organizationId: string): Promise<void> {
    await this.memberships.requireAdmin(tx, actor, organizationId);
    this.organizations.requireLinked(await this.organizations.requireActive(tx, organizationId));
  }
}
