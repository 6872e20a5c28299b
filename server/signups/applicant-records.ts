import { In } from 'typeorm';
import { Activity, type Post } from '../activities';
import { Membership } from '../memberships';
import type { Reader } from '../platform/database';
import type { Volunteer } from '../volunteers';
import type { Applicant } from './eligibility.rules';
import { SignUp } from './signup.entity';
import { openKeyOf } from './signup.rules';

/** Somebody and what they want to sign up for. */
export interface Pair {
  volunteer: Volunteer;
  activity: Activity;
  posts: readonly Post[];
}

type Occasion = Pick<Activity, 'id' | 'title' | 'startsAt' | 'endsAt'>;

/** What eligibility asks about volunteers and activities, read at once for all of them and kept up while they sign up. */
export class ApplicantRecords {
  private readonly open = new Map<string, SignUp>();
  private readonly confirmed = new Map<string, Occasion[]>();
  private readonly members = new Set<string>();

  /** Two or three reads, whatever the number of pairs. */
  static async read(reader: Reader, pairs: readonly Pair[]): Promise<ApplicantRecords> {
    const records = new ApplicantRecords();
    if (pairs.length === 0) return records;
    const volunteerIds = [...new Set(pairs.map(({ volunteer }) => volunteer.id))];
    await records.readOpen(reader, pairs);
    await records.readConfirmed(reader, volunteerIds, pairs);
    await records.readMembers(reader, volunteerIds, pairs);
    return records;
  }

  /** @returns the volunteer's sign-up for the activity unless it ended */
  openSignUp(activityId: string, volunteerId: string): SignUp | null {
    return this.open.get(openKeyOf(activityId, volunteerId)) ?? null;
  }

  applicant(volunteer: Volunteer, activity: Activity): Applicant {
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

  private async readOpen({ manager }: Reader, pairs: readonly Pair[]) {
    const keys = pairs.map(({ volunteer, activity }) => openKeyOf(activity.id, volunteer.id));
    for (const signUp of await manager.findBy(SignUp, { openKey: In(keys) }))
      this.open.set(openKeyOf(signUp.activityId, signUp.volunteerId), signUp);
  }

  /** Only those that can overlap with any of ours: of a long history most are past. */
  private async readConfirmed({ manager }: Reader, volunteerIds: string[], pairs: readonly Pair[]) {
    const times = (key: 'startsAt' | 'endsAt') => pairs.map(({ activity }) => activity[key].getTime());
    const occasions = await manager
      .createQueryBuilder(Activity, 'activity')
      .innerJoin(SignUp, 'signUp', 'signUp.activityId = activity.id')
      .where('signUp.volunteerId IN (:...volunteerIds) AND signUp.state = :confirmed', {
        volunteerIds,
        confirmed: 'CONFIRMED',
      })
      .andWhere('activity.startsAt < :latest AND activity.endsAt > :earliest', {
        latest: new Date(Math.max(...times('endsAt'))),
        earliest: new Date(Math.min(...times('startsAt'))),
      })
      .select(['activity.id', 'activity.title', 'activity.startsAt', 'activity.endsAt'])
      .addSelect('signUp.volunteerId', 'volunteerId')
      .getRawAndEntities<{ volunteerId: string; activity_id: string }>();
    const byId = new Map(occasions.entities.map((occasion) => [occasion.id, occasion]));
    for (const { volunteerId, activity_id: activityId } of occasions.raw)
      this.noteConfirmed(volunteerId, byId.get(activityId)!);
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
