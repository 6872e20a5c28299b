import { Wire } from '../../../desk/story/wires';
import { logInOnDesk } from '../../support/desk-person';

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
  return {
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
