import { In, LessThan, MoreThan } from 'typeorm';
import { Activity } from '../activities';
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
}

type Occasion = Pick<Activity, 'id' | 'title' | 'startsAt' | 'endsAt'>;

/** What eligibility asks about volunteers and activities, read at once for all of them and kept up while they sign up. */
export class ApplicantRecords {
  private readonly open = new Map<string, SignUp>();
  private readonly confirmed = new Map<string, Occasion[]>();
  private readonly members = new Set<string>();

  /** Three or four reads, whatever the number of pairs. */
  static async read(reader: Reader, pairs: readonly Pair[]): Promise<ApplicantRecords> {
    const records = new ApplicantRecords();
    if (pairs.length === 0) return records;
    const volunteerIds = [...new Set(pairs.map(({ volunteer }) => volunteer.id))];
    const activities = [...new Set(pairs.map(({ activity }) => activity))];
    await records.readOpen(reader, pairs);
    await records.readConfirmed(reader, volunteerIds, activities);
    await records.readMembers(reader, volunteerIds, activities);
    return records;
  }

  /** @returns the volunteer's sign-up for the activity unless it was cancelled */
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
    this.noteConfirmed(signUp.volunteerId, activity);
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

  private async readConfirmed({ manager }: Reader, volunteerIds: string[], activities: Activity[]) {
    const signUps = await manager.find(SignUp, {
      where: { volunteerId: In(volunteerIds), state: 'CONFIRMED' },
      select: { id: true, activityId: true, volunteerId: true },
    });
    if (signUps.length === 0) return;
    // Only those that can overlap with any of ours: of a long history most are past.
    const occasions = await manager.find(Activity, {
      where: {
        id: In([...new Set(signUps.map(({ activityId }) => activityId))]),
        startsAt: LessThan(new Date(Math.max(...activities.map(({ endsAt }) => endsAt.getTime())))),
        endsAt: MoreThan(new Date(Math.min(...activities.map(({ startsAt }) => startsAt.getTime())))),
      },
      select: { id: true, title: true, startsAt: true, endsAt: true },
    });
    const byId = new Map(occasions.map((occasion) => [occasion.id, occasion]));
    for (const { activityId, volunteerId } of signUps) {
      const occasion = byId.get(activityId);
      if (occasion) this.noteConfirmed(volunteerId, occasion);
    }
  }

  private async readMembers({ manager }: Reader, volunteerIds: string[], activities: Activity[]) {
    const closed = activities.filter(({ membersOnly }) => membersOnly);
    if (closed.length === 0) return;
    const memberships = await manager.findBy(Membership, {
      organizationId: In(closed.map(({ organizationId }) => organizationId)),
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
