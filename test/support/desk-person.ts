import { formOf, midnight } from '../../desk/demo/demo-plans';
import { PLACE } from '../../desk/story/setting';
import { Wire } from '../../desk/story/wires';

/** What somebody of the desk asks for without a phone in the hand. */
export interface DeskPerson {
  // biome-ignore lint/suspicious/noExplicitAny: what the wire says
  get(path: string): Promise<any>;
  /** @throws Error when the product refuses */
  // biome-ignore lint/suspicious/noExplicitAny: what the wire says
  post(path: string, body?: unknown): Promise<any>;
  /** @returns the name of the file that was sent */
  upload(path: string, photo: Buffer): Promise<string>;
}

const UPLOAD_TIMEOUT_MS = 20_000;

/** @param url of the desk @param id of the person in its WeChat, e.g. `demo-organizer` */
export async function logInOnDesk(url: string, id: string): Promise<DeskPerson> {
  const wire = new Wire(url);
  const { code } = (await wire.send('POST', `/control/people/${id}/login-code`, {})).body;
  const { token } = (await wire.send('POST', '/api/public/sessions', { code })).body;
  return {
    get: async (path) => (await wire.send('GET', path, undefined, token)).body,
    post: async (path, body = {}) => {
      const answer = await wire.send('POST', path, body, token);
      if (answer.status < 300) return answer.body;
      throw new Error(`${id}: POST ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    },
    upload: async (path, photo) => {
      const form = new FormData();
      form.append('file', new Blob([new Uint8Array(photo)], { type: 'image/jpeg' }), 'photo.jpg');
      const headers = { authorization: `Bearer ${token}` };
      const signal = AbortSignal.timeout(UPLOAD_TIMEOUT_MS);
      const answer = await fetch(url + path, { method: 'POST', headers, body: form, signal });
      if (answer.ok) return ((await answer.json()) as { name: string }).name;
      throw new Error(`${id}: POST ${path}: ${answer.status}`);
    },
  };
}

const CHECKLIST = {
  notOnesJob: true,
  notCompelled: true,
  notForPrivateGain: true,
  freeForThoseServed: true,
  noRewardBeyondReimbursement: true,
};

/** The county approves what waits. */
export async function approveOnDesk(url: string, activityId: string): Promise<void> {
  const officer = await logInOnDesk(url, 'demo-officer');
  await officer.post(`/api/unit/activities/${activityId}/review`, {
    decision: 'APPROVE',
    checklist: CHECKLIST,
  });
}

/** An activity of the demonstration's organization with one place, in ten days. @returns its id */
export async function publishOnDesk(url: string, title: string): Promise<string> {
  const organizer = await logInOnDesk(url, 'demo-organizer');
  const { items } = await organizer.get('/api/organizer/organizations');
  const now = new Date((await organizer.get('/api/simulation/clock')).now);
  const more = { ...PLACE, riskNotice: '活动室在二层，没有电梯。', intro: '请讲师讲星空。' };
  const form = formOf({ title, day: 10, from: 9, hours: 2, places: 1, more }, midnight(now), now);
  const path = `/api/organizer/organizations/${items[0].organizationId}/activities`;
  const { id } = await organizer.post(path, form);
  await organizer.post(`/api/organizer/activities/${id}/submission`);
  await approveOnDesk(url, id);
  return id;
}
