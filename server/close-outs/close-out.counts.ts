import type { Reader } from '../platform/database';
import { CheckIn, ServiceAppeal, ServiceRecord } from '../service-hours';
import { SignUp } from '../signups';
import type { CloseOutFigures, Unsettled } from './close-out.rules';

const some = (value: string | number | null | undefined): number => Number(value ?? 0);

/** Those who took part or were to, and have no check-in and no excuse that waits: alias `signUp`. */
export function withoutCheckIn({ manager }: Reader, activityId: string) {
  const present = manager
    .createQueryBuilder(CheckIn, 'checkIn')
    .select('1')
    .where("checkIn.signUpId = signUp.id AND checkIn.state <> 'VOID'");
  return manager
    .createQueryBuilder(SignUp, 'signUp')
    .where("signUp.activityId = :activityId AND signUp.state = 'CONFIRMED'", { activityId })
    .andWhere("(signUp.excuseState IS NULL OR signUp.excuseState <> 'MADE')")
    .andWhere(`NOT EXISTS (${present.getQuery()})`);
}

/** @returns people and minutes of an activity as they are now */
export async function countFigures(reader: Reader, activityId: string): Promise<CloseOutFigures> {
  const people = await byState(reader, SignUp, activityId, 'COUNT(*)');
  const minutes = await byState(reader, ServiceRecord, activityId, 'SUM(row.minutes)');
  const [confirmed, attended] = [some(people.get('CONFIRMED')), some(people.get('ATTENDED'))];
  const [noShow, excused] = [some(people.get('NO_SHOW')), some(people.get('EXCUSED'))];
  return {
    signedUp: confirmed + attended + noShow + excused,
    attended,
    noShow,
    excused,
    undecided: confirmed,
    minutesPending: some(minutes.get('PENDING')),
    minutesInPublicity: some(minutes.get('IN_PUBLICITY')) + some(minutes.get('DISPUTED')),
    minutesEffective: some(minutes.get('EFFECTIVE')),
  };
}

/** @returns what of an activity is not settled yet */
export async function countUnsettled(reader: Reader, activityId: string): Promise<Unsettled> {
  const { manager } = reader;
  const records = (reviewLevel: 'ORGANIZATION' | 'UNIT') =>
    manager.countBy(ServiceRecord, { activityId, state: 'PENDING', reviewLevel });
  const recorded = manager
    .createQueryBuilder(ServiceRecord, 'record')
    .select('1')
    .where('record.checkInId = checkIn.id');
  return {
    openCheckIns: await manager.countBy(CheckIn, { activityId, state: 'OPEN' }),
    withoutCheckIn: await withoutCheckIn(reader, activityId).getCount(),
    forgotten: await manager
      .createQueryBuilder(CheckIn, 'checkIn')
      .where("checkIn.activityId = :activityId AND checkIn.state = 'AUTO_CLOSED'", { activityId })
      .andWhere(`NOT EXISTS (${recorded.getQuery()})`)
      .getCount(),
    pendingOwn: await records('ORGANIZATION'),
    pendingUnit: await records('UNIT'),
    excuses: await manager.countBy(SignUp, { activityId, excuseState: 'MADE' }),
    appeals: await manager.countBy(ServiceAppeal, { activityId, state: 'OPEN', level: 'ORGANIZATION' }),
  };
}

async function byState(
  { manager }: Reader,
  kind: typeof SignUp | typeof ServiceRecord,
  activityId: string,
  sum: string,
): Promise<Map<string, string>> {
  const rows: { state: string; value: string }[] = await manager
    .createQueryBuilder(kind as typeof SignUp, 'row')
    .select('row.state', 'state')
    .addSelect(sum, 'value')
    .where('row.activityId = :activityId', { activityId })
    .groupBy('row.state')
    .getRawMany();
  return new Map(rows.map(({ state, value }) => [state, value]));
}
