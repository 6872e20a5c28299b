import type { SelectQueryBuilder } from 'typeorm';
import type { Reader } from '../platform/database';
import { Volunteer } from '../volunteers';
import type { MemberFilter } from './membership.dto';
import { Membership } from './membership.entity';

/** @returns the members of an organization, as filtered; active ones when no state is asked for */
export function membersOf(
  { manager }: Reader,
  organizationId: string,
  { state = 'ACTIVE', role, text }: MemberFilter,
): SelectQueryBuilder<Membership> {
  const query = manager
    .createQueryBuilder(Membership, 'membership')
    .where('membership.organizationId = :organizationId', { organizationId })
    .andWhere('membership.state = :state', { state });
  if (role) query.andWhere('membership.role = :role', { role });
  if (text) {
    const pattern = text.normalize('NFKC').replace(/[!%_]/g, (sign) => `!${sign}`);
    query
      .innerJoin(Volunteer, 'volunteer', 'volunteer.id = membership.volunteerId')
      .andWhere("(volunteer.name LIKE :name ESCAPE '!' OR volunteer.number = :number)", {
        name: `%${pattern}%`,
        number: text.toUpperCase(),
      });
  }
  return query;
}

const CHUNK = 500;

/** Every member of a filter, a chunk at a time in the order of joining. */
export async function* eachChunkOfMembers(
  reader: Reader,
  organizationId: string,
  filter: MemberFilter,
): AsyncGenerator<Membership[]> {
  for (let after = ''; ; ) {
    const rows = await membersOf(reader, organizationId, filter)
      .andWhere('membership.id > :after', { after })
      .orderBy('membership.id', 'ASC')
      .limit(CHUNK)
      .getMany();
    if (rows.length > 0) yield rows;
    if (rows.length < CHUNK) return;
    after = rows.at(-1)!.id;
  }
}
