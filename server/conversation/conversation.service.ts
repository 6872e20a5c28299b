import { Activity, type ActivityService } from '../activities';
import type { MembershipService } from '../memberships';
import { Organization, type OrganizationService } from '../organizations';
import type { Clock } from '../platform/clock';
import type { Reader } from '../platform/database';
import type { ServiceHoursService } from '../service-hours';
import type { AccountService, Volunteer, VolunteerService } from '../volunteers';
import * as answers from './answers';
import type { Scene, Topic } from './topics.rules';

const LISTED_ACTIVITIES = 5;

interface Needs {
  reader: Reader;
  clock: Clock;
  accounts: AccountService;
  volunteers: VolunteerService;
  organizations: Pick<OrganizationService, 'findOrganizations'>;
  memberships: Pick<MembershipService, 'memberOrganizationIds'>;
  activities: Pick<ActivityService, 'findActivities'>;
  hours: Pick<ServiceHoursService, 'effectiveMinutes'>;
}

/** Answers from live data to what people ask the official account. */
export class ConversationService {
  constructor(private readonly needs: Needs) {}

  /** @param openid at the official account. @returns text for the reply */
  async answer(openid: string, topic: Topic): Promise<string> {
    switch (topic) {
      case 'activities':
        return this.recruiting();
      case 'hours':
        return this.ofVolunteer(openid, (volunteer) => this.hoursOf(volunteer));
      case 'organizations':
        return this.ofVolunteer(openid, (volunteer) => this.organizationsOf(volunteer));
      case 'binding':
        return this.ofVolunteer(openid, async (volunteer) => answers.bound(volunteer));
      case 'help':
        return answers.HELP;
    }
  }

  /** What a scanned code is about. */
  async answerScene({ kind, id }: Scene): Promise<string> {
    const { reader, clock, activities, organizations } = this.needs;
    if (kind === 'organization') {
      const organization = (await organizations.findOrganizations(reader, [id])).get(id);
      const open = organization?.state === 'ACTIVE';
      return open ? answers.oneOrganization(organization as Organization) : answers.NO_SUCH_ORGANIZATION;
    }
    const activity = (await activities.findActivities(reader, [id])).get(id);
    const open = activity?.state === 'PUBLISHED';
    return open ? answers.oneActivity(activity as Activity, clock.now()) : answers.NO_SUCH_ACTIVITY;
  }

  /** @returns the volunteer behind a follower, null when unknown or not registered */
  async volunteerOf(openid: string): Promise<Volunteer | null> {
    const { reader, accounts, volunteers } = this.needs;
    const account = await accounts.findAccount(reader, { officialOpenid: openid });
    return account?.volunteerId ? volunteers.findVolunteer(reader, account.volunteerId) : null;
  }

  private async ofVolunteer(openid: string, say: (volunteer: Volunteer) => Promise<string>): Promise<string> {
    const volunteer = await this.volunteerOf(openid);
    return volunteer ? say(volunteer) : answers.HOW_TO_BIND;
  }

  /** Open to everybody, with free places, soonest first. */
  private async recruiting(): Promise<string> {
    const now = this.needs.clock.now();
    const activities = await this.needs.reader.manager
      .createQueryBuilder(Activity, 'activity')
      .innerJoin(Organization, 'organization', 'organization.id = activity.organizationId')
      .where('activity.state = :state AND organization.state = :active', {
        state: 'PUBLISHED',
        active: 'ACTIVE',
      })
      .andWhere('activity.recruitFrom <= :now AND activity.recruitUntil > :now', { now })
      .andWhere('activity.startsAt > :now AND activity.takenPlaces < activity.places')
      .andWhere('activity.membersOnly = :no', { no: false })
      .orderBy('activity.startsAt', 'ASC')
      .addOrderBy('activity.id', 'ASC')
      .limit(LISTED_ACTIVITIES)
      .getMany();
    return answers.recruitingActivities(activities, now);
  }

  private async hoursOf({ id }: Volunteer): Promise<string> {
    return answers.hours(await this.needs.hours.effectiveMinutes(this.needs.reader, id));
  }

  private async organizationsOf({ id }: Volunteer): Promise<string> {
    const { reader, memberships, organizations } = this.needs;
    const ids = await memberships.memberOrganizationIds(reader, id);
    const found = await organizations.findOrganizations(reader, ids);
    return answers.organizations([...found.values()].map(({ name }) => name));
  }
}
