/**
 * People and their WeChat accounts. Invariants: one natural person is one volunteer (R03); personal numbers are
 * encrypted at rest and leave only masked (R60); a minor is not verified before a guardian consented (R04); who was
 * brought in by others is UNCLAIMED and hidden until they come themselves (R62).
 */
export { Account } from './account.entity';
export type { AccountService, OpenedSession } from './account.service';
export { ClaimDecisionForm } from './claim.dto';
export { ClaimRequestItem, ClaimRequestView, claimRequestItem, claimRequestView } from './claim.view';
export { ClaimRequest } from './claim-request.entity';
export type { Candidate, ClaimRequestService } from './claim-request.service';
export { Consent } from './consent.entity';
export type { ConsentService } from './consent.service';
export type {
  DocumentHolder,
  Enrolment,
  EnrolmentService,
  ImportedPerson,
} from './enrolment.service';
export {
  ADULT_FROM,
  ageOn,
  normalizePersonName,
  readDocument,
  readImportedDocument,
  readResidentId,
} from './identity.rules';
export { Session } from './session.entity';
export { type Gender, Volunteer, type VolunteerSource, type VolunteerState } from './volunteer.entity';
export type {} from './volunteer.events';
export type { VolunteerService } from './volunteer.service';
