/**
 * 供需对接: demands of communities, schools and centres, and the organizations that answer them. Invariants: every
 * demand gets an answer with its reason (R70); one organization at a time has it, decided by the database; nobody is
 * assigned against their will, and a dispatch that is not answered returns to the pool (R71); the contact's phone is
 * encrypted and leaves masked, except to the organization that accepted, which is logged (R60).
 */
export { Demand, type DemandState } from './demand.entity';
export type {} from './demand.events';
export type { DemandService } from './demand.service';
export { DemandTrail } from './demand-step.entity';
