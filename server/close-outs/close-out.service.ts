import { IsNull } from 'typeorm';
import type { Policy } from '../../config/config';
import { Activity, type ActivityService, OPEN_TO_PUBLIC, phaseOf } from '../activities';
import type { OrganizationService, RightsService } from '../organizations';
import type { Actor, RegisteredActor } from '../platform/actor';
import type { Audit } from '../platform/audit';
import { type Clock, DAY } from '../platform/clock';
import { changeExactlyOne, type Reader, type Tx } from '../platform/database';
import { conflict, ensure, missing } from '../platform/fault';
import { newId } from '../platform/ids';
import { Recap } from '../recaps';
import type { AbsenceService } from '../signups';
import { countFigures, countUnsettled, withoutCheckIn } from './close-out.counts';
import type { CloseOutCorrectionForm, CloseOutForm } from './close-out.dto';
import { CloseOut } from './close-out.entity';
import { type Blocker, blockersOf, type CloseOutFigures } from './close-out.rules';

/** Absences that one transaction notes, and activities that one run of the schedule reminds of. */
const AT_ONCE = 200;
/** What ended longer ago is not reminded of. */
const FORGOTTEN_DAYS = 60;

interface Needs {
  activities: ActivityService;
  absences: AbsenceService;
  organizations: OrganizationService;
  rights: RightsService;
  audit: Audit;
  policy: Policy;
  clock: Clock;
}

export interface CloseOutState {
  activity: Activity;
  figures: CloseOutFigures;
  blockers: Blocker[];
  recap: Pick<Recap, 'id' | 'state' | 'peopleServed'> | null;
  closeOut: CloseOut | null;
  ended: boolean;
}

/** 结项: an ended activity is settled by those who run it, with what it came to. */
export class CloseOutService {
  constructor(private readonly needs: Needs) {}

  /** @throws Fault missing `activity_not_found` | forbidden `not_organizer` */
  async find(reader: Reader, actor: RegisteredActor, activityId: string): Promise<CloseOutState> {
    return this.stateOf(reader, await this.requireOrganized(reader, actor, activityId));
  }

  /**
   * The same for a unit above the organization, to be read.
   *
   * @throws Fault missing `activity_not_found` | forbidden `out_of_scope`
   */
  async findInScope(reader: Reader, actor: Actor, activityId: string): Promise<CloseOutState> {
    const activity = await this.needs.activities.findActivity(reader, activityId);
    const organization = await this.needs.organizations.findOrganization(reader, activity.organizationId);
    await this.needs.rights.requireScope(reader, actor, organization);
    return this.stateOf(reader, activity);
  }

  /** What everybody may read of it. @returns null before the closing; @throws Fault missing `activity_not_found` */
  async findPublic(reader: Reader, activityId: string): Promise<CloseOut | null> {
    const activity = await this.needs.activities.findActivity(reader, activityId);
    ensure(
      OPEN_TO_PUBLIC.includes(activity.state),
      missing('activity_not_found', '没有找到这个活动，它可能已经下架。'),
    );
    return findDone(reader, activityId);
  }

  private async stateOf(reader: Reader, activity: Activity): Promise<CloseOutState> {
    const activityId = activity.id;
    return {
      activity,
      figures: await countFigures(reader, activityId),
      blockers: blockersOf(await countUnsettled(reader, activityId)),
      recap: await reader.manager.findOneBy(Recap, { openKey: activityId }),
      closeOut: await reader.manager.findOneBy(CloseOut, { activityId }),
      ended: phaseOf(activity, this.needs.clock.now()) === 'ended',
    };
  }

  /**
   * Notes as not there who is confirmed and never checked in, a chunk at a time; each is told and can say why.
   *
   * @returns how many were noted, and how many are left
   * @throws Fault conflict `activity_not_ended`
   */
  async noteAbsences(tx: Tx, actor: RegisteredActor, activityId: string) {
    const activity = await this.requireOrganized(tx, actor, activityId);
    ensure(
      phaseOf(activity, this.needs.clock.now()) === 'ended',
      conflict('activity_not_ended', '活动还没有结束，结束后可以登记未到场。'),
    );
    const absent = await withoutCheckIn(tx, activityId).orderBy('signUp.id').take(AT_ONCE).getMany();
    const noted = await this.needs.absences.noteAll(tx, absent);
    return { noted, left: await withoutCheckIn(tx, activityId).getCount() };
  }

