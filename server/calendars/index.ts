/**
 * 日历订阅: feeds for calendar programs, of one volunteer by a secret address and of an organization for everybody.
 * Invariants: an address shows one person's own places only, and nothing after it was renewed; no secret is stored.
 */
export { CalendarAddress } from './calendar-address.entity';
