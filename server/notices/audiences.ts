import type { SelectQueryBuilder } from 'typeorm';
import { Following } from '../memberships';
import type { Reader } from '../platform/database';
import { SignUp } from '../signups';
import { Account } from '../volunteers';

/** Everybody who follows an organization, or everybody who has a settled place at an activity, or had and came. */
export type AudienceOf = { organizationId: string } | { activityId: string };

export interface Audience {
  /** each gets it in the inbox */
  people: number;
  /** of these, who follow the official account too */
  inWechat: number;
}

/** Whom a notice would reach if it were published now, for the one who writes it. */
export async function countAudience(reader: Reader, of: AudienceOf): Promise<Audience> {
  const row = await those(reader, of)
    .leftJoin(
      Account,
      'account',
      'account.volunteerId = one.volunteerId AND account.following = :yes AND account.officialOpenid IS NOT NULL',
      { yes: true },
    )
    .select('COUNT(DISTINCT one.volunteerId)', 'people')
    .addSelect('COUNT(DISTINCT account.volunteerId)', 'inWechat')
    .getRawOne<Record<keyof Audience, string | number>>();
  return { people: Number(row?.people ?? 0), inWechat: Number(row?.inWechat ?? 0) };
}

/** @returns ids of volunteers in ascending order, each once, for addressing an audience in chunks */
export async function audienceAfter(
  reader: Reader,
  of: AudienceOf,
  afterVolunteerId: string | null,
  limit: number,
): Promise<string[]> {
  const rows = await those(reader, of)
    .andWhere('one.volunteerId > :afterVolunteerId', { afterVolunteerId: afterVolunteerId ?? '' })
    .select('one.volunteerId', 'volunteerId')
    .distinct()
    .orderBy('one.volunteerId', 'ASC')
    .limit(limit)
    .getRawMany<{ volunteerId: string }>();
  return rows.map(({ volunteerId }) => volunteerId);
}

const those = ({ manager }: Reader, of: AudienceOf): SelectQueryBuilder<Following | SignUp> =>
  'activityId' in of
    ? manager
        .createQueryBuilder(SignUp, 'one')
        .where("one.activityId = :activityId AND one.state IN ('CONFIRMED', 'ATTENDED')", of)
    : manager.createQueryBuilder(Following, 'one').where('one.organizationId = :organizationId', of);
