import { Activity, Post } from '../../server/activities';
import { HOUR, MINUTE } from '../../server/platform/clock';
import { SignUp } from '../../server/signups';
import { TAKING_PART } from '../../server/signups/signup.rules';
import { type ActivityChoices, activityForm } from '../support/activity';
import type { Person } from '../support/person';
import type { TestOrganization } from '../support/staff';
import { createWorld, type World } from '../support/world';

const agreed = { riskAcknowledged: true };

describe('posts, approval, the waiting list and invitations', () => {
  let world: World;
  let organization: TestOrganization;
  let admin: Person;
  let people: Person[];
  let [a, b, c, d] = [] as unknown as [Person, Person, Person, Person];
  beforeAll(async () => {
    world = await createWorld();
    admin = await world.person('组织管理员').register();
    organization = await world.organization({ admin });
    people = await Promise.all(
      ['甲', '乙', '丙', '丁', '戊', '己'].map((name) => world.person(`志愿者${name}`).register()),
    );
    [a, b, c, d] = people as [Person, Person, Person, Person];
  }, 60_000);
  afterAll(() => world.stop());

  let days = 0;
  const publish = (form: ActivityChoices['form'] = {}, places = 1) => {
    days += 1;
    const startsAt = new Date(world.clock.now().getTime() + days * 24 * HOUR);
    return world.activity({ organization, admin, places, startsAt, form });
  };
  const apply = (person: Person, id: string, more: object = { waitlist: true }) =>
    person.post(`/api/volunteer/activities/${id}/signups`, { ...agreed, ...more });
  const answer = (person: Person, signUpId: string, how: 'acceptance' | 'refusal') =>
    person.post(`/api/volunteer/signups/${signUpId}/${how}`, how === 'acceptance' ? agreed : undefined);
  const cancel = (person: Person, signUpId: string) =>
    person.post(`/api/volunteer/signups/${signUpId}/cancellation`, { reason: '临时有事' });
  const eligibility = async (person: Person, id: string) =>
    (await person.get(`/api/volunteer/activities/${id}/eligibility`)).expect(200);
  const stateOf = async (person: Person, id: string) => (await eligibility(person, id)).signUp?.state ?? null;
  const states = (id: string, ...who: Person[]) => Promise.all(who.map((person) => stateOf(person, id)));
  const decide = (id: string, signUpIds: string[], decision: string, reason?: string) =>
    admin.post(`/api/organizer/activities/${id}/signup-decisions`, { signUpIds, decision, reason });
  const lastTitle = async (person: Person) => {
    await world.settle();
    return (await person.get('/api/volunteer/inbox')).expect(200).items[0]?.title;
  };

  /** What the to-dos of an organizer say of an activity. */
  const due = async (id: string, by = admin) => {
    const query = `?organizationId=${organization.id}`;
    const { items } = (await by.get(`/api/organizer/signups-to-decide${query}`)).expect(200);
    return items.find(({ activityId }: { activityId: string }) => activityId === id);
  };

  /** What is counted is what is there, at the posts and at their activity. */
  const expectCounts = async (id: string) => {
    const { manager } = world.database;
    const posts = await manager.findBy(Post, { activityId: id });
    const signUps = await manager.findBy(SignUp, { activityId: id });
    const held = (postId?: string) =>
      signUps.filter(
        (signUp) =>
          (postId === undefined || signUp.postId === postId) &&
          (signUp.state === 'OFFERED' || TAKING_PART.includes(signUp.state)),
      ).length;
    const waiting = (postId?: string) =>
      signUps.filter(
        (signUp) => (postId === undefined || signUp.postId === postId) && signUp.state === 'WAITLISTED',
      ).length;
    for (const post of posts)
      expect(post).toMatchObject({ takenPlaces: held(post.id), waiting: waiting(post.id) });
    const activity = await manager.findOneByOrFail(Activity, { id });
    const places = posts.reduce((sum, post) => sum + post.places, 0);
    expect(activity).toMatchObject({ takenPlaces: held(), waiting: waiting(), places });
  };

  it('gives places by post, each with its own count and conditions', async () => {
    const id = await publish({
      places: undefined,
      posts: [
        { title: '讲解员', requirement: '熟悉天文知识', places: 1, minAge: 30 },
        { title: '引导员', places: 2 },
        { title: '骨干', places: 1, membersOnly: true },
      ],
    });
    const { posts, places } = (await world.anonymous.get(`/api/public/activities/${id}`)).expect(200);
    expect(places).toBe(4);
    expect(posts).toMatchObject([
      { title: '讲解员', requirement: '熟悉天文知识', freePlaces: 1, minAge: 30 },
      { title: '引导员', freePlaces: 2 },
      { title: '骨干', membersOnly: true },
    ]);
    const young = await world.person('小年').register({ birthDay: '2002-01-01' });
    const [guide, usher, core] = posts.map((post: { id: string }) => post.id);
    const other = (await publish()) && (await publish());
    const strange = (await world.anonymous.get(`/api/public/activities/${other}`)).body.posts[0].id;
    const refusals: [object, [number, string]][] = [
      [{}, [400, 'post_required']],
      [{ postId: strange }, [404, 'post_not_found']],
      [{ postId: guide }, [403, 'too_young']],
      [{ postId: core }, [403, 'members_only']],
    ];
    for (const [form, refusal] of refusals) expect((await apply(young, id, form)).refusal).toEqual(refusal);
    expect(await eligibility(young, id)).toMatchObject({
      eligible: true,
      posts: [
        { postId: guide, eligible: false, reasons: [{ code: 'too_young' }] },
        { postId: usher, eligible: true },
        { postId: core, eligible: false, reasons: [{ code: 'members_only' }] },
      ],
    });
    expect((await apply(young, id, { postId: usher })).expect(201)).toMatchObject({ state: 'CONFIRMED' });
    (await apply(a, id, { postId: guide })).expect(201);
    expect((await apply(b, id, { postId: guide })).refusal).toEqual([409, 'activity_full']);
    expect((await young.get('/api/volunteer/signups')).body.items[0].postTitle).toBe('引导员');
    const list = await admin.get(`/api/organizer/activities/${id}/signups?postId=${guide}`);
    expect(list.expect(200).items).toHaveLength(1);
    await expectCounts(id);
  });

  it('refuses plans whose posts do not fit together', async () => {
    const path = `/api/organizer/organizations/${organization.id}/activities`;
    const post = { title: '讲解员', places: 1 };
    const cases: [object, [number, string]][] = [
      [{ places: undefined }, [400, 'places_required']],
      [{ posts: [post, post] }, [400, 'post_titles_repeated']],
      [{ posts: [{ ...post, minAge: 40, maxAge: 20 }] }, [400, 'age_order']],
      [
        {
          posts: [
            { ...post, places: 60_000 },
            { title: '引导员', places: 60_000 },
          ],
        },
        [400, 'too_many_places'],
      ],
      [{ posts: [{ ...post, places: 0 }] }, [400, 'invalid_input']],
    ];
    for (const [form, refusal] of cases)
      expect((await admin.post(path, activityForm(world.clock.now(), { form }))).refusal).toEqual(refusal);
  });

  it('offers a free place to those who wait, in order, and to nobody who comes later', async () => {
    const id = await publish();
    const first = (await apply(a, id)).expect(201);
    expect((await apply(b, id, {})).refusal).toEqual([409, 'activity_full']);
    expect(await eligibility(b, id)).toMatchObject({ eligible: false, mayWait: true });
    const second = (await apply(b, id)).expect(201);
    expect(second.state).toBe('WAITLISTED');
    expect((await apply(b, id)).body.id).toBe(second.id);
    (await apply(c, id)).expect(201);
    expect(await eligibility(c, id)).toMatchObject({ position: 2, signUp: { state: 'WAITLISTED' } });
    const card = (await world.anonymous.get(`/api/public/activities/${id}`)).expect(200);
    expect(card).toMatchObject({ freePlaces: 0, waiting: 2 });

    (await cancel(a, first.id)).expect(200);
    expect(await states(id, a, b, c)).toEqual([null, 'OFFERED', 'WAITLISTED']);
    expect(await lastTitle(b)).toBe('轮到您了，有名额了');
    // The place is kept: who comes now waits behind the others.
    expect((await apply(d, id, {})).refusal).toEqual([409, 'activity_full']);
    expect((await answer(c, (await eligibility(c, id)).signUp.id, 'acceptance')).refusal).toEqual([
      409,
      'no_offer',
    ]);
    expect((await answer(c, second.id, 'acceptance')).refusal).toEqual([404, 'signup_not_found']);
    await expectCounts(id);

    (await answer(b, second.id, 'refusal')).expect(200);
    (await answer(b, second.id, 'refusal')).expect(200);
    expect(await states(id, b, c)).toEqual([null, 'OFFERED']);
    const third = (await eligibility(c, id)).signUp.id;
    expect(
      (await c.post(`/api/volunteer/signups/${third}/acceptance`, { riskAcknowledged: false })).refusal,
    ).toEqual([400, 'risk_not_acknowledged']);
    (await answer(c, third, 'acceptance')).expect(200);
    expect((await answer(c, third, 'acceptance')).expect(200).state).toBe('CONFIRMED');
    await expectCounts(id);
  });

  it('passes an offer on by itself when it runs out, and ends the waiting at the start', async () => {
    const id = await publish();
    const held = (await apply(a, id)).expect(201);
    for (const person of [b, c, d]) (await apply(person, id)).expect(201);
    (await cancel(a, held.id)).expect(200);
    const offered = (await eligibility(b, id)).signUp;
    world.advance(121 * MINUTE);
    expect((await answer(b, offered.id, 'acceptance')).refusal).toEqual([409, 'offer_expired']);
    await world.runSchedules();
    expect(await states(id, b, c, d)).toEqual([null, 'OFFERED', 'WAITLISTED']);
    expect(await lastTitle(b)).toBe('邀约过期，名额已让给下一位');
    await expectCounts(id);
    world.advance(days * 24 * HOUR);
    await world.runSchedules();
    expect(await states(id, c, d)).toEqual([null, null]);
    expect(await lastTitle(d)).toBe('候补结束');
    await expectCounts(id);
  });

  it('offers new places in order, and never takes held ones away', async () => {
    const id = await publish({}, 2);
    for (const person of [a, b, c, d]) (await apply(person, id)).expect(201);
    const [{ id: postId }] = (await world.anonymous.get(`/api/public/activities/${id}`)).body.posts;
    const resize = (places: number, by = admin) =>
      by.put(`/api/organizer/posts/${postId}/places`, { places });
    expect((await resize(5, a)).refusal).toEqual([403, 'not_organization_admin']);
    expect((await resize(1)).refusal).toEqual([409, 'places_taken']);
    (await resize(3)).expect(200);
    await world.settle();
    expect(await states(id, a, b, c, d)).toEqual(['CONFIRMED', 'CONFIRMED', 'OFFERED', 'WAITLISTED']);
    await expectCounts(id);
  });

  it('lets the organizer choose where sign-ups are approved', async () => {
    const id = await publish({ signUpMode: 'APPROVAL' });
    const ids: string[] = [];
    for (const person of [a, b, c]) {
      const signUp = (await apply(person, id)).expect(201);
      expect(signUp.state).toBe('APPLIED');
      ids.push(signUp.id);
    }
    await expectCounts(id);
    expect(await due(id)).toMatchObject({ applied: 3, excuses: 0 });
    expect(await due(id, a)).toBeUndefined();
    const [one, two, three] = ids as [string, string, string];
    const path = `/api/organizer/activities/${id}/signup-decisions`;
    expect((await decide(id, [one], 'REJECT')).refusal).toEqual([400, 'reason_required']);
    expect((await a.post(path, { signUpIds: [one], decision: 'APPROVE' })).refusal).toEqual([
      403,
      'not_organizer',
    ]);
    const outcomes = (await decide(id, [one, two], 'APPROVE')).expect(200);
    expect(outcomes.items).toMatchObject([
      { signUpId: one, code: null },
      { signUpId: two, code: 'post_full' },
    ]);
    (await decide(id, [three, two], 'WAITLIST')).expect(200);
    expect(await due(id)).toBeUndefined();
    const waiting = async (query = '') =>
      (await admin.get(`/api/organizer/activities/${id}/signups?state=WAITLISTED${query}`)).expect(200);
    const first = await waiting('&limit=1');
    const rest = await waiting(`&cursor=${first.next}`);
    const order = [...first.items, ...rest.items].map((signUp) => [signUp.id, signUp.queueNumber]);
    expect(order).toEqual([
      [three, 1],
      [two, 2],
    ]);
    (await decide(id, [three], 'REJECT', '这次优先有经验的志愿者')).expect(200);
    expect((await decide(id, [two], 'APPROVE')).body.items[0].code).toBe('signup_state_changed');
    expect(await states(id, a, b, c)).toEqual(['CONFIRMED', 'WAITLISTED', null]);
    expect(await lastTitle(c)).toBe('未能通过报名审核');
    const [mine] = (await c.get('/api/volunteer/signups')).expect(200).items;
    expect(mine).toMatchObject({ state: 'REJECTED', stateReason: '这次优先有经验的志愿者' });
    await expectCounts(id);
  });

  it('takes part only who accepts an invitation (R32)', async () => {
    const id = await publish({ invitedOnly: true }, 2);
    expect((await apply(a, id)).refusal).toEqual([403, 'invited_only']);
    const invite = (volunteerNumber: string, by = admin) =>
      by.post(`/api/organizer/activities/${id}/invitations`, { volunteerNumber });
    expect((await invite(a.number, b)).refusal).toEqual([403, 'not_organizer']);
    expect((await invite('V000000000A')).refusal).toEqual([404, 'volunteer_not_found']);
    const { id: signUpId } = (await invite(a.number)).expect(201);
    expect((await invite(a.number)).refusal).toEqual([409, 'already_signed_up']);
    expect((await invite(b.number)).expect(201).state).toBe('OFFERED');
    expect((await invite(c.number)).refusal).toEqual([409, 'post_full']);
    expect(await lastTitle(a)).toBe('活动邀请');
    (await answer(a, signUpId, 'acceptance')).expect(200);
    const { signUp } = await eligibility(b, id);
    (await answer(b, signUp.id, 'refusal')).expect(200);
    expect((await invite(c.number)).expect(201).origin).toBe('INVITED');
    await expectCounts(id);
  });

  it('notes who was not there only afterwards, hears them, and punishes nobody', async () => {
    const id = await publish({}, 2);
    const signUp = (await apply(a, id)).expect(201);
    const path = (what: string, by: 'volunteer' | 'organizer') => `/api/${by}/signups/${signUp.id}/${what}`;
    const noShow = (by = admin) => by.post(path('no-show', 'organizer'));
    const excuse = (by: Person) => by.post(path('excuse', 'volunteer'), { reason: '当天突发高烧' });
    const decideExcuse = (body: object) => admin.post(path('excuse-decision', 'organizer'), body);
    expect((await noShow()).refusal).toEqual([409, 'activity_not_ended']);
    expect((await excuse(a)).refusal).toEqual([409, 'nothing_to_excuse']);
    const { manager } = world.database;
    const past = (hours: number) => new Date(world.clock.now().getTime() - hours * HOUR);
    await manager.update(Activity, { id }, { startsAt: past(3), endsAt: past(1) });
    expect((await noShow(b)).refusal).toEqual([403, 'not_organizer']);
    (await noShow()).expect(204);
    (await noShow()).expect(204);
    expect(await lastTitle(a)).toBe('没有到场记录');
    expect((await excuse(b)).refusal).toEqual([404, 'signup_not_found']);
    expect((await decideExcuse({ decision: 'ACCEPT' })).refusal).toEqual([409, 'signup_state_changed']);
    expect((await excuse(a)).expect(200)).toMatchObject({ state: 'NO_SHOW', excuseState: 'MADE' });
    expect(await due(id)).toMatchObject({ applied: 0, excuses: 1 });
    expect((await decideExcuse({ decision: 'REFUSE' })).refusal).toEqual([400, 'reason_required']);
    (await decideExcuse({ decision: 'REFUSE', reason: '请补充就诊记录' })).expect(204);
    expect(await lastTitle(a)).toBe('未到场说明没有被接受');
    (await excuse(a)).expect(200);
    (await decideExcuse({ decision: 'ACCEPT' })).expect(204);
    expect((await a.get('/api/volunteer/signups')).body.items[0].state).toBe('EXCUSED');
    const other = await publish();
    (await apply(a, other)).expect(201);
    await expectCounts(id);
  });

  it('tells a list for each viewer what they can do', async () => {
    const [open, full, invited] = [await publish(), await publish(), await publish({ invitedOnly: true })];
    (await apply(a, full)).expect(201);
    const flags = (
      await b.get(`/api/volunteer/eligibility?activityIds=${[open, full, invited].join()}`)
    ).expect(200).items;
    const of = (id: string) => flags.find((flag: { activityId: string }) => flag.activityId === id);
    expect(of(open)).toMatchObject({ eligible: true, mayWait: false, signUpState: null });
    expect(of(full)).toMatchObject({ eligible: false, mayWait: true });
    expect(of(invited).reasons).toMatchObject([{ code: 'invited_only' }]);
    const own = (await a.get(`/api/volunteer/eligibility?activityIds=${full}`)).expect(200).items[0];
    expect(own).toMatchObject({ eligible: false, reasons: [], signUpState: 'CONFIRMED' });
    expect((await a.get('/api/volunteer/eligibility?activityIds=x')).refusal).toEqual([400, 'invalid_input']);
  });
});
