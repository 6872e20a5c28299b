import { Activity } from '../activities';
import { DAY, startOfShanghaiDay } from '../platform/clock';
import type { Reader } from '../platform/database';
import { type Page, readPage } from '../platform/http';
import { areaPrefix, findArea } from '../reference';
import type { RecapListQuery } from './recap.dto';
import { Recap } from './recap.entity';

/** @returns what anybody may read, as filtered, the latest first */
export function readPublished({ manager }: Reader, filters: RecapListQuery): Promise<Page<Recap>> {
  const { organizationId, activityId, areaCode, from, to } = filters;
  const query = manager.createQueryBuilder(Recap, 'recap').where("recap.state = 'PUBLISHED'");
  if (organizationId) query.andWhere('recap.organizationId = :organizationId', { organizationId });
  if (activityId) query.andWhere('recap.activityId = :activityId', { activityId });
  if (areaCode) {
    const area = findArea(areaCode);
    // An unknown area holds nothing; as its own prefix it finds nothing.
    const areas = `${area ? areaPrefix(area) : areaCode}%`;
    query
      .innerJoin(Activity, 'activity', 'activity.id = recap.activityId')
      .andWhere('activity.areaCode LIKE :areas', { areas });
  }
  if (from) query.andWhere('recap.publishedAt >= :from', { from: startOfShanghaiDay(from) });
  if (to)
    query.andWhere('recap.publishedAt < :until', { until: new Date(startOfShanghaiDay(to).getTime() + DAY) });
  return readPage(query, 'recap', filters, { by: 'publishedAt', direction: 'DESC' });
}
