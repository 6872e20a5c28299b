import type { EnvReader } from './env';

/** Limits of `domain.md` that are published practice or our own decision: configuration, never constants in a rule. */
export interface Policy {
  /** R12: organizations one volunteer may be in at once, pending applications counted. */
  maxMemberships: number;
  /** R13: member counts up to which 1, 2, 3, … admins are allowed; beyond the last bound one more. */
  adminBands: readonly number[];
  /** R38: working days of publicity for ordinary records. */
  publicityWorkingDays: number;
  /** R25: working days of publicity for retroactive records. */
  retroactivePublicityWorkingDays: number;
  /** R25: days after the activity's last day from which an entry by hand counts as retroactive. */
  retroactiveAfterDays: number;
  /** R39: minutes one person may earn in one day. */
  maxMinutesPerDay: number;
  /** R33: seconds one check-in code is valid. */
  checkInCodeSeconds: number;
  /** R33: minutes in which a scan made without network is still taken, with the time that its code is signed for. */
  offlineScanMinutes: number;
  /** minutes after the end of an activity at which who did not check out is reminded. */
  checkOutReminderMinutes: number;
  /** days after the end of an activity at which its organizers are reminded to close it out. */
  closeOutReminderDays: number;
  /** R40: hours of service of each star level, lower bound inclusive. */
  starHours: readonly number[];
  /** R39: entries of one person in one minute, or retroactive ones of one organization in a day, that units are shown. */
  anomalousEntries: number;
  /** R33: metres of reported GPS inaccuracy still accepted. */
  maxGpsAccuracyMetres: number;
  /** R33: minutes before the start from which checking in is possible. */
  checkInOpensMinutesBefore: number;
  /** R62: how often one account may try to claim in 24 hours. */
  claimAttemptsPerDay: number;
  /** R61: days in which a deregistration can be revoked. */
  deregistrationDays: number;
  /** R81: what volunteers and organizations reach to be honoured. */
  honours: {
    volunteer: { activities: number; minutes: number };
    organization: { people: number; activities: number; minutesPerHead: number; minutes: number };
  };
  /** R70: demands one requester may have waiting at once. */
  maxOpenDemands: number;
  /** R71: hours an organization has to answer a dispatched demand before it returns to the pool. */
  demandAnswerHours: number;
  /** R50: certificates that one address may look up in a minute; numbers run on. */
  verificationsPerMinute: number;
  /** R31: minutes that a place is kept for the next one on the waiting list. */
  offerMinutes: number;
  /** R32: hours that a place is kept for somebody who was invited. */
  invitationHours: number;
  /** R31: how many may wait for one post. */
  maxWaiting: number;
  /** Plans of activities that an organization may have unfinished, days until one without a word is forgotten, templates. */
  maxPlanDrafts: number;
  blankPlanDays: number;
  maxTemplates: number;
  /**
   * R22: fen that a refundable attendance deposit may be at most, minutes in which it is to be paid, and days after the
   * end of an activity by which it is returned to everybody, whether they came or not.
   */
  maxDepositFen: number;
  depositMinutes: number;
  depositReturnDays: number;
  /** How many dates a weekly series may have. */
  maxSeriesDates: number;
  /** How often an activity's organizers may write to who takes part, in 24 hours. */
  activityNoticesPerDay: number;
  /** Collective registration: rows of one file, megabytes of it, days until rows that were not imported are forgotten. */
  importMaxRows: number;
  importMaxMegabytes: number;
  importKeepDays: number;
  /** R02: version of the registration agreement that must be accepted. */
  agreementVersion: string;
}

