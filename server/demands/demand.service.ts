import { In, IsNull } from 'typeorm';
import type { Policy } from '../../config/config';
import type { Actor } from '../platform/actor';
import type { Clock } from '../platform/clock';
import type { PersonalData } from '../platform/crypto/personal-data';
import { changeExactlyOne, lockRow, type Reader, type Tx } from '../platform/database';
import { conflict, ensure, forbidden, missing } from '../platform/fault';
import { newId, newPublicNumber } from '../platform/ids';
import { Volunteer } from '../volunteers';
import type { DemandForm } from './demand.dto';
import { Demand } from './demand.entity';
import { type DemandStep, faultOfDemand, refusalOf, TRANSITIONS, UNANSWERED } from './demand.rules';
import { DemandTrail } from './demand-step.entity';

/** Who makes a step, about which organization, and why. */
export interface Stepping {
  by: string | null;
  organizationId?: string | null;
  reason?: string | null;
}

/** Demands as their requesters go about them, and the steps that everybody makes (R70). */
export class DemandService {
  constructor(
    private readonly personalData: PersonalData,
    private readonly policy: Policy,
    private readonly clock: Clock,
  ) {}

  /**
   * Posts a demand for a requesting body, once however often a bad network makes the form be sent.
   *
   * @throws Fault forbidden `not_registered` | `not_verified`; conflict `too_many_demands`
   */
  async submit(tx: Tx, actor: Actor, { key, ...form }: DemandForm): Promise<Demand> {
    const requester = actor.volunteerId && (await lockRow(tx, Volunteer, actor.volunteerId));
    ensure(requester, forbidden('not_registered', '请先注册成为科技志愿者，再代表单位发布需求。'));
    ensure(
      requester.state === 'VERIFIED',
      forbidden('not_verified', '您的实名认证还没有完成或已停用，完成认证后可以发布需求。'),
    );
    const attemptKey = key ?? null;
    const before =
      attemptKey && (await tx.manager.findOneBy(Demand, { requesterId: requester.id, attemptKey }));
    if (before) return before;
    const now = this.clock.now();
    const fault = faultOfDemand(form, now);
    if (fault) throw fault;
    const waiting = await tx.manager.countBy(Demand, {
      requesterId: requester.id,
      state: In([...UNANSWERED]),
    });
    ensure(
      waiting < this.policy.maxOpenDemands,
      conflict(
        'too_many_demands',
        `您已有 ${waiting} 条需求还在等待对接，等其中一条有了结果，或撤回一条后再发布。`,
      ),
    );
    const demand: Demand = {
      ...form,
      id: newId(),
      number: newPublicNumber('D'),
      requesterId: requester.id,
      attemptKey,
      contactPhone: this.personalData.encrypt('phone', form.contactPhone),
      discipline: form.discipline ?? null,
      state: 'SUBMITTED',
      stateReason: null,
      organizationId: null,
      dispatchedBy: null,
      answerBy: null,
      activityId: null,
      rating: null,
      ratingComment: null,
      createdAt: now,
    };
    await tx.manager.insert(Demand, demand);
    await this.note(tx, demand.id, 'SUBMIT', { by: requester.id });
    return demand;
  }

  /** The requester takes it back, as long as no activity is published for it. */
  async withdraw(tx: Tx, actor: Actor, id: string, reason: string): Promise<void> {
    const demand = await this.findOwn(tx, actor, id);
    const { organizationId } = demand;
    // Whoever was read to have it is to be told, so it must still be theirs.
    const condition = { organizationId: organizationId ?? IsNull() };
    const by = { by: actor.volunteerId, organizationId, reason };
    await this.step(tx, 'WITHDRAW', id, by, { stateReason: reason }, condition);
    tx.emit('demand.withdrawn', { demandId: id, organizationId });
  }

  /** The requester rates the service, once (评单). */
  async rate(tx: Tx, actor: Actor, id: string, rating: number, comment: string | null): Promise<void> {
    const { organizationId } = await this.findOwn(tx, actor, id);
    const by = { by: actor.volunteerId, organizationId, reason: comment };
    await this.step(tx, 'RATE', id, by, { rating, ratingComment: comment });
    tx.emit('demand.rated', { demandId: id, organizationId: organizationId! });
  }

  /** Makes a step along the transitions and notes it; the database decides whether the demand still is where it starts. */
  async step(
    tx: Tx,
    step: Exclude<DemandStep, 'SUBMIT'>,
    id: string,
    stepping: Stepping,
    changes: Partial<Demand> = {},
    condition: Partial<Record<keyof Demand, unknown>> = {},
  ): Promise<void> {
    const { from, to } = TRANSITIONS[step];
    await changeExactlyOne(
      tx,
      Demand,
      { id, state: In([...from]), ...condition },
      { ...changes, state: to },
      () => refusalOf(step),
    );
    await this.note(tx, id, step, stepping);
  }

  private async note(
    { manager }: Tx,
    demandId: string,
    step: DemandStep,
    { by, organizationId = null, reason = null }: Stepping,
  ): Promise<void> {
    const at = this.clock.now();
    await manager.insert(DemandTrail, {
      id: newId(),
      demandId,
      step,
      organizationId,
      volunteerId: by,
      reason,
      at,
    });
  }

  /** @throws Fault missing `demand_not_found` */
  async findDemand(reader: Reader, id: string): Promise<Demand> {
    const demand = await reader.manager.findOneBy(Demand, { id });
    ensure(demand, missing('demand_not_found', '没有找到这条需求，它可能已经撤回。'));
    return demand;
  }

  /** @throws Fault missing `demand_not_found`, also for somebody else's */
  async findOwn(reader: Reader, { volunteerId }: Actor, id: string): Promise<Demand> {
    const demand = await this.findDemand(reader, id);
    ensure(
      volunteerId !== null && demand.requesterId === volunteerId,
      missing('demand_not_found', '没有找到这条需求，它可能已经撤回。'),
    );
    return demand;
  }

  /** @returns what was done about a demand, oldest first */
  async listTrail(reader: Reader, demandId: string): Promise<DemandTrail[]> {
    return reader.manager.find(DemandTrail, { where: { demandId }, order: { id: 'ASC' }, take: 200 });
  }

  /** Decrypted for masking or for the organization that accepted; never log it. */
  plainPhone(demand: Pick<Demand, 'contactPhone'>): string {
    return this.personalData.decrypt('phone', demand.contactPhone);
  }
}
