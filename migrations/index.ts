import { Platform1795000000001 } from './0001-platform';
import { Volunteers1795000000002 } from './0002-volunteers';
import { Organizations1795000000003 } from './0003-organizations';
import { Memberships1795000000004 } from './0004-memberships';
import { Activities1795000000005 } from './0005-activities';
import { SignUps1795000000006 } from './0006-signups';
import { ServiceHours1795000000007 } from './0007-service-hours';
import { Recaps1795000000008 } from './0008-recaps';
import { Notices1795000000009 } from './0009-notices';
import { ImportedPeople1795000000010 } from './0010-imported-people';
import { LeavingAndChildren1795000000011 } from './0011-leaving-and-children';
import { Registrations1795000000020 } from './0020-registrations';
import { ConsoleLogIns1795000000025 } from './0025-console-log-ins';
import { AuditOfOrganizations1795000000026 } from './0026-audit-of-organizations';
import { OrganizationChanges1795000000030 } from './0030-organization-changes';
import { PolicyChanges1795000000031 } from './0031-policy-changes';
import { Posts1795000000035 } from './0035-posts';
import { Absences1795000000036 } from './0036-absences';
import { AttendanceAndAppeals1795000000040 } from './0040-attendance-and-appeals';
import { Certificates1795000000041 } from './0041-certificates';
import { ActivitiesAnswerDemands1795000000045 } from './0045-activities-answer-demands';
import { Demands1795000000046 } from './0046-demands';
import { Statistics1795000000047 } from './0047-statistics';
import { PlansBeingWritten1795000000060 } from './0060-plans-being-written';
import { ActivitySeries1795000000061 } from './0061-activity-series';
import { ActivityChanges1795000000065 } from './0065-activity-changes';
import { AppealsOverExcuses1795000000066 } from './0066-appeals-over-excuses';
import { CloseOuts1795000000067 } from './0067-close-outs';
import { CalendarAddresses1795000000068 } from './0068-calendar-addresses';
import { PastActivities1795000000069 } from './0069-past-activities';
import { OrganizationDetails1795000000070 } from './0070-organization-details';
import { ImportResultsByWhomTheyMade1795000000071 } from './0071-import-results-by-whom-they-made';
import { ChildrenOfOrganizations1795000000072 } from './0072-children-of-organizations';
import { CloseOutWords1795000000073 } from './0073-close-out-words';
import { LargeType1795000000080 } from './0080-large-type';
import { Payments1795000000090 } from './0090-payments';
import { PlacesOfPastActivities1795000000095 } from './0095-places-of-past-activities';
import { AttemptsOfPastActivities1795000000096 } from './0096-attempts-of-past-activities';
import { PastActivitiesOfNotices1795000000097 } from './0097-past-activities-of-notices';
import { CorrectionsSentAgain1795000000098 } from './0098-corrections-sent-again';
import { AttemptsOfDemands1795000000099 } from './0099-attempts-of-demands';

/** Every migration in order; one is only ever added at the end. Numbers have gaps that mean nothing. */
export const MIGRATIONS = [
  Platform1795000000001,
  Volunteers1795000000002,
  Organizations1795000000003,
  Memberships1795000000004,
  Activities1795000000005,
  SignUps1795000000006,
  ServiceHours1795000000007,
  Recaps1795000000008,
  Notices1795000000009,
  ImportedPeople1795000000010,
  LeavingAndChildren1795000000011,
  Registrations1795000000020,
  ConsoleLogIns1795000000025,
  AuditOfOrganizations1795000000026,
  OrganizationChanges1795000000030,
  PolicyChanges1795000000031,
  Posts1795000000035,
  Absences1795000000036,
  AttendanceAndAppeals1795000000040,
  Certificates1795000000041,
  ActivitiesAnswerDemands1795000000045,
  Demands1795000000046,
  Statistics1795000000047,
  PlansBeingWritten1795000000060,
  ActivityChanges1795000000065,
  CloseOuts1795000000067,
  CalendarAddresses1795000000068,
  PastActivities1795000000069,
  OrganizationDetails1795000000070,
  ImportResultsByWhomTheyMade1795000000071,
  LargeType1795000000080,
  AppealsOverExcuses1795000000066,
  Payments1795000000090,
  ActivitySeries1795000000061,
  ChildrenOfOrganizations1795000000072,
  PlacesOfPastActivities1795000000095,
  AttemptsOfPastActivities1795000000096,
  CloseOutWords1795000000073,
  PastActivitiesOfNotices1795000000097,
  CorrectionsSentAgain1795000000098,
  AttemptsOfDemands1795000000099,
];
