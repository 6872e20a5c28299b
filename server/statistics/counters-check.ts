import type { EntityTarget, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { Activity, Post } from '../activities';
import { Membership } from '../memberships';
import { Organization } from '../organizations';
import type { Reader } from '../platform/database';
import { SignUp } from '../signups';
import type { Difference } from './figures-check';

const MOST = 100;
/** Who has a place, or one that is kept for them. */
const HOLDING = "('OFFERED', 'CONFIRMED', 'ATTENDED', 'NO_SHOW', 'EXCUSED')";

interface Counter {
  entity: EntityTarget<ObjectLiteral>;
  column: string;
  /** rows whose number the column keeps; `own.id` is the row that it belongs to */
  count: (query: SelectQueryBuilder<ObjectLiteral>) => SelectQueryBuilder<ObjectLiteral>;
}

const COUNTERS: readonly Counter[] = [
  {
    entity: Organization,
    column: 'memberCount',
    count: (query) =>
      query.from(Membership, 'counted').where("counted.organizationId = own.id AND counted.state = 'ACTIVE'"),
  },
  {
    entity: Organization,
    column: 'activityCount',
    count: (query) =>
      query
        .from(Activity, 'counted')
        .where('counted.organizationId = own.id AND counted.publishedAt IS NOT NULL'),
  },
  ...[Activity, Post].map((entity) => ({
    entity,
    column: 'takenPlaces',
    count: (query: SelectQueryBuilder<ObjectLiteral>) =>
      query
        .from(SignUp, 'counted')
        .where(`counted.${entity === Activity ? 'activityId' : 'postId'} = own.id`)
        .andWhere(`counted.state IN ${HOLDING}`),
  })),
];

/** Numbers that rows keep of others: members and published activities of an organization, places taken of an activity. */
export async function* wrongCounters({ manager }: Reader): AsyncGenerator<Difference> {
  for (const { entity, column, count } of COUNTERS) {
    const { name } = manager.connection.getMetadata(entity);
    const query = manager.createQueryBuilder(entity, 'own');
    const counted = count(
      query.subQuery().select('COUNT(*)') as SelectQueryBuilder<ObjectLiteral>,
    ).getQuery();
    const rows = await query
      .select('own.id', 'id')
      .addSelect(`own.${column}`, 'kept')
      .addSelect(counted, 'counted')
      .where(`own.${column} <> ${counted}`)
      .limit(MOST)
      .getRawMany<{ id: string; kept: string | number; counted: string | number }>();
    for (const row of rows)
      yield {
        what: `${name.toUpperCase()} ${row.id} ${column}`,
        kept: Number(row.kept),
        counted: Number(row.counted),
      };
  }
}
