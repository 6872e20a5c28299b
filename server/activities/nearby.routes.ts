import type { OrganizationService } from '../organizations';
import type { Clock } from '../platform/clock';
import type { Database, Reader } from '../platform/database';
import { ensure, invalid } from '../platform/fault';
import { type Api, ListOf, OutputNumber, Text } from '../platform/http';
import { Activity } from './activity.entity';
import { ActivityCard, activityCard } from './activity.view';
import { boxAround, type Place, placeOf, roughMetres } from './nearby.rules';

class NearbyQuery {
  /** `latitude,longitude` in degrees (GCJ-02), two decimals: about a kilometre, so that nobody's door is in a log */
  @Text(14) near: string;
}

class NearbyActivity extends ActivityCard {
  @OutputNumber('from the position, to about a kilometre') metres: number;
}

class NearbyView {
  @ListOf(() => NearbyActivity, 10) items: NearbyActivity[];
}

const SHOWN = 10;
/** Candidates in the box that are measured; where more recruit, the soonest. */
const MEASURED = 200;

/** What one can join around the corner. */
export function nearbyRoutes(
  api: Api,
  {
    database,
    clock,
    organizations,
  }: { database: Database; clock: Clock; organizations: OrganizationService },
): void {
  api.public.get(
    '/nearby-activities',
    { summary: '附近正在招募的活动', query: NearbyQuery, returns: NearbyView },
    async ({ query: { near } }) => {
      const place = placeOf(near);
      ensure(
        place,
        invalid('invalid_position', '位置应为“纬度,经度”，各保留两位小数，例如 39.92,116.44。', {
          field: 'near',
        }),
      );
      const now = clock.now();
      const found = (await recruitingAround(database, place, now))
        .map((activity) => ({ activity, metres: roughMetres(place, activity) }))
        .sort((one, other) => one.metres - other.metres)
        .slice(0, SHOWN);
      const ids = found.map(({ activity }) => activity.organizationId);
      const names = await organizations.findOrganizations(database, ids);
      return {
        items: found.map(({ activity, metres }) => ({
          ...activityCard(activity, { organization: names.get(activity.organizationId), now }),
          metres,
        })),
      };
    },
  );
}

/** What has no position lies in no box. */
function recruitingAround(reader: Reader, place: Place, now: Date): Promise<(Activity & Place)[]> {
  const box = boxAround(place);
  return reader.manager
    .createQueryBuilder(Activity, 'activity')
    .where("activity.state = 'PUBLISHED' AND activity.startsAt > :now", { now })
    .andWhere('activity.recruitFrom <= :now AND activity.recruitUntil > :now')
    .andWhere('activity.takenPlaces < activity.places')
    .andWhere('activity.latitude BETWEEN :south AND :north', box)
    .andWhere('activity.longitude BETWEEN :west AND :east', box)
    .orderBy('activity.startsAt', 'ASC')
    .take(MEASURED)
    .getMany() as Promise<(Activity & Place)[]>;
}
