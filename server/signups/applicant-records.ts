import { In } from 'typeorm';
import { Activity, type Post } from '../activities';
import { Membership } from '../memberships';
import type { Reader } from '../platform/database';
import type { Volunteer } from '../volunteers';
import type { Applicant } from './eligibility.rules';
import { SignUp } from './signup.entity';
import { openKeyOf } from './signup.rules';

/** What eligibility asks about somebody. */
export type Candidate = Applicant['volunteer'] & Pick<Volunteer, 'id'>;

/** Somebody and what they want to sign up for. */
export interface Pair {
  volunteer: Candidate;
  activity: Activity;
  posts: readonly Post[];
}

type Occasion = Pick<Activity, 'id' | 'title' | 'startsAt' | 'endsAt'>;

/** What eligibility asks about volunteers and activities, read at once for all of them and kept up while they sign up. */
export class ApplicantRecords {
  private readonly open = new Map<string, SignUp>();
  private readonly confirmed = new Map<string, Occasion[]>();
  private readonly members = new Set<string>();

  /** One read or two, whatever the number of pairs. */
  static async read(reader: Reader, pairs: readonly Pair[]): Promise<ApplicantRecords> {
    const records = new ApplicantRecords();
    if (pairs.length === 0) return records;
    const volunteerIds = [...new Set(pairs.map(({ volunteer }) => volunteer.id))];
    await records.readOpen(reader, volunteerIds, pairs);
    await records.readMembers(reader, volunteerIds, pairs);
    return records;
  }

  /** @returns the volunteer's sign-up for the activity unless it ended */
  openSignUp(activityId: string, volunteerId: string): SignUp | null {
    return this.open.get(openKeyOf(activityId, volunteerId)) ?? null;
  }

  applicant(volunteer: Candidate, activity: Activity): Applicant {
    const others = this.confirmed.get(volunteer.id) ?? [];
    const overlapping = others.find((other) => other.id !== activity.id && overlap(other, activity));
    return {
      volunteer,
      member: this.members.has(memberKey(activity.organizationId, volunteer.id)),
      overlapping: overlapping?.title ?? null,
    };
  }

  /** Takes note of a sign-up that is being made, so that what is asked next knows of it. */
  note(signUp: SignUp, activity: Occasion): void {
    this.open.set(openKeyOf(signUp.activityId, signUp.volunteerId), signUp);
    if (signUp.state === 'CONFIRMED') this.noteConfirmed(signUp.volunteerId, activity);
  }

  private noteConfirmed(volunteerId: string, activity: Occasion): void {
    const others = this.confirmed.get(volunteerId);
    if (others) others.push(activity);
    else this.confirmed.set(volunteerId, [activity]);
  }

  /** Open sign-ups of the time in question, those for the activities themselves among them: of a long history most are past. */
  private async readOpen({ manager }: Reader, volunteerIds: string[], pairs: readonly Pair[]) {
    const times = (key: 'startsAt' | 'endsAt') => pairs.map(({ activity }) => activity[key].getTime());
    const found = await manager
      .createQueryBuilder(SignUp, 'signUp')
      // From the few of these people, never from the thousands of a hot activity. (SQLite keeps to it by itself.)
      .useIndex('ix_signups_volunteer')
      .innerJoinAndMapOne('signUp.activity', Activity, 'activity', 'activity.id = signUp.activityId')
      .where('signUp.volunteerId IN (:...volunteerIds) AND signUp.openKey IS NOT NULL', { volunteerIds })
      .andWhere('activity.startsAt < :latest AND activity.endsAt > :earliest', {
        latest: new Date(Math.max(...times('endsAt'))),
        earliest: new Date(Math.min(...times('startsAt'))),
      })
      .getMany();
    for (const { activity, ...signUp } of found as (SignUp & { activity: Activity })[])
      this.note(signUp, activity);
  }

  private async readMembers({ manager }: Reader, volunteerIds: string[], pairs: readonly Pair[]) {
    const closed = pairs.filter(
      ({ activity, posts }) => activity.membersOnly || posts.some(({ membersOnly }) => membersOnly),
    );
    if (closed.length === 0) return;
    const memberships = await manager.findBy(Membership, {
      organizationId: In([...new Set(closed.map(({ activity }) => activity.organizationId))]),
      volunteerId: In(volunteerIds),
      state: 'ACTIVE',
    });
    for (const { organizationId, volunteerId } of memberships)
      this.members.add(memberKey(organizationId, volunteerId));
  }
}

const memberKey = (organizationId: string, volunteerId: string): string => `${organizationId}:${volunteerId}`;

const overlap = (one: Occasion, other: Occasion): boolean =>
  one.startsAt < other.endsAt && one.endsAt > other.startsAt;
