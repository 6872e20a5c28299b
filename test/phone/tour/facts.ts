import { Wire } from '../../../desk/story/wires';

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
  const logIn = async (person: string) => {
    const { code } = (await wire.send('POST', `/control/people/${person}/login-code`, {})).body;
    const { token } = (await wire.send('POST', '/api/public/sessions', { code })).body;
    return async (path: string) => (await wire.send('GET', path, undefined, token)).body;
  };
  await wire.send('POST', '/control/people', {
    id: 'tour-stranger',
    nickname: '新朋友',
    phone: '19900000199',
  });
  const organizer = await logIn('demo-organizer');
  const officer = await logIn('demo-officer');
  const volunteer = await logIn('demo-volunteer');
  const team = (await organizer('/api/organizer/organizations')).items[0].organizationId;
  const activities = (await organizer(`/api/organizer/activities?organizationId=${team}&limit=50`)).items;
  const named = (title: string) =>
    activities.find((each: { title: string }) => each.title.includes(title))?.id ?? '';
  const [certificate] = (await volunteer('/api/volunteer/certificates')).items;
  const first = (list: { items?: { id: string }[] }) => list.items?.[0]?.id ?? '';
  const { now } = await organizer('/api/simulation/clock');
  return {
    team,
    past: named('流动科技馆'),
    coming: named('银发数字课堂'),
    certificate: certificate.id,
    certificateNumber: certificate.number,
    recap: first(await organizer(`/api/public/recaps?organizationId=${team}`)),
    notice: first(await organizer(`/api/organizer/organizations/${team}/notices`)),
    demand: first(await organizer(`/api/organizer/organizations/${team}/demands`)),
    waitingOrganization: first(await officer('/api/unit/organizations?state=PENDING')),
    waitingActivity: first(await officer('/api/unit/activities?state=PENDING')),
    ahead: Date.parse(now) - Date.now(),
  };
}
