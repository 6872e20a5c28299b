import type { Database } from '../platform/database';
import type { VolunteerService } from '../volunteers';
import type { OrganizationChange } from './change.entity';
import { type ChangeView, changeView } from './change.view';
import type { ChangeEffects } from './change-effects';
import type { OrganizationService } from './organization.service';

interface ChangeSurroundingsNeeds {
  database: Database;
  volunteers: VolunteerService;
  organizations: OrganizationService;
  effects: ChangeEffects;
}

/** @returns what reads once who and what a page of requests names, and gives the view of each */
export const changeViews =
  (needs: ChangeSurroundingsNeeds) =>
  async (rows: readonly OrganizationChange[]): Promise<(change: OrganizationChange) => ChangeView> => {
    const around = await surroundings(needs, rows);
    return (change) => changeView(change, around);
  };

async function surroundings(
  { database, volunteers, organizations, effects }: ChangeSurroundingsNeeds,
  rows: readonly OrganizationChange[],
) {
  const deciders = new Map<string, string>();
  const changed = await organizations.findOrganizations(
    database,
    rows.map(({ organizationId }) => organizationId),
  );
  for (const { id, state, organizationId, target } of rows) {
    if (state !== 'PENDING') continue;
    const unit = await effects.nearestDecider(database, changed.get(organizationId)!, target);
    if (unit) deciders.set(id, unit);
  }
  const units = await organizations.findOrganizations(database, [...deciders.values()]);
  const people = await volunteers.findVolunteers(
    database,
    rows.flatMap(({ requestedBy, decidedBy }) => [requestedBy, ...(decidedBy ? [decidedBy] : [])]),
  );
  return { organizations: new Map([...changed, ...units]), people, deciders };
}
