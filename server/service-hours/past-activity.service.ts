import { In } from 'typeorm';
import type { ActivityService } from '../activities';
import type { MembershipService } from '../memberships';
import { Organization, type OrganizationService, type RightsService } from '../organizations';
import type { Actor, RegisteredActor } from '../platform/actor';
import type { Audit } from '../platform/audit';
import type { Clock } from '../platform/clock';
import { changeExactlyOne, lockRow, lockRows, type Reader, type Tx } from '../platform/database';
import { conflict, ensure, forbidden, invalid, missing } from '../platform/fault';
import { newId } from '../platform/ids';
import { Volunteer, type VolunteerService } from '../volunteers';
import { ensureServed } from './attendance.rules';
import type { PastActivityForm, PastActivityReviewForm } from './past-activity.dto';
import { PastActivity, type PastActivityState, type PastService } from './past-activity.entity';
import type { ServiceRecordService } from './service-record.service';

interface Needs {
  activities: ActivityService;
  memberships: MembershipService;
  organizations: OrganizationService;
  rights: RightsService;
  volunteers: VolunteerService;
  records: ServiceRecordService;
  audit: Audit;
  clock: Clock;
}

const STATES = { RETURN: 'RETURNED', REJECT: 'REJECTED' } as const;
/** What the organization may still correct and hand in again. */
const CORRECTABLE: PastActivityState[] = ['RETURNED', 'WITHDRAWN'];
const notFound = () => missing('past_activity_not_found', '没有找到这次补录，请刷新列表。');
const changed = () => conflict('past_activity_decided', '这次补录已经处理过了，请刷新后再看。');

/** 补录 of activities that took place outside the platform: proof, a second person above, a longer publicity (R25, R39). */
export class PastActivityService {
  constructor(private readonly needs: Needs) {}

  /** The same `key` again answers the same entry. @throws Fault that says what does not fit (R36) */
  async enter(tx: Tx, actor: RegisteredActor, organizationId: string, form: PastActivityForm) {
    const { clock, memberships, organizations } = this.needs;
    // Of one organization one is entered at a time, so that the second of two sendings finds the first.
    await lockRow(tx, Organization, organizationId);
    await memberships.requireAdmin(tx, actor, organizationId);
    organizations.requireLinked(await organizations.requireActive(tx, organizationId));
    const attemptKey = form.key ?? null;
    const before = attemptKey && (await tx.manager.findOneBy(PastActivity, { organizationId, attemptKey }));
    if (before) return before;
    const past: PastActivity = {
      id: newId(),
      organizationId,
      ...(await this.contentOf(tx, actor, organizationId, form)),
      version: 1,
      attemptKey,
      correctionKey: null,
      withdrawalKey: null,
      state: 'PENDING',
      stateReason: null,
      enteredBy: actor.volunteerId,
      decidedBy: null,
      decidedAt: null,
      activityId: null,
      createdAt: clock.now(),
    };
    await tx.manager.insert(PastActivity, past);
    return past;
  }

  /**
   * Corrects what was returned or withdrawn and hands it in again; the same `key` again answers the entry as it stands.
   *
   * @throws Fault conflict `past_activity_decided`
   */
  async resubmit(tx: Tx, actor: RegisteredActor, id: string, form: PastActivityForm): Promise<PastActivity> {
    const past = await this.lock(tx, id);
    await this.needs.memberships.requireAdmin(tx, actor, past.organizationId);
    const correctionKey = form.key ?? null;
    if (correctionKey && correctionKey === past.correctionKey) return past;
    const changes = {
      ...(await this.contentOf(tx, actor, past.organizationId, form)),
      state: 'PENDING' as const,
      enteredBy: actor.volunteerId,
      version: past.version + 1,
      correctionKey,
    };
    const correctable = { id, version: past.version, state: In(CORRECTABLE) };
    await changeExactlyOne(tx, PastActivity, correctable, changes, changed);
    return { ...past, ...changes };
  }

  /**
   * Takes back what nobody has decided on; it may be corrected and handed in again. The same `key` again takes back
   * nothing that was handed in since.
   *
   * @throws Fault conflict `past_activity_decided`
   */
  async withdraw(tx: Tx, actor: RegisteredActor, id: string, key: string | null): Promise<void> {
    const past = await this.lock(tx, id);
    const { organizationId } = past;
    await this.needs.memberships.requireAdmin(tx, actor, organizationId);
    if (key && key === past.withdrawalKey) return;
    const open = { id, state: In(['PENDING', 'RETURNED']) };
    await changeExactlyOne(tx, PastActivity, open, { state: 'WITHDRAWN', withdrawalKey: key }, changed);
    await this.needs.audit.record(tx, actor, 'past-activity.withdrawn', id, { organizationId });
  }

