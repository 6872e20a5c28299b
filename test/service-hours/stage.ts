import { Activity, Post } from '../../server/activities';
import { newId } from '../../server/platform/ids';
import { LedgerEntry, ServiceRecord } from '../../server/service-hours';
import { SignUp } from '../../server/signups';
import type { Person } from '../support/person';
import type { TestOrganization } from '../support/staff';
import type { World } from '../support/world';

/** A Monday without holidays near it: its records are public until the following Friday, 00:00. */
export const MONDAY = '2026-11-23';
export const FRIDAY = '2026-11-27';

/** @returns an instant of a day in Shanghai */
export const at = (time: string, day = MONDAY): Date => new Date(`${day}T${time}:00+08:00`);

export const PLACE = { latitude: 39.9219, longitude: 116.4436 };
/** 111 metres from the place. */
export const near = { position: { ...PLACE, latitude: PLACE.latitude + 0.001, accuracyMetres: 30.4 } };
/** 556 metres from the place. */
export const far = { position: { ...PLACE, latitude: PLACE.latitude + 0.005, accuracyMetres: 30 } };

/**
 * An organization with activities on one Monday. Activities and sign-ups are put in place as they would be after their
 * own reviews, which are tested where they belong.
 */
export class Stage {
  private constructor(
    readonly world: World,
    readonly organization: TestOrganization,
    readonly admin: Person,
    readonly lead: Person,
  ) {}

  static async open(world: World): Promise<Stage> {
    world.clock.set(at('07:00'));
    const admin = await world.person('管理员').register();
    const organization = await world.organization({ admin, areaCode: '110105' });
    const lead = await world.person('负责人').register();
    return new Stage(world, organization, admin, lead);
  }

  /** Moves the clock to a time of the Monday, or of another day. */
  time(time: string, day = MONDAY): void {
    this.world.clock.set(at(time, day));
  }

  async activity(from = '09:00', to = '11:30', changes: Partial<Activity> = {}): Promise<Activity> {
    const now = at('07:00');
    const activity: Activity = {
      id: newId(),
      organizationId: this.organization.id,
      title: '社区科普日',
      category: 'popularization',
      scene: null,
      startsAt: at(from),
      endsAt: at(to),
      recruitFrom: now,
      recruitUntil: at(from),
      place: '朝阳公园南门',
      areaCode: '110105',
      ...PLACE,
      radiusMetres: 200,
      signUpMode: 'FIRST_COME',
      waitlist: true,
      invitedOnly: false,
      places: 100,
      takenPlaces: 0,
      waiting: 0,
      signedUp: true,
      riskNotice: '户外活动，请注意防晒。',
      riskLevel: 'NONE',
      insurance: null,
      guarantees: [],
      targets: [],
      minAge: null,
      maxAge: null,
      leadId: this.lead.volunteerId,
      demandId: null,
      seriesId: null,
      contact: '010-00000000',
      membersOnly: false,
      depositFen: null,
      intro: '面向社区的科普活动。',
      state: 'PUBLISHED',
      stateReason: null,
      createdBy: this.admin.volunteerId,
      createdAt: now,
      publishedAt: now,
      rescheduledAt: null,
      rescheduleReason: null,
      ...changes,
    };
    const { manager } = this.world.database;
    await manager.insert(Activity, activity);
    await manager.insert(Post, {
      id: activity.id,
      activityId: activity.id,
      position: 0,
      title: '志愿者',
      places: activity.places,
      takenPlaces: 0,
      waiting: 0,
      lastQueueNumber: 0,
      membersOnly: false,
    });
    return activity;
  }

  /** Somebody with a confirmed sign-up to each of the activities. */
  async volunteer(name: string, ...activities: Activity[]): Promise<Person> {
    const person = await this.world.person(name).register();
    for (const activity of activities) await this.signUp(person, activity);
    return person;
  }

  async signUp(person: Person, { id: activityId }: Activity): Promise<void> {
    await this.world.database.manager.insert(SignUp, {
      id: newId(),
      activityId,
      postId: activityId,
      volunteerId: person.volunteerId,
      state: 'CONFIRMED',
      openKey: `${activityId}:${person.volunteerId}`,
      riskAcknowledgedAt: at('07:00'),
      remark: null,
      stateReason: null,
      createdAt: at('07:00'),
      endedAt: null,
    });
  }

  signUpStateOf = async (person: Person, { id: activityId }: Activity): Promise<string> =>
    (
      await this.world.database.manager.findOneByOrFail(SignUp, {
        activityId,
        volunteerId: person.volunteerId,
      })
    ).state;

  /** What the organizers' phone shows now. */
  async code(activity: Activity): Promise<string> {
    return (await this.lead.get(`/api/organizer/activities/${activity.id}/check-in-code`)).expect(200).code;
  }

  checkIn = (person: Person, activity: Activity, presence: object = near) =>
    person.post(`/api/volunteer/activities/${activity.id}/check-in`, presence);

  checkOut = (person: Person, activity: Activity, presence: object = near) =>
    person.post(`/api/volunteer/activities/${activity.id}/check-out`, presence);

  /** One's record from 09:00 to `until`, checked in and out. @returns its id */
  async served(person: Person, activity: Activity, until = '10:30'): Promise<string> {
    // Early, so that the record begins with the activity to the millisecond.
    this.time('08:50');
    (await this.checkIn(person, activity)).expect(200);
    this.time(until);
    return (await this.checkOut(person, activity)).expect(200).recordId;
  }

  record = (id: string): Promise<ServiceRecord> =>
    this.world.database.manager.findOneByOrFail(ServiceRecord, { id });

  ledger = async (recordId: string): Promise<[string, number][]> => {
    const rows = await this.world.database.manager.find(LedgerEntry, {
      where: { recordId },
      order: { id: 'ASC' },
    });
    return rows.map(({ kind, minutes }) => [kind, minutes]);
  };

  minutesOf = async (person: Person): Promise<number> =>
    (await person.get('/api/volunteer/hours')).expect(200).minutes;
}
