/**
 * Sign-ups to activities. Invariants: never oversold, never two of one volunteer for one activity (R31); confirmed and
 * attended sign-ups are exactly the activity's `takenPlaces`; nobody has two confirmed at the same time unless an
 * activity was moved afterwards (R30).
 */
export { SignUp, type SignUpState } from './signup.entity';
export type {} from './signup.events';
export type { SignUpService } from './signup.service';