  /** @throws Fault conflict `activity_not_ended` | `close_out_blocked` (with `detail.blockers`) */
  async close(
    tx: Tx,
    actor: RegisteredActor,
    activityId: string,
    { peopleServed, note = null }: CloseOutForm,
  ): Promise<void> {
    await this.needs.activities.close(tx, actor, activityId);
    const { activity, figures, blockers } = await this.find(tx, actor, activityId);
    const [first] = blockers.filter(({ blocking }) => blocking);
    ensure(!first, () => conflict('close_out_blocked', `还不能结项：${first!.message}`, { blockers }));
    const done = {
      peopleServed,
      note,
      figures,
      closedBy: actor.volunteerId,
      closedAt: this.needs.clock.now(),
    };
    const { affected } = await tx.manager.update(CloseOut, { activityId }, done);
    if (affected === 0) await tx.manager.insert(CloseOut, { ...rowOf(activity), ...done });
  }

  /**
   * Corrects what was said at the closing; the statistics follow. What it was before, and who changed it, is in the
   * audit log (R64).
   *
   * @throws Fault missing `close_out_not_found` | conflict `close_out_changed`
   */
  async correct(
    tx: Tx,
    actor: RegisteredActor,
    activityId: string,
    form: CloseOutCorrectionForm,
  ): Promise<void> {
    const { organizationId } = await this.requireOrganized(tx, actor, activityId);
    const known = await findDone(tx, activityId);
    ensure(known, missing('close_out_not_found', '这次活动还没有结项，结项以后才能更正。'));
    const { peopleServed, note = null, reason } = form;
    const { id, correctedAt } = known;
    await changeExactlyOne(
      tx,
      CloseOut,
      // The audit log says what it was: nobody may have changed it meanwhile.
      { id, peopleServed: known.peopleServed, correctedAt: correctedAt ?? IsNull() },
      { peopleServed, note, correctedAt: this.needs.clock.now(), correctionReason: reason },
      () => conflict('close_out_changed', '结项的数字刚刚被别人更正过，请刷新后再看。'),
    );
    const detail = { organizationId, from: known.peopleServed, to: peopleServed, reason };
    await this.needs.audit.record(tx, actor, 'close-out.corrected', activityId, detail);
    tx.emit('close-out.corrected', { activityId });
  }

  /** Reminds of what ended some days ago (`policy.closeOutReminderDays`), once. @returns how many; a full batch means more */
  async remindDue(tx: Tx): Promise<number> {
    const { clock, policy } = this.needs;
    const now = clock.now();
    const daysAgo = (days: number) => new Date(now.getTime() - days * DAY);
    const known = tx.manager.createQueryBuilder(CloseOut, 'closeOut').select('closeOut.activityId');
    const due = await tx.manager
      .createQueryBuilder(Activity, 'activity')
      .where("activity.state = 'PUBLISHED' AND activity.endsAt <= :ended AND activity.endsAt > :recent", {
        ended: daysAgo(policy.closeOutReminderDays),
        recent: daysAgo(policy.closeOutReminderDays + FORGOTTEN_DAYS),
      })
      .andWhere(`activity.id NOT IN (${known.getQuery()})`)
      .take(AT_ONCE)
      .getMany();
    for (const activity of due) {
      // The key of the activity lets only one process remind.
      await tx.manager.insert(CloseOut, { ...rowOf(activity), remindedAt: now });
      tx.emit('close-out.due', { activityId: activity.id });
    }
    return due.length;
  }

  private async requireOrganized(reader: Reader, actor: RegisteredActor, id: string): Promise<Activity> {
    const activity = await this.needs.activities.findActivity(reader, id);
    await this.needs.activities.requireOrganizer(reader, actor, activity);
    return activity;
  }
}

/** @returns null when it is not closed out; the row may be there for its reminder alone */
async function findDone({ manager }: Reader, activityId: string): Promise<CloseOut | null> {
  const row = await manager.findOneBy(CloseOut, { activityId });
  return row?.closedAt ? row : null;
}

const rowOf = ({ id, organizationId }: Activity): CloseOut => ({
  id: newId(),
  activityId: id,
  organizationId,
  remindedAt: null,
  peopleServed: null,
  note: null,
  figures: null,
  closedBy: null,
  closedAt: null,
  correctedAt: null,
  correctionReason: null,
});
