import type { Policy } from '../../config/config';
import type { Organization, OrganizationService, RightsService } from '../organizations';
import type { Actor, RegisteredActor } from '../platform/actor';
import type { Audit } from '../platform/audit';
import { type Clock, HOUR } from '../platform/clock';
import type { Reader, Tx } from '../platform/database';
import { conflict, ensure, forbidden, invalid } from '../platform/fault';
import { areaPrefix, findArea } from '../reference';
import type { DemandReviewForm } from './demand.dto';
import { Demand } from './demand.entity';
import type { DemandService } from './demand.service';

const DUE_AT_ONCE = 100;

/** @returns the prefix of the areas that a CAST unit is responsible for; empty for the whole country */
export function unitAreaPrefix({ areaCode }: Pick<Organization, 'areaCode'>): string {
  const area = findArea(areaCode);
  return area ? areaPrefix(area) : '';
}

/** What a CAST unit decides about the demands of its area: review, and whom to dispatch them to. */
export class DemandCoordinationService {
  constructor(
    private readonly demands: DemandService,
    private readonly organizations: OrganizationService,
    private readonly rights: RightsService,
    private readonly audit: Audit,
    private readonly policy: Policy,
    private readonly clock: Clock,
  ) {}

  /**
   * A demand belongs to the units whose area holds it, the nearest or a higher one, never one beside it.
   *
   * @throws Fault forbidden `out_of_scope`
   */
  async requireScope(reader: Reader, actor: Actor, id: string): Promise<Demand> {
    const demand = await this.demands.findDemand(reader, id);
    const units = await this.rights.officerUnits(reader, actor);
    ensure(
      units.some((unit) => demand.areaCode.startsWith(unitAreaPrefix(unit))),
      forbidden('out_of_scope', '这条需求不在您所在科协的辖区内，请由当地科协处理。'),
    );
    return demand;
  }

  /** Puts it on the board or answers with the reason why not; an open one that finds nobody gets its answer here too (R70). */
  async review(tx: Tx, actor: RegisteredActor, id: string, form: DemandReviewForm): Promise<void> {
    const { decision, reason = null } = form;
    const demand = await this.requireScope(tx, actor, id);
    ensure(
      demand.requesterId !== actor.volunteerId,
      forbidden('own_demand', '不能审核自己发布的需求，请由同事或上一级科协处理。'),
    );
    ensure(
      decision === 'PUBLISH' || reason,
      invalid('reason_required', '请写明原因，需求方会看到。', { field: 'reason' }),
    );
    const by = { by: actor.volunteerId, reason };
    await this.demands.step(tx, decision, id, by, { stateReason: decision === 'REJECT' ? reason : null });
    const event = ({ PUBLISH: 'published', REJECT: 'rejected' } as const)[decision];
    await this.audit.record(tx, actor, `demand.${event}`, id, { reason });
    tx.emit(`demand.${event}`, { demandId: id });
  }

  /** 派单: asks one organization, which has `policy.demandAnswerHours` to answer. Nobody is assigned against their will (R32). */
  async dispatch(tx: Tx, actor: RegisteredActor, id: string, organizationId: string): Promise<void> {
    await this.requireScope(tx, actor, id);
    const organization = await this.organizations.requireActive(tx, organizationId);
    ensure(
      organization.kind === 'ORGANIZATION',
      conflict('organization_inactive', '只能派给科技志愿服务组织，请重新选择。'),
    );
    this.organizations.requireLinked(organization);
    const answerBy = new Date(this.clock.now().getTime() + this.policy.demandAnswerHours * HOUR);
    const by = { by: actor.volunteerId, organizationId };
    const changes = { organizationId, dispatchedBy: actor.volunteerId, answerBy };
    await this.demands.step(tx, 'DISPATCH', id, by, changes);
    await this.audit.record(tx, actor, 'demand.dispatched', id, { organizationId });
    tx.emit('demand.dispatched', { demandId: id, organizationId });
  }

  /** @returns dispatched demands whose time to answer is over, oldest first, a bounded number */
  async listOverdue(reader: Reader): Promise<Demand[]> {
    return reader.manager
      .createQueryBuilder(Demand, 'demand')
      .where('demand.state = :state AND demand.answerBy <= :now', {
        state: 'DISPATCHED',
        now: this.clock.now(),
      })
      .orderBy('demand.answerBy')
      .limit(DUE_AT_ONCE)
      .getMany();
  }

  /** R71: nobody answered in time, so it returns to the pool. Its answer may just have come: then nothing changes. */
  async timeOut(tx: Tx, { id, organizationId, answerBy }: Demand): Promise<void> {
    const back = { organizationId: null, answerBy: null };
    const by = { by: null, organizationId };
    await this.demands.step(tx, 'TIME_OUT', id, by, back, { answerBy });
    tx.emit('demand.returned', { demandId: id, organizationId: organizationId!, cause: 'TIME_OUT' });
  }
}
