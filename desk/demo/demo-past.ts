import type { DemoPerson } from './demo-person';
import { demoPhoto } from './demo-photos';
import { midnight, spanOf } from './demo-plans';

/** What took place without having been published: days count from the day on which it is entered. */
const COUNTED = {
  ...{ day: -3, from: 14, hours: 3 },
  title: '暴雨过后的防疫消杀宣讲',
  category: 'livelihood',
  ...{ place: '朝阳区黑庄户乡万子营村村委会', areaCode: '110105' },
  position: { latitude: 39.8538, longitude: 116.5921 },
  intro: '教村民配消毒液、处理积水和泡水的粮食，逐户发放明白纸。',
  reason: '暴雨第二天应村里邀请赶去，来不及事先发布。',
};

export const WAITING_PAST = {
  ...{ day: -4, from: 9, hours: 2 },
  title: '科普集市的两个展台',
  category: 'popularization',
  ...{ place: '朝阳区将台乡文化广场', areaCode: '110105' },
  position: { latitude: 39.9672, longitude: 116.4931 },
  intro: '在乡里的集市上带孩子做静电实验，发放防灾减灾手册。',
  reason: '集市提前了一周，当天才接到通知。',
};

interface Entry {
  organizer: DemoPerson;
  people: DemoPerson[];
}

/** One that the county approved: its hours count once the longer publicity is over. */
export async function enterApproved(team: string, entry: Entry & { officer: DemoPerson }, now: Date) {
  const { id, version } = await enter(team, entry, COUNTED, now);
  const verdict = { decision: 'APPROVE', version };
  await entry.officer.post(`/api/unit/past-activities/${id}/review`, verdict);
}

/** One that waits for the county. */
export const enterWaiting = (team: string, entry: Entry, now: Date) => enter(team, entry, WAITING_PAST, now);

async function enter(
  team: string,
  { organizer, people }: Entry,
  { day, from, hours, ...said }: typeof COUNTED,
  now: Date,
) {
  const { startsAt, endsAt } = spanOf({ day, from, hours }, midnight(now));
  const proof = [await organizer.uploadProof(await demoPhoto())];
  const served = people.map(({ number }) => ({ volunteerNumber: number, startAt: startsAt, endAt: endsAt }));
  return organizer.post(`/api/organizer/organizations/${team}/past-activities`, {
    ...said,
    ...{ startsAt, endsAt, proof, people: served },
  });
}
