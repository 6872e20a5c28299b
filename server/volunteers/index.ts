/**
 * People and their WeChat accounts. Invariants: one natural person is one volunteer (R03); personal numbers are
 * encrypted at rest and leave only masked (R60); a minor is not verified before a guardian consented (R04).
 */
export { Account } from './account.entity';
export type { AccountService } from './account.service';
export { Consent } from './consent.entity';
export { ADULT_FROM, ageOn, normalizePersonName, readResidentId } from './identity.rules';
export { Session } from './session.entity';
export { type Gender, Volunteer, type VolunteerState } from './volunteer.entity';
export type {} from './volunteer.events';
export type { VolunteerService } from './volunteer.service';
