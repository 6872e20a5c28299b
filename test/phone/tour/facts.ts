import { Wire } from '../../../desk/story/wires';
import { type DeskPerson, logInOnDesk } from '../../support/desk-person';
import { syntheticPhoto } from '../../support/photo';

/** Ids of what the demonstration made, for the addresses of pages. */
export interface Facts {
  team: string;
  past: string;
  coming: string;
  recap: string;
  notice: string;
  /** dispatched to the team */
  demand: string;
  certificate: string;
  certificateNumber: string;
  waitingOrganization: string;
  waitingActivity: string;
  /** an activity entered afterwards that was returned, and one that waits */
  returnedPast: string;
  waitingPast: string;
  /** Milliseconds that the product's clock is ahead. */
  ahead: number;
}

/** Asks the product as its people do. @param url of the desk */
export async function findFacts(url: string): Promise<Facts> {
  const wire = new Wire(url);
  await wire.send('POST', '/control/people', {
    id: 'tour-stranger',
    nickname: '新朋友',
    phone: '19900000199',
  });
  const organizer = await logInOnDesk(url, 'demo-organizer');
  const officer = await logInOnDesk(url, 'demo-officer');
  const volunteer = await logInOnDesk(url, 'demo-volunteer');
  const team = (await organizer.get('/api/organizer/organizations')).items[0].organizationId;
  const activities = (await organizer.get(`/api/organizer/activities?organizationId=${team}&limit=50`)).items;
  const named = (title: string) =>
    activities.find((each: { title: string }) => each.title.includes(title))?.id ?? '';
  const [certificate] = (await volunteer.get('/api/volunteer/certificates')).items;
  // So that there is one to cancel.
  const far = named('奥森植物观察');
  const { items: own } = await volunteer.get('/api/volunteer/signups');
  if (!own.some(({ activityId }: { activityId: string }) => activityId === far))
    await volunteer.post(`/api/volunteer/activities/${far}/signups`, { riskAcknowledged: true });
  const first = (list: { items?: { id: string }[] }) => list.items?.[0]?.id ?? '';
  const { now } = await organizer.get('/api/simulation/clock');
  const past = await findPast(team, organizer, officer, Date.parse(now));
  return {
    ...past,
    team,
    past: named('流动科技馆'),
    coming: named('银发数字课堂'),
    certificate: certificate.id,
    certificateNumber: certificate.number,
    recap: first(await organizer.get(`/api/public/recaps?organizationId=${team}`)),
    notice: first(await organizer.get(`/api/organizer/organizations/${team}/notices`)),
    demand: first(await organizer.get(`/api/organizer/organizations/${team}/demands`)),
    waitingOrganization: first(await officer.get('/api/unit/organizations?state=PENDING')),
    waitingActivity: first(await officer.get('/api/unit/activities?state=PENDING')),
    ahead: Date.parse(now) - Date.now(),
  };
}

const [HOUR, DAY] = [3_600_000, 86_400_000];

/** Two activities that were entered afterwards: one of the demonstration, and one returned now unless a visit before did it. */
async function findPast(team: string, organizer: DeskPerson, officer: DeskPerson, now: number) {
  const path = `/api/organizer/organizations/${team}/past-activities`;
  const find = async (state: string): Promise<{ id: string; version: number } | undefined> =>
    (await organizer.get(`${path}?state=${state}`)).items[0];
  const members = (await organizer.get(`/api/organizer/organizations/${team}/members`)).items;
  const enter = async (title: string, daysAgo: number) => {
    const [startsAt, endsAt] = [0, 2].map((hours) =>
      new Date(now - daysAgo * DAY + hours * HOUR - ((now + 8 * HOUR) % DAY) + 9 * HOUR).toISOString(),
    );
    const served = members
      .filter(({ role }: { role: string }) => role === 'MEMBER')
      .map(({ volunteerNumber }: { volunteerNumber: string }) => ({
        ...{ volunteerNumber, startAt: startsAt, endAt: endsAt },
      }));
    return organizer.post(path, {
      ...{ title, category: 'popularization', place: '黑庄户乡文化站二层', areaCode: '110105' },
      ...{ startsAt, endsAt, intro: '到三个村讲防灾减灾，带孩子们做了避震演练。' },
      ...{ reason: '临时应村里邀请，来不及事先发布。', people: served },
      position: { latitude: 39.8563, longitude: 116.5838 },
      proof: [await organizer.upload('/api/organizer/proofs', await syntheticPhoto())],
    });
  };
  let returned = await find('RETURNED');
  if (!returned) {
    returned = await enter('乡村科普大篷车', 12);
    const verdict = { decision: 'RETURN', version: returned?.version, reason: '请补上第三个村的照片。' };
    await officer.post(`/api/unit/past-activities/${returned?.id}/review`, verdict);
  }
  return { returnedPast: returned?.id ?? '', waitingPast: (await find('PENDING'))?.id ?? '' };
}
