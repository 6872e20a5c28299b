/**
 * CAST units and organizations, and who may review them. Invariants: both axes are trees below CAST units; names are
 * unique after folding (R11); the reviewer of an organization stands above it on its review line and never reviews
 * their own application (R10); a right at a node covers its subtree and nothing beside it.
 */
export { APPOINTMENT_ROLES, Appointment, type AppointmentRole } from './appointment.entity';
export { OrganizationChange } from './change.entity';
export { readCreditCode } from './credit-code.rules';
export { followMergers, successorOf } from './mergers';
export { OrganizationProfileForm } from './organization.dto';
export { Organization, type OrganizationState } from './organization.entity';
export type {} from './organization.events';
export { namedOrNumbered } from './organization.lists';
export { surroundingsOf } from './organization.routes';
export { nameKeyOf } from './organization.rules';
export type { OrganizationService } from './organization.service';
export { OwnOrganizationView, ownOrganizationView } from './organization.view';
export type { GivenDetails } from './organization-details';
export type { ListedOrganization, OrganizationEnrolment } from './organization-enrolment';
export type { RightsService, ScopeFragment } from './rights.service';
export type { UnitQueues } from './unit-queues';
