import jsQR from 'jsqr';
import sharp from 'sharp';
import { AuditEntry } from '../../server/platform/audit';
import { HOUR } from '../../server/platform/clock';
import type { Person } from '../support/person';
import { syntheticPhoto, uploadFile, uploadPhoto } from '../support/photo';
import type { TestOrganization } from '../support/staff';
import { createWorld, type World } from '../support/world';

const content = {
  text: '孩子们动手做了三个实验。现场很热闹。',
  photoIds: [],
  photoConsent: true,
  peopleServed: 86,
};

describe('recaps', () => {
  let world: World;
  let admin: Person;
  let organization: TestOrganization;

  beforeAll(async () => {
    world = await createWorld();
    admin = await world.person('赵敏').register();
    organization = await world.organization({ admin });
  });
  afterAll(() => world.stop());

  /** An activity that is under way. */
  async function begunActivity(): Promise<string> {
    const startsAt = new Date(world.clock.now().getTime() + HOUR);
    const id = await world.activity({ organization, admin, startsAt });
    world.advance(HOUR + 60_000);
    // WeChat judges texts only of people who used the mini-program lately, and sessions end after some days.
    await admin.logIn();
    return id;
  }

  const draft = async (more: object = {}) =>
    (
      await admin.post(`/api/organizer/activities/${await begunActivity()}/recaps`, { ...content, ...more })
    ).expect(201);

  const submitted = async (more: object = {}): Promise<string> => {
    const { id } = await draft(more);
    (await admin.post(`/api/organizer/recaps/${id}/submission`)).expect(204);
    return id;
  };

  const published = async (more: object = {}): Promise<string> => {
    const id = await submitted(more);
    const officer = await world.officer('110105');
    (await officer.post(`/api/unit/recaps/${id}/review`, { decision: 'PUBLISHED' })).expect(204);
    return id;
  };

  it('goes from draft by way of return and review to everybody, and down again', async () => {
    const photoId = await uploadPhoto(admin);
    const { id, activityId } = await draft({ photoIds: [photoId] });
    const officer = await world.officer('110105');
    expect((await world.anonymous.get(`/api/public/recaps/${id}`)).refusal).toEqual([404, 'recap_not_found']);

    (await admin.post(`/api/organizer/recaps/${id}/submission`)).expect(204);
    const queue = (await officer.get('/api/unit/recaps')).expect(200);
    expect(queue.items.map((item: { id: string }) => item.id)).toContain(id);
    (
      await officer.post(`/api/unit/recaps/${id}/review`, { decision: 'RETURNED', reason: '请写明地点' })
    ).expect(204);

    const returned = (await admin.get(`/api/organizer/recaps/${id}`)).expect(200);
    expect(returned).toMatchObject({ state: 'RETURNED', stateReason: '请写明地点', textVerdict: 'pass' });
    const better = { ...content, text: '在望京社区做了三个实验。', photoIds: [photoId] };
    (await admin.put(`/api/organizer/recaps/${id}`, better)).expect(200);
    (await admin.post(`/api/organizer/recaps/${id}/submission`)).expect(204);
    (await officer.post(`/api/unit/recaps/${id}/review`, { decision: 'PUBLISHED' })).expect(204);

    const recap = (await world.anonymous.get(`/api/public/recaps/${id}`)).expect(200);
    expect(recap).toMatchObject({
      text: better.text,
      peopleServed: 86,
      minutes: 0,
      organizationName: organization.name,
      photos: [{ photoId, width: 1200, height: 900 }],
    });
    const here = await world.anonymous.get('/api/public/recaps?areaCode=110000&from=2020-01-01');
    expect(here.expect(200).items).not.toEqual([]);
    for (const elsewhere of ['areaCode=130000', 'to=2020-01-01', 'from=2099-01-01']) {
      const none = await world.anonymous.get(`/api/public/recaps?${elsewhere}`);
      expect(none.expect(200).items).toEqual([]);
    }
    const cards = (await world.anonymous.get(`/api/public/recaps?activityId=${activityId}`)).expect(200);
    expect(cards.items).toMatchObject([{ id, lead: better.text, peopleServed: 86 }]);

    (await officer.post(`/api/unit/recaps/${id}/takedown`, { reason: '有人提出异议' })).expect(204);
    expect((await world.anonymous.get(`/api/public/recaps/${id}`)).status).toBe(404);
    (await admin.post(`/api/organizer/activities/${activityId}/recaps`, content)).expect(201);

    const audit = await world.database.manager.findBy(AuditEntry, { subjectId: id });
    expect(audit.map(({ action }) => action)).toEqual([
      'recap.returned',
      'recap.published',
      'recap.taken-down',
    ]);
    await world.settle();
    const inbox = (await admin.get('/api/volunteer/inbox')).expect(200).items;
    expect(inbox[0]).toMatchObject({ title: '活动分享已撤下', read: false });
    expect(inbox[0].body).toContain('有人提出异议');
  });

  it('refuses drafts that may not be', async () => {
    const activity = await begunActivity();
    const soon = await world.activity({ organization, admin });
    const stranger = await world.person('孙一').register();
    const path = (id: string) => `/api/organizer/activities/${id}/recaps`;
    const foreign = await uploadPhoto(stranger);
    const own = await uploadPhoto(admin);
    const refusals: [string, Person, string, object, [number, string]][] = [
      ['before the activity begins', admin, soon, {}, [409, 'activity_not_begun']],
      ['by somebody else', stranger, activity, {}, [403, 'not_organizer']],
      ['of a foreign photo', admin, activity, { photoIds: [foreign] }, [403, 'foreign_photo']],
      ['of one photo twice', admin, activity, { photoIds: [own, own] }, [400, 'photo_twice']],
      [
        'of a photo that is not there',
        admin,
        activity,
        { photoIds: ['01ARZ3NDEKTSV4RRFFQ69G5FAV'] },
        [404, 'photo_not_found'],
      ],
      ['of ten photos', admin, activity, { photoIds: Array(10).fill(own) }, [400, 'invalid_input']],
      ['that is too long', admin, activity, { text: '字'.repeat(5001) }, [400, 'invalid_input']],
      ['for no activity', admin, '01ARZ3NDEKTSV4RRFFQ69G5FAV', {}, [404, 'activity_not_found']],
    ];
    for (const [why, person, id, more, refusal] of refusals) {
      expect([why, (await person.post(path(id), { ...content, ...more })).refusal]).toEqual([why, refusal]);
    }
    const { id } = (await admin.post(path(activity), content)).expect(201);
    expect((await admin.get(path(activity))).expect(200).items).toMatchObject([{ id, state: 'DRAFT' }]);
    expect((await stranger.get(path(activity))).refusal).toEqual([403, 'not_organizer']);
    expect((await admin.post(path(activity), content)).refusal).toEqual([409, 'recap_exists']);
  });

  it('refuses steps out of turn and people out of place', async () => {
    const id = await submitted();
    const officer = await world.officer('110105');
    const sibling = await world.officer('110108');
    const stranger = await world.person('钱一').register();
    const review = `/api/unit/recaps/${id}/review`;
    const refusals: [Person, string, string, object | undefined, [number, string]][] = [
      [sibling, 'POST', review, { decision: 'PUBLISHED' }, [403, 'out_of_scope']],
      [sibling, 'GET', `/api/unit/recaps/${id}`, undefined, [403, 'out_of_scope']],
      [admin, 'POST', review, { decision: 'PUBLISHED' }, [403, 'not_unit_officer']],
      [officer, 'POST', review, { decision: 'RETURNED' }, [400, 'reason_required']],
      [officer, 'POST', `/api/unit/recaps/${id}/takedown`, { reason: '没有发布' }, [409, 'recap_state']],
      [admin, 'PUT', `/api/organizer/recaps/${id}`, content, [409, 'recap_state']],
      [admin, 'POST', `/api/organizer/recaps/${id}/submission`, {}, [409, 'recap_state']],
      [stranger, 'GET', `/api/organizer/recaps/${id}`, undefined, [403, 'not_organizer']],
      [
        stranger,
        'POST',
        `/api/organizer/recaps/${id}/takedown`,
        { reason: '不喜欢' },
        [403, 'not_organizer'],
      ],
    ];
    for (const [person, method, path, body, refusal] of refusals) {
      expect([path, (await person.request(method, path, body)).refusal]).toEqual([path, refusal]);
    }
    expect((await sibling.get('/api/unit/recaps')).expect(200).items).toEqual([]);
    const twice = await Promise.all([1, 2].map(() => officer.post(review, { decision: 'PUBLISHED' })));
    expect(twice.map(({ status }) => status).sort()).toEqual([204, 409]);
  });

  it('asks WeChat about the text: risky words go no further, doubtful ones are shown to the reviewer', async () => {
    world.desk.control.setWords({ risky: ['违禁词'], review: ['可疑词'] });
    const risky = await draft({ text: '这里有违禁词。' });
    expect((await admin.post(`/api/organizer/recaps/${risky.id}/submission`)).refusal).toEqual([
      400,
      'content_risky',
    ]);
    expect((await admin.get(`/api/organizer/recaps/${risky.id}`)).body.state).toBe('DRAFT');
    const doubtful = await submitted({ text: '这里有可疑词。' });
    const officer = await world.officer('110105');
    expect((await officer.get(`/api/unit/recaps/${doubtful}`)).expect(200).textVerdict).toBe('review');
    world.desk.control.setWords({ risky: [], review: [] });
    world.desk.control.addFault({ api: '/wxa/msg_sec_check', kind: 'errcode', errcode: 61010 });
    const unknown = await submitted();
    expect((await officer.get(`/api/unit/recaps/${unknown}`)).expect(200).textVerdict).toBe('unknown');
    world.desk.control.clearFaults();
  });

  it('takes photos only with the consent of those in them', async () => {
    const { id } = await draft({ photoIds: [await uploadPhoto(admin)], photoConsent: false });
    expect((await admin.post(`/api/organizer/recaps/${id}/submission`)).refusal).toEqual([
      400,
      'photo_consent_required',
    ]);
  });

  it('counts views once a visitor and day, shares once a way, and loses none of many at once', async () => {
    const id = await published();
    const hit = (path: string, agent: string, body: object = {}) =>
      fetch(`${world.url}/api/public/recaps/${id}/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'user-agent': agent },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(20_000),
      }).then(({ status }) => expect(status).toBe(204));
    await Promise.all(Array.from({ length: 30 }, (_, index) => hit('views', `phone ${index % 15}`)));
    await Promise.all([
      hit('shares', 'phone 1', { channel: 'FRIEND' }),
      hit('shares', 'phone 1', { channel: 'TIMELINE' }),
      hit('shares', 'phone 1', { channel: 'TIMELINE' }),
    ]);
    expect((await world.anonymous.get(`/api/public/recaps/${id}`)).body).toMatchObject({
      views: 15,
      shares: 2,
    });
    world.advance(24 * HOUR);
    await hit('views', 'phone 1');
    expect((await world.anonymous.get(`/api/public/recaps/${id}`)).body.views).toBe(16);
    expect((await world.anonymous.post(`/api/public/recaps/${'0'.repeat(26)}/views`)).status).toBe(404);
    await admin.logIn();
  });

  it('serves a page that cards can be made of and that no text can break out of', async () => {
    const photoId = await uploadPhoto(admin);
    const id = await published({
      text: '<script>alert(1)</script>"引号"\n第二段',
      photoIds: [photoId],
    });
    const page = await world.anonymous.get(`/recaps/${id}`);
    expect(page.status).toBe(200);
    const recap = (await world.anonymous.get(`/api/public/recaps/${id}`)).body;
    const publicUrl = world.app.parts.config.http.publicUrl;
    expect(page.body).toContain(`<meta property="og:image" content="${publicUrl}${recap.photos[0].url}">`);
    expect(page.body).toContain('<meta property="og:title" content="科学实验进社区">');
    expect(page.body).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;引号&quot;');
    expect(page.body).not.toContain('<script>alert');
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self' https://res.wx.qq.com");
    const script = await world.anonymous.get('/assets/recap.js');
    expect(script.headers.get('content-type')).toContain('javascript');

    const missing = await world.anonymous.get(`/recaps/${'0'.repeat(26)}`);
    expect(missing.status).toBe(404);
    expect(missing.body).toContain('没有找到这篇分享');
  });

  it('signs for our own pages only, and WeChat accepts the signature', async () => {
    const url = `${world.app.parts.config.http.publicUrl}/recaps/x?from=timeline`;
    const config = (
      await world.anonymous.get(`/api/public/js-sdk?url=${encodeURIComponent(`${url}#top`)}`)
    ).expect(200);
    expect(world.desk.control.verifyJsSdk({ ...config, url })).toBe(true);
    for (const foreign of ['https://evil.example/recaps/x', 'javascript:alert(1)', 'recaps/x']) {
      const answer = await world.anonymous.get(`/api/public/js-sdk?url=${encodeURIComponent(foreign)}`);
      expect(answer.refusal).toEqual([400, 'foreign_page']);
    }
  });

  it('has a poster whose code opens it, drawn once, and so has an activity that recruits', async () => {
    const id = await published({ photoIds: [await uploadPhoto(admin)] });
    const calls = () =>
      world.desk.control.calls().filter(({ api }) => api === '/wxa/getwxacodeunlimit').length;
    const before = calls();
    const path = `/api/public/recaps/${id}/poster`;
    const [poster, again] = await Promise.all([world.anonymous.get(path), world.anonymous.get(path)]);
    expect(poster.expect(200)).toEqual(again.expect(200));
    expect(calls()).toBe(before + 1);
    expect(await codeOn(poster.body.url)).toEqual({ page: 'pages/recap/detail/detail', scene: id });

    const activityId = await world.activity({ organization, admin });
    const recruiting = (await world.anonymous.get(`/api/public/activities/${activityId}/poster`)).expect(200);
    const opens = { page: 'pages/activity/detail/detail', scene: activityId };
    expect(await codeOn(recruiting.url)).toEqual(opens);

    const unknown = '0'.repeat(26);
    for (const [kind, code] of [
      ['recaps', 'recap_not_found'],
      ['activities', 'activity_not_found'],
    ])
      expect((await world.anonymous.get(`/api/public/${kind}/${unknown}/poster`)).refusal).toEqual([
        404,
        code,
      ]);
    const hidden = (await draft()).id;
    expect((await world.anonymous.get(`/api/public/recaps/${hidden}/poster`)).status).toBe(404);
  });

  it('gets a poster with a code of our own while WeChat gives none', async () => {
    const id = await published();
    world.desk.control.addFault({ api: '/wxa/getwxacodeunlimit', kind: 'errcode', errcode: 45009 });
    try {
      const { url } = (await world.anonymous.get(`/api/public/recaps/${id}/poster`)).expect(200);
      expect(await codeOn(url)).toEqual({ path: `/recaps/${id}` });
    } finally {
      world.desk.control.clearFaults();
    }
  });

  /** Reads the code as a camera does. @returns what it opens */
  async function codeOn(url: string): Promise<Record<string, string>> {
    const answer = await fetch(world.url + url, { signal: AbortSignal.timeout(20_000) });
    const bytes = Buffer.from(await answer.arrayBuffer());
    const { data, info } = await sharp(bytes).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    expect([answer.headers.get('content-type'), info.width, info.height]).toEqual(['image/png', 1080, 1440]);
    const seen = new URL(jsQR(new Uint8ClampedArray(data), info.width, info.height)?.data ?? 'nothing:');
    const { page, scene } = Object.fromEntries(seen.searchParams);
    return page ? { page, scene: scene ?? '' } : { path: seen.pathname };
  }
});

describe('photos', () => {
  let world: World;
  let organizer: Person;
  const path = '/api/organizer/photos';

  beforeAll(async () => {
    world = await createWorld();
    organizer = await world.person('周一').register();
  });
  afterAll(() => world.stop());

  it('are served for ever under a name of their own, without what the phone wrote into them', async () => {
    const original = await sharp(await syntheticPhoto())
      .withExif({ IFD0: { Make: 'SecretPhone' } })
      .jpeg()
      .toBuffer();
    const { body } = await uploadFile(organizer, path, original);
    expect(body.url).toMatch(/^\/files\/[0-9a-f]{40}\.jpg$/);
    const response = await fetch(world.url + body.url, { signal: AbortSignal.timeout(20_000) });
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(response.headers.get('content-type')).toBe('image/jpeg');
    expect(response.headers.get('cache-control')).toContain('immutable');
    expect((await sharp(bytes).metadata()).exif).toBeUndefined();
    expect((await world.anonymous.get('/files/..%2fsecrets.json')).status).toBe(404);
    expect((await world.anonymous.get(`/files/${'0'.repeat(40)}.jpg`)).status).toBe(404);
  });

  it('refuses what is not a photo, too large, missing, or from a stranger', async () => {
    const text = await uploadFile(organizer, path, Buffer.from('<?php'));
    expect([text.status, text.body.code]).toEqual([400, 'photo_unreadable']);
    const large = await uploadFile(organizer, path, Buffer.alloc(10 * 1024 * 1024 + 1, 1));
    expect([large.status, large.body.code]).toEqual([413, 'body_too_large']);
    expect((await organizer.post(path, {})).refusal).toEqual([415, 'unsupported_media_type']);
    const visitor = await world.person('吴一').logIn();
    const stranger = await uploadFile(visitor, path, await syntheticPhoto());
    expect([stranger.status, stranger.body.code]).toEqual([403, 'not_registered']);

    const empty = await fetch(world.url + path, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${organizer.token}`,
        'content-type': 'multipart/form-data; boundary=end',
      },
      body: '--end--\r\n',
      signal: AbortSignal.timeout(20_000),
    });
    expect([empty.status, ((await empty.json()) as { code: string }).code]).toEqual([400, 'file_missing']);
  });
});
