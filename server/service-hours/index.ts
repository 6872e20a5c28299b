/**
 * Attendance and hours. Invariants: nobody is checked in twice at once; nobody's records overlap; minutes count only
 * after publicity and a ledger entry, which is written exactly once; totals are sums over the ledger.
 */
export { CheckIn } from './check-in.entity';
export { LedgerEntry } from './ledger-entry.entity';
export { PastActivity } from './past-activity.entity';
export { ServiceAppeal } from './service-appeal.entity';
export type {} from './service-hours.events';
export type { ServiceHoursService, ServiceTotals } from './service-hours.service';
export { ServiceRecord } from './service-record.entity';
export { ServiceReminder } from './service-reminder.entity';
export { ServiceReport } from './service-report.entity';