  /**
   * A unit above decides. Approved, it becomes a closed activity whose records go into the longer publicity; what would
   * overlap or exceed a day by now is refused as a whole, naming whom.
   *
   * @throws Fault conflict `past_activity_decided`; `past_activity_changed` where the officer has read something else
   */
  async review(tx: Tx, actor: Actor, id: string, form: PastActivityReviewForm): Promise<void> {
    const { audit, clock, organizations, rights } = this.needs;
    const past = await this.lock(tx, id);
    await lockRows(
      tx,
      Volunteer,
      past.people.map(({ volunteerId }) => ({ id: volunteerId })),
    );
    const organization = await organizations.findOrganization(tx, past.organizationId);
    await rights.requireReviewer(tx, actor, organization);
    const involved = [past.enteredBy, ...past.people.map(({ volunteerId }) => volunteerId)];
    ensure(
      actor.volunteerId && !involved.includes(actor.volunteerId),
      forbidden('own_entry', '不能审核自己登记或自己参加的补录，请由另一位工作人员或上一级科协处理。'),
    );
    const { decision, reason = null, version } = form;
    ensure(past.state === 'PENDING', changed());
    ensure(
      past.version === version,
      conflict('past_activity_changed', '这次补录在您打开之后修改过，请刷新，核对新的内容再审核。'),
    );
    ensure(
      decision === 'APPROVE' || reason,
      invalid('reason_required', '请写明原因，登记的人会看到。', { field: 'reason' }),
    );
    const activityId = decision === 'APPROVE' ? await this.record(tx, actor, past) : null;
    const changes = {
      state: decision === 'APPROVE' ? ('APPROVED' as const) : STATES[decision],
      stateReason: reason,
      decidedBy: actor.volunteerId,
      decidedAt: clock.now(),
      activityId,
    };
    await changeExactlyOne(tx, PastActivity, { id: past.id, state: 'PENDING' }, changes, changed);
    tx.emit('past-activity.decided', { pastActivityId: past.id });
    const { organizationId } = past;
    await audit.record(tx, actor, `past-activity.${changes.state.toLowerCase()}`, past.id, {
      organizationId,
      reason,
    });
  }

  private async record(tx: Tx, actor: Actor, past: PastActivity): Promise<string> {
    const { activities, records, volunteers } = this.needs;
    const activity = await activities.enterPast(tx, past, past.people.length);
    const people = await volunteers.findVolunteers(
      tx,
      past.people.map(({ volunteerId }) => volunteerId),
    );
    for (const { volunteerId, startAt, endAt } of past.people) {
      const span = { startAt: new Date(startAt), endAt: new Date(endAt) };
      await records.ensureRoom(tx, volunteerId, span, people.get(volunteerId)?.name ?? '');
      const { id } = await records.add(tx, {
        activity,
        volunteerId,
        checkInId: null,
        span,
        content: past.title,
        source: 'RETROACTIVE',
        recorderId: past.enteredBy,
        proof: past.proof,
      });
      await records.reviewAsUnit(tx, actor, id, { decision: 'APPROVE' });
    }
    return activity.id;
  }

  private async contentOf(
    tx: Tx,
    actor: RegisteredActor,
    organizationId: string,
    { people, position, key: _, ...form }: PastActivityForm,
  ) {
    const span = { startsAt: new Date(form.startsAt), endsAt: new Date(form.endsAt) };
    const now = this.needs.clock.now();
    ensure(
      span.startsAt < span.endsAt && span.endsAt <= now,
      invalid('not_past', '补录的活动要已经结束，结束时间要晚于开始时间。', { field: 'endsAt' }),
    );
    const services: PastService[] = [];
    for (const { volunteerNumber, startAt, endAt } of people) {
      const { id, name } = await this.needs.volunteers.findByNumber(tx, volunteerNumber);
      ensure(id !== actor.volunteerId, forbidden('own_hours', '不能给自己补录时长，请让另一位管理员补录。'));
      ensure(
        await this.needs.memberships.isMember(tx, id, organizationId),
        invalid('not_member', `${volunteerNumber} 不是本组织的成员，请核对编号。`, { field: 'people' }),
      );
      const served = { startAt: new Date(startAt), endAt: new Date(endAt) };
      ensureServed(served, { state: 'CLOSED', ...span }, now, name);
      const overlapping = services.some(
        (each) =>
          each.volunteerId === id &&
          new Date(each.startAt) < served.endAt &&
          served.startAt < new Date(each.endAt),
      );
      ensure(!overlapping, invalid('people_overlap', `${name}的时间有重叠，请核对。`, { field: 'people' }));
      await this.needs.records.ensureRoom(tx, id, served, name);
      services.push({
        volunteerId: id,
        startAt: served.startAt.toISOString(),
        endAt: served.endAt.toISOString(),
      });
    }
    return { ...form, ...span, position: position ?? null, people: services };
  }

  /** @throws Fault missing `past_activity_not_found` */
  async find(reader: Reader, id: string): Promise<PastActivity> {
    const past = await reader.manager.findOneBy(PastActivity, { id });
    ensure(past, notFound());
    return past;
  }

  /** The first statement of a transaction: before its people are locked, in one order for everybody. */
  private async lock(tx: Tx, id: string): Promise<PastActivity> {
    const past = await lockRow(tx, PastActivity, id);
    ensure(past, notFound());
    return past;
  }
}