export function readPolicy(env: EnvReader): Policy {
  return {
    maxMemberships: env.integer('POLICY_MAX_MEMBERSHIPS', 5, 1, 100),
    adminBands: [100, 200, 300, 400],
    publicityWorkingDays: env.integer('POLICY_PUBLICITY_WORKING_DAYS', 3, 0, 60),
    retroactivePublicityWorkingDays: env.integer('POLICY_RETROACTIVE_PUBLICITY_WORKING_DAYS', 7, 0, 60),
    retroactiveAfterDays: env.integer('POLICY_RETROACTIVE_AFTER_DAYS', 3, 0, 365),
    maxMinutesPerDay: env.integer('POLICY_MAX_MINUTES_PER_DAY', 720, 60, 1440),
    checkInCodeSeconds: env.integer('POLICY_CHECK_IN_CODE_SECONDS', 30, 5, 30),
    offlineScanMinutes: env.integer('POLICY_OFFLINE_SCAN_MINUTES', 30, 0, 720),
    checkOutReminderMinutes: env.integer('POLICY_CHECK_OUT_REMINDER_MINUTES', 15, 1, 240),
    closeOutReminderDays: env.integer('POLICY_CLOSE_OUT_REMINDER_DAYS', 3, 1, 60),
    starHours: [100, 300, 600, 1000, 1500],
    anomalousEntries: env.integer('POLICY_ANOMALOUS_ENTRIES', 10, 2, 1000),
    maxGpsAccuracyMetres: env.integer('POLICY_MAX_GPS_ACCURACY_METRES', 200, 10, 5000),
    checkInOpensMinutesBefore: env.integer('POLICY_CHECK_IN_OPENS_MINUTES_BEFORE', 30, 0, 720),
    claimAttemptsPerDay: env.integer('POLICY_CLAIM_ATTEMPTS_PER_DAY', 5, 1, 100),
    deregistrationDays: env.integer('POLICY_DEREGISTRATION_DAYS', 7, 0, 90),
    honours: {
      volunteer: {
        activities: env.integer('POLICY_HONOUR_VOLUNTEER_ACTIVITIES', 10, 0, 100_000),
        minutes: env.integer('POLICY_HONOUR_VOLUNTEER_HOURS', 20, 0, 100_000) * 60,
      },
      organization: {
        people: env.integer('POLICY_HONOUR_ORGANIZATION_PEOPLE', 20, 0, 1_000_000),
        activities: env.integer('POLICY_HONOUR_ORGANIZATION_ACTIVITIES', 50, 0, 1_000_000),
        minutesPerHead: env.integer('POLICY_HONOUR_ORGANIZATION_HOURS_PER_HEAD', 5, 0, 10_000) * 60,
        minutes: env.integer('POLICY_HONOUR_ORGANIZATION_HOURS', 100, 0, 1_000_000) * 60,
      },
    },
    maxOpenDemands: env.integer('POLICY_MAX_OPEN_DEMANDS', 10, 1, 1000),
    demandAnswerHours: env.integer('POLICY_DEMAND_ANSWER_HOURS', 72, 1, 720),
    verificationsPerMinute: env.integer('POLICY_VERIFICATIONS_PER_MINUTE', 30, 1, 10_000),
    offerMinutes: env.integer('POLICY_OFFER_MINUTES', 120, 5, 2880),
    invitationHours: env.integer('POLICY_INVITATION_HOURS', 48, 1, 336),
    maxWaiting: env.integer('POLICY_MAX_WAITING', 200, 1, 10_000),
    maxPlanDrafts: env.integer('POLICY_MAX_PLAN_DRAFTS', 100, 1, 1_000),
    blankPlanDays: env.integer('POLICY_BLANK_PLAN_DAYS', 7, 1, 365),
    maxTemplates: env.integer('POLICY_MAX_TEMPLATES', 50, 1, 1_000),
    maxDepositFen: env.integer('POLICY_MAX_DEPOSIT_YUAN', 50, 1, 500) * 100,
    depositMinutes: env.integer('POLICY_DEPOSIT_MINUTES', 30, 5, 1440),
    depositReturnDays: env.integer('POLICY_DEPOSIT_RETURN_DAYS', 7, 0, 30),
    maxSeriesDates: env.integer('POLICY_MAX_SERIES_DATES', 52, 2, 52),
    activityNoticesPerDay: env.integer('POLICY_ACTIVITY_NOTICES_PER_DAY', 5, 1, 100),
    importMaxRows: env.integer('POLICY_IMPORT_MAX_ROWS', 100_000, 1, 1_000_000),
    importMaxMegabytes: env.integer('POLICY_IMPORT_MAX_MEGABYTES', 30, 1, 200),
    importKeepDays: env.integer('POLICY_IMPORT_KEEP_DAYS', 90, 1, 3_650),
    agreementVersion: env.text('POLICY_AGREEMENT_VERSION', '2026-01'),
  };
}
