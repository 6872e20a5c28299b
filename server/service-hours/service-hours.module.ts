import { In } from 'typeorm';
import type { ActivityService } from '../activities';
import type { MembershipService } from '../memberships';
import {
  followMergers,
  type OrganizationService,
  type RightsService,
  type UnitQueues,
} from '../organizations';
import type { Tx } from '../platform/database';
import type { Parts } from '../platform/parts';
import type { AbsenceService, SignUpService } from '../signups';
import type { ConsentService, VolunteerService } from '../volunteers';
import { AbsenceAppeals, OPEN_ABOUT_ABSENCES, OPEN_ABOUT_RECORDS } from './absence-appeals';
import { Anomalies } from './anomalies';
import { AppealService } from './appeal.service';
import { arrivalRoutes } from './arrival.routes';
import { ArrivalService } from './arrival.service';
import { attendanceRoutes } from './attendance.routes';
import { AttendanceService } from './attendance.service';
import { BATCH } from './batches';
import { CheckInCodes } from './check-in-codes';
import { correctionRoutes } from './correction.routes';
import { EntryService } from './entry.service';
import { officeRoutes } from './office.routes';
import { ownRecords } from './own-records';
import { PastActivity } from './past-activity.entity';
import { pastActivityRoutes } from './past-activity.routes';
import { PastActivityService } from './past-activity.service';
import { PresenceProof } from './presence-proof';
import { proofRoutes } from './proof.routes';
import { PublicityService } from './publicity.service';
import { RecordLists } from './record-lists';
import { RecordSheet } from './record-sheet';
import { ServiceAppeal } from './service-appeal.entity';
import { ServiceHoursService } from './service-hours.service';
import { ServiceRecord } from './service-record.entity';
import { serviceRecordRoutes } from './service-record.routes';
import { ServiceRecordService } from './service-record.service';
import { ServiceReport } from './service-report.entity';

export interface ServiceHoursNeeds {
  volunteers: VolunteerService;
  consents: ConsentService;
  organizations: OrganizationService;
  rights: RightsService;
  queues: UnitQueues;
  memberships: MembershipService;
  activities: ActivityService;
  signUps: SignUpService;
  absences: AbsenceService;
}

export interface ServiceHours {
  serviceHours: ServiceHoursService;
}

/** Makes the module's services and hangs its routes, handlers and schedules. */
export function serviceHoursModule(parts: Parts, needs: ServiceHoursNeeds): ServiceHours {
  const { config, database, clock, audit, api, relay, jobs, privateFiles } = parts;
  const { policy } = config;
  const { volunteers, consents, organizations, rights, memberships, activities, signUps } = needs;
  const codes = new CheckInCodes(config.secrets.signingKey, policy);
  const hours = new ServiceHoursService();
  const records = new ServiceRecordService(organizations, rights, memberships, signUps, audit, policy, clock);
  const proof = new PresenceProof(codes, policy);
  const attendance = new AttendanceService(
    activities,
    signUps,
    records,
    codes,
    proof,
    consents,
    policy,
    clock,
  );
  const publicity = new PublicityService(organizations, rights, records, audit, clock);
  const entries = new EntryService({ activities, attendance, records, policy, clock, files: privateFiles });
  const appeals = new AppealService({
    activities,
    organizations,
    rights,
    records,
    entries,
    publicity,
    absences: needs.absences,
    audit,
    clock,
  });
  const past = new PastActivityService({
    ...{ activities, memberships, organizations, rights, volunteers, records, audit, clock },
  });
  pastActivityRoutes(api, {
    ...{ database, past, entries, volunteers, organizations, memberships, rights, privateFiles },
  });
  const arrivals = new ArrivalService({ activities, organizations, rights, clock });
  const anomalies = new Anomalies({ database, rights, activities, volunteers, policy, clock });
  const lists = new RecordLists({ database, activities, volunteers, rights });

  ownRecords(parts, activities);
  attendanceRoutes(api, { database, activities, volunteers, attendance, entries, privateFiles });
  serviceRecordRoutes(api, { database, hours, records, publicity, lists, starHours: policy.starHours });
  proofRoutes(api, { database, records, memberships, organizations, rights, privateFiles });
  const sheet = new RecordSheet({ database, activities, volunteers });
  officeRoutes(api, { database, lists, sheet, memberships, organizations, rights, audit });
  correctionRoutes(api, { database, publicity, anomalies });
  const absences = new AbsenceAppeals({ database, activities, organizations, volunteers, rights });
  arrivalRoutes(api, { database, arrivals, appeals, absences });

  for (const event of ['activity.cancelled', 'activity.taken-down'] as const) {
    relay.on(event, 'service-hours.void-check-ins', (tx, { activityId }) =>
      attendance.voidOpen(tx, { activityId }),
    );
  }

  for (const event of ['signup.excused', 'signup.attended'] as const) {
    relay.on(event, 'service-hours.settle-absence', (tx, { signUpId }) =>
      appeals.settleAbsence(tx, signUpId),
    );
  }

  relay.on('signup.cancelled', 'service-hours.void-check-in', (tx, { signUpId }) =>
    attendance.voidOpen(tx, { signUpId }),
  );

  audit.subjects.add(['service-record', 'service-report', 'service-appeal'], async (reader, ids) => {
    const rows = await reader.manager.findBy(ServiceRecord, { id: In(ids) });
    const people = await volunteers.findVolunteers(
      reader,
      rows.map(({ volunteerId }) => volunteerId),
    );
    return new Map(
      rows.map(({ id, volunteerId, day }) => [id, `${people.get(volunteerId)?.name ?? ''} ${day}`.trim()]),
    );
  });
  audit.subjects.addEntity(['past-activity'], PastActivity, ({ title }) => title);
  needs.queues.add('hours', ServiceRecord, "item.state = 'PENDING'");
  needs.queues.add('objections', ServiceReport, "item.state = 'OPEN'");
  needs.queues.add('past-activities', PastActivity, "item.state = 'PENDING'");
  needs.queues.add('appeals', ServiceAppeal, OPEN_ABOUT_RECORDS);
  needs.queues.add('absences', ServiceAppeal, OPEN_ABOUT_ABSENCES);

  followMergers(relay, 'service-hours.follow', [ServiceRecord, ServiceReport, ServiceAppeal, PastActivity]);

  const inBatches = (work: (tx: Tx) => Promise<number>) => async () => {
    while ((await database.transaction(work)) === BATCH);
  };
  // Every minute, not at midnight: a process that was down then catches up.
  jobs.schedule(
    'check-ins.close-forgotten',
    '* * * * *',
    inBatches((tx) => attendance.closeForgotten(tx)),
  );
  jobs.schedule(
    'check-outs.remind',
    '* * * * *',
    inBatches((tx) => attendance.remindToCheckOut(tx)),
  );
  jobs.schedule(
    'service-records.finish-publicity',
    '* * * * *',
    inBatches((tx) => publicity.finishDue(tx)),
  );
  return { serviceHours: hours };
}
