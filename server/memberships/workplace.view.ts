import { APPOINTMENT_ROLES, type Appointment, type Organization } from '../organizations';
import { Flag, ListOf, Output, SomeOf } from '../platform/http';
import type { Volunteer } from '../volunteers';

export class WorkplaceView {
  @Output() id: string;
  @Output() name: string;
  @Output() state: string;
  /** R14: a team of the old system that can neither publish nor see its members yet */
  @Flag() waitsForLink: boolean;
}

/** Where somebody works: what the console offers them. Each part of it still checks its own rights. */
export class WorkplacesView {
  @Output() volunteerId: string;
  @Output() name: string;
  /** organizations that the person is an admin of */
  @ListOf(() => WorkplaceView, 100) organizations: WorkplaceView[];
  /** CAST units that the person is an officer of */
  @ListOf(() => WorkplaceView, 100) units: WorkplaceView[];
  @SomeOf(APPOINTMENT_ROLES, APPOINTMENT_ROLES.length) roles: string[];
}

const workplaceView = ({ id, name, state, linkState }: Organization): WorkplaceView => ({
  id,
  name,
  state,
  waitsForLink: linkState === 'UNLINKED',
});

export const workplacesView = (
  { id, name }: Volunteer,
  organizations: readonly Organization[],
  units: readonly Organization[],
  appointments: readonly Appointment[],
): WorkplacesView => ({
  volunteerId: id,
  name,
  organizations: organizations.map(workplaceView),
  units: units.map(workplaceView),
  roles: [...new Set(appointments.map(({ role }) => role))],
});
