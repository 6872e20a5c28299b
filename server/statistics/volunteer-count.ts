import { In } from 'typeorm';
import { insertRows, type Reader, type Tx } from '../platform/database';
import { newId } from '../platform/ids';
import { ServiceRecord } from '../service-hours';
import { Volunteer } from '../volunteers';
import { countedRecords } from './day-count';
import { ALL_TIME, daysOf, grainOf } from './periods.rules';
import { VolunteerFigures } from './volunteer-figures.entity';

const PEOPLE_AT_ONCE = 500;

/**
 * Counts anew whoever has a record on the day, whatever became of it: their month, their year and altogether. The work
 * goes with what changed, not with how many volunteers there are.
 */
export async function countVolunteersOf(tx: Tx, day: string): Promise<void> {
  for (let after = ''; ; ) {
    const people = await peopleOf(tx, day, after);
    if (people.length === 0) return;
    for (const period of [day.slice(0, 7), day.slice(0, 4), ALL_TIME]) await recount(tx, people, period);
    after = people.at(-1)!;
  }
}

/** @returns ids in ascending order */
async function peopleOf({ manager }: Reader, day: string, after: string): Promise<string[]> {
  const rows = await manager
    .createQueryBuilder(ServiceRecord, 'record')
    .select('record.volunteerId', 'id')
    .where('record.day = :day AND record.volunteerId > :after', { day, after })
    .groupBy('record.volunteerId')
    .orderBy('record.volunteerId')
    .limit(PEOPLE_AT_ONCE)
    .getRawMany<{ id: string }>();
  return rows.map(({ id }) => id);
}

async function recount(tx: Tx, people: string[], period: string): Promise<void> {
  const grain = grainOf(period);
  const query = countedRecords(tx)
    .innerJoin(Volunteer, 'volunteer', 'volunteer.id = record.volunteerId')
    .select('record.volunteerId', 'volunteerId')
    .addSelect('volunteer.areaCode', 'areaCode')
    .addSelect('SUM(record.minutes)', 'minutes')
    .addSelect('COUNT(DISTINCT record.activityId)', 'activities')
    .andWhere('record.volunteerId IN (:...people)', { people })
    .groupBy('record.volunteerId')
    .addGroupBy('volunteer.areaCode');
  const days = daysOf(period);
  if (days) query.andWhere('record.day >= :first AND record.day <= :last', days);
  const rows =
    await query.getRawMany<Record<'volunteerId' | 'areaCode' | 'minutes' | 'activities', string>>();
  await tx.manager.delete(VolunteerFigures, { volunteerId: In(people), grain, period });
  await insertRows(
    tx.manager,
    VolunteerFigures,
    rows.map(({ volunteerId, areaCode, minutes, activities }) => ({
      id: newId(),
      volunteerId,
      areaCode,
      grain,
      period,
      minutes: Number(minutes),
      activities: Number(activities),
    })),
  );
}
