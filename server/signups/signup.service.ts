import { In } from 'typeorm';
import type { ActivityService, Reason } from '../activities';
import type { Actor } from '../platform/actor';
import type { Clock } from '../platform/clock';
import { lockRow, type Reader, type Tx } from '../platform/database';
import { conflict, ensure, missing } from '../platform/fault';
import { Volunteer, type VolunteerService } from '../volunteers';
import { ApplicantRecords } from './applicant-records';
import { type Ineligibility, ineligibilities } from './eligibility.rules';
import type { GroupCommit } from './group-commit';
import type { SignUpForm } from './signup.dto';
import { SignUp } from './signup.entity';
import { openKeyOf } from './signup.rules';
import type { SignUpWriter } from './signup.writer';
import type { Application } from './signup-batch';

const CHUNK = 200;

/** Signing up and cancelling (R30–R32). */
export class SignUpService {
  constructor(
    private readonly applications: GroupCommit<Application, SignUp>,
    private readonly writer: SignUpWriter,
    private readonly activities: ActivityService,
    private readonly volunteers: VolunteerService,
    private readonly clock: Clock,
  ) {}

  /**
   * Signs the actor up, or answers with the sign-up that they have already: tapping twice is no error. Opens its
   * transaction itself, together with everybody who taps at the same moment (decision 0011).
   *
   * @throws Fault with the code of the first reason, all of them in `detail.reasons`
   */
  async signUp(actor: Actor, activityId: string, form: SignUpForm): Promise<SignUp> {
    return this.applications.submit({ volunteerId: actor.volunteerId, activityId, form });
  }

  /** @returns every reason why the actor cannot sign up, literally, and the sign-up that they have already (R30) */
  async eligibility(
    reader: Reader,
    actor: Actor,
    activityId: string,
  ): Promise<{ reasons: Reason<Ineligibility>[]; signUp: SignUp | null }> {
    const activity = await this.activities.findActivity(reader, activityId);
    const now = this.clock.now();
    if (!actor.volunteerId) return { reasons: ineligibilities(activity, 'unregistered', now), signUp: null };
    const volunteer = await this.volunteers.findVolunteer(reader, actor.volunteerId);
    const records = await ApplicantRecords.read(reader, [{ volunteer, activity }]);
    const signUp = records.openSignUp(activityId, volunteer.id);
    if (signUp) return { reasons: [], signUp };
    return { reasons: ineligibilities(activity, records.applicant(volunteer, activity), now), signUp };
  }

  /** Cancels the actor's own sign-up until the activity starts. Tapping twice answers the same. */
  async cancel(tx: Tx, actor: Actor, id: string, reason: string): Promise<SignUp> {
    // The same lock order as in signing up, so that the two never wait for each other in a circle.
    if (actor.volunteerId) await lockRow(tx, Volunteer, actor.volunteerId);
    const signUp = await tx.manager.findOneBy(SignUp, { id });
    ensure(
      signUp && signUp.volunteerId === actor.volunteerId,
      missing('signup_not_found', '没有找到这次报名，请在“我的报名”里查看。'),
    );
    if (signUp.state === 'CANCELLED') return signUp;
    const activity = await this.activities.findActivity(tx, signUp.activityId);
    ensure(
      activity.startsAt > this.clock.now(),
      conflict('activity_begun', '活动已经开始，不能再取消。如果无法参加，请联系活动负责人。'),
    );
    return this.writer.cancel(tx, signUp, reason);
  }

  /** Cancels one chunk of the sign-ups of an activity that will not take place; asks for the next by an event. */
  async cancelForActivity(tx: Tx, activityId: string): Promise<void> {
    const { stateReason } = await this.activities.findActivity(tx, activityId);
    const touched = await this.writer.cancelOfActivity(tx, activityId, stateReason ?? '', CHUNK);
    if (touched === CHUNK) tx.emit('signups.partly-cancelled', { activityId });
  }

  /** The volunteer was there. Repeating it changes nothing. */
  async markAttended(tx: Tx, signUpId: string): Promise<void> {
    await this.writer.attend(tx, signUpId);
  }

  /** @returns the volunteer's sign-up if it is CONFIRMED */
  async findConfirmed(reader: Reader, activityId: string, volunteerId: string): Promise<SignUp | null> {
    return reader.manager.findOneBy(SignUp, {
      openKey: openKeyOf(activityId, volunteerId),
      state: 'CONFIRMED',
    });
  }

  /** @returns the volunteer's sign-up unless it was cancelled: CONFIRMED or ATTENDED */
  async findOpen(reader: Reader, activityId: string, volunteerId: string): Promise<SignUp | null> {
    return reader.manager.findOneBy(SignUp, { openKey: openKeyOf(activityId, volunteerId) });
  }

  /** @returns ids of all who have a place: CONFIRMED or ATTENDED */
  async listConfirmedVolunteerIds(reader: Reader, activityId: string): Promise<string[]> {
    const rows = await reader.manager.find(SignUp, {
      where: { activityId, state: In(['CONFIRMED', 'ATTENDED']) },
      select: { id: true, volunteerId: true },
      order: { id: 'ASC' },
    });
    return rows.map(({ volunteerId }) => volunteerId);
  }
}
