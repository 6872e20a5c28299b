/**
 * Sign-ups to posts of activities. Invariants: never oversold, never two of one volunteer for one activity, who waits gets
 * a place in order (R31); the sign-ups that hold a place are exactly the post's `takenPlaces`; nobody is assigned: an
 * offer or an invitation has to be accepted (R32); nobody has two confirmed at the same time unless an activity was
 * moved afterwards (R30).
 */
export type { AbsenceService } from './absence.service';
export { SignUp, type SignUpState } from './signup.entity';
export type {} from './signup.events';
export type { Located, SignUpService } from './signup.service';
