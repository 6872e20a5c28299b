import { In } from 'typeorm';
import type { ActivityService } from '../activities';
import { Organization, type OrganizationService, type RightsService } from '../organizations';
import type { Actor } from '../platform/actor';
import type { Database } from '../platform/database';
import { Instant, Nullable, Output, type Page, type PageQuery, readPage } from '../platform/http';
import { SignUp } from '../signups';
import type { VolunteerService } from '../volunteers';
import { ServiceAppeal } from './service-appeal.entity';

/** Conditions on an appeal as `item`: what a unit finds in its queues. In a dispute it is decided with the objections. */
export const OPEN_ABOUT_RECORDS =
  "item.state = 'OPEN' AND item.subjectKind = 'RECORD' AND EXISTS " +
  "(SELECT 1 FROM service_records record WHERE record.id = item.subjectId AND record.state <> 'DISPUTED')";
export const OPEN_ABOUT_ABSENCES = "item.state = 'OPEN' AND item.subjectKind = 'SIGN_UP'";

/** An appeal over a refused excuse, with both sides of it. */
export class AbsenceAppealItem {
  @Output() id: string;
  @Output() activityId: string;
  @Output() activityTitle: string;
  @Instant() startsAt: Date;
  @Instant() endsAt: Date;
  @Output() organizationName: string;
  @Output() volunteerNumber: string;
  @Output() volunteerName: string;
  /** what the volunteer said about not having been there */
  @Output() excuse: string;
  /** why that was refused, and by whom */
  @Output() refusal: string;
  @Nullable() @Output() refusedBy: string | null;
  /** what the volunteer says against it */
  @Output() reason: string;
  @Instant() createdAt: Date;
}

interface Needs {
  database: Database;
  activities: ActivityService;
  organizations: OrganizationService;
  volunteers: VolunteerService;
  rights: RightsService;
}

/** What waits for the units of an officer about absences, oldest first. */
export class AbsenceAppeals {
  constructor(private readonly needs: Needs) {}

  async forUnits(actor: Actor, query: PageQuery): Promise<Page<AbsenceAppealItem>> {
    const { database, activities, organizations, volunteers, rights } = this.needs;
    const scope = rights.inScope('organization', await rights.officerUnits(database, actor));
    const waiting = database.manager
      .createQueryBuilder(ServiceAppeal, 'item')
      .innerJoin(Organization, 'organization', 'organization.id = item.organizationId')
      .where(scope.where, scope.parameters)
      .andWhere(OPEN_ABOUT_ABSENCES);
    const page = await readPage(waiting, 'item', query, { direction: 'ASC' });
    const { items } = page;
    const held = await activities.findActivities(
      database,
      items.map(({ activityId }) => activityId),
    );
    const run = await organizations.findOrganizations(
      database,
      items.map(({ organizationId }) => organizationId),
    );
    const rows = await database.manager.findBy(SignUp, { id: In(items.map(({ subjectId }) => subjectId)) });
    const signUps = new Map(rows.map((signUp) => [signUp.id, signUp]));
    const people = await volunteers.findVolunteers(database, [
      ...items.map(({ volunteerId }) => volunteerId),
      ...rows.flatMap(({ excuseDecidedBy }) => excuseDecidedBy ?? []),
    ]);
    return {
      ...page,
      items: items.map((appeal) => {
        const signUp = signUps.get(appeal.subjectId)!;
        const activity = held.get(appeal.activityId)!;
        const volunteer = people.get(appeal.volunteerId);
        return {
          id: appeal.id,
          activityId: activity.id,
          activityTitle: activity.title,
          startsAt: activity.startsAt,
          endsAt: activity.endsAt,
          organizationName: run.get(appeal.organizationId)?.name ?? '',
          volunteerNumber: volunteer?.number ?? '',
          volunteerName: volunteer?.name ?? '',
          excuse: signUp.excuse ?? '',
          refusal: signUp.stateReason ?? '',
          refusedBy: people.get(signUp.excuseDecidedBy ?? '')?.name ?? null,
          reason: appeal.reason,
          createdAt: appeal.createdAt,
        };
      }),
    };
  }
}
