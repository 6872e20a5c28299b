import { In } from 'typeorm';
import { ActivityTemplate, PlanDraft } from '../../server/activities';
import { DAY } from '../../server/platform/clock';
import { activityForm, draftActivity } from '../support/activity';
import type { Person } from '../support/person';
import type { TestOrganization } from '../support/staff';
import { createWorld, type World } from '../support/world';

let taps = 0;
const tap = (): string => {
  taps += 1;
  return `tapnumber${String(taps).padStart(10, '0')}`;
};

describe('writing plans of activities', () => {
  let world: World;
  let admin: Person;
  let colleague: Person;
  let stranger: Person;
  let organization: TestOrganization;

  beforeAll(async () => {
    world = await createWorld();
    admin = await world.person('组织管理员').register();
    organization = await world.organization({ admin });
    colleague = await world.person('另一位成员').register();
    (await colleague.post(`/api/volunteer/organizations/${organization.id}/memberships`, {})).expect(201);
    stranger = await world.person('路人').register();
  });
  afterAll(() => world.stop());

  const drafts = () => `/api/organizer/organizations/${organization.id}/plan-drafts`;
  const draft = (id: string) => `/api/organizer/plan-drafts/${id}`;
  const begin = async (content: object, key = tap()): Promise<string> =>
    (await admin.post(drafts(), { key, content })).expect(201).id;

  describe('a draft', () => {
    it('keeps what is not whole yet, and becomes an activity once, when it is', async () => {
      const key = tap();
      const id = await begin({ title: '气球火箭' }, key);
      expect(await begin({ title: '气球火箭' }, key)).toBe(id);
      (
        await admin.put(draft(id), { version: 1, content: { title: '气球火箭', posts: [{ title: '' }] } })
      ).expect(200);
      expect((await admin.get(draft(id))).expect(200)).toMatchObject({
        version: 2,
        content: { title: '气球火箭', posts: [{ title: '' }] },
        updatedByName: '组织管理员',
      });
      const form = { ...activityForm(world.clock.now()), title: '气球火箭' };
      const path = `${draft(id)}/activity`;
      expect((await admin.put(path, { ...form, draftVersion: 2, title: '' })).refusal).toEqual([
        400,
        'invalid_input',
      ]);
      expect((await admin.put(path, { ...form, draftVersion: 1 })).refusal).toEqual([
        409,
        'plan_changed_elsewhere',
      ]);
      const answers = await Promise.all([1, 2].map(() => admin.put(path, { ...form, draftVersion: 2 })));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      expect((await admin.get(`/api/organizer/activities/${id}`)).expect(200)).toMatchObject({
        title: '气球火箭',
        state: 'DRAFT',
      });
      expect((await admin.get(draft(id))).refusal).toEqual([404, 'plan_draft_not_found']);
      expect((await admin.put(draft(id), { version: 2, content: {} })).refusal).toEqual([
        409,
        'plan_already_kept',
      ]);
    });

    it('of two devices the second is told, and nothing is overwritten', async () => {
      const id = await begin({ title: '甲' });
      const saves = ['乙', '丙', '丁'].map((title) =>
        admin.put(draft(id), { version: 1, content: { title } }),
      );
      const answers = await Promise.all(saves);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
      const kept = answers.find(({ status }) => status === 200)!.body;
      expect((await admin.get(draft(id))).expect(200)).toMatchObject({ version: 2, title: kept.title });
      // The answer was lost, and the phone says the same again.
      (await admin.put(draft(id), { version: 1, content: { title: kept.title } })).expect(200);
      expect((await admin.get(draft(id))).body.version).toBe(2);
    });

    it('changes an activity that waits to be corrected, and no other', async () => {
      const id = await draftActivity(world, { organization, admin });
      (await admin.put(draft(id), { version: 0, content: { title: '改了一半' } })).expect(200);
      expect((await admin.put(draft(id), { version: 0, content: {} })).refusal).toEqual([
        409,
        'plan_changed_elsewhere',
      ]);
      expect((await admin.get(`/api/organizer/activities/${id}`)).body.title).toBe('科学实验进社区');
      const form = { ...activityForm(world.clock.now()), title: '改完了', draftVersion: 1 };
      (await admin.put(`${draft(id)}/activity`, form)).expect(200);
      expect((await admin.get(`/api/organizer/activities/${id}`)).body.title).toBe('改完了');
      (await admin.post(`/api/organizer/activities/${id}/submission`)).expect(204);
      expect((await admin.put(draft(id), { version: 0, content: {} })).refusal).toEqual([
        409,
        'activity_state_changed',
      ]);
    });

    it('is forgotten after days without a word, never with one', async () => {
      const blank = await begin({ areaCode: '110105', radiusMetres: 300 });
      const written = await begin({ intro: '只有一句介绍' });
      const { manager } = world.app.parts.database;
      const updatedAt = new Date(world.clock.now().getTime() - 8 * DAY);
      await manager.update(PlanDraft, { id: In([blank, written]) }, { updatedAt });
      await world.app.parts.jobs.runSchedules();
      expect((await admin.get(draft(blank))).refusal).toEqual([404, 'plan_draft_not_found']);
      const listed = (await admin.get(`/api/organizer/plan-drafts?organizationId=${organization.id}`)).expect(
        200,
      );
      expect(listed.items.map(({ id }: { id: string }) => id)).toContain(written);
      (await admin.delete(draft(written))).expect(204);
      expect((await admin.get(draft(written))).refusal).toEqual([404, 'plan_draft_not_found']);
    });

    it('is bounded in size and number', async () => {
      const longest = { intro: '"'.repeat(10_000), posts: Array(20).fill({ requirement: '"'.repeat(200) }) };
      await begin(longest);
      const over = { ...longest, riskNotice: '\u0001'.repeat(1_000), title: '\u0001'.repeat(50) };
      const tooLong = { ...over, intro: '\u0001'.repeat(10_000) };
      expect((await admin.post(drafts(), { key: tap(), content: tooLong })).refusal).toEqual([
        400,
        'plan_too_long',
      ]);
      const { database, config } = world.app.parts;
      const [one] = await database.manager.findBy(PlanDraft, { organizationId: organization.id });
      const there = await database.manager.countBy(PlanDraft, { organizationId: organization.id });
      for (let left = config.policy.maxPlanDrafts - there - 1; left > 0; left -= 1) {
        const id = `${'0'.repeat(20)}${String(left).padStart(6, '0')}`;
        await database.manager.insert(PlanDraft, { ...one!, id, attemptKey: id.toLowerCase() });
      }
      const answers = await Promise.all(
        [1, 2, 3].map(() => admin.post(drafts(), { key: tap(), content: { title: '最后一份' } })),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
      await database.manager.delete(PlanDraft, { organizationId: organization.id });
    });
  });

  describe('a copy and a template', () => {
    const content = async (id: string) => (await admin.get(draft(id))).expect(200).content;

    it('a copy has everything but the times', async () => {
      const form = {
        leadId: colleague.volunteerId,
        riskLevel: 'LOW' as const,
        insurance: '人保 2026-1',
        minAge: 18,
      };
      const activity = await draftActivity(world, { organization, admin, form });
      const key = tap();
      const copies = `/api/organizer/activities/${activity}/copies`;
      const { id } = (await admin.post(copies, { key })).expect(201);
      expect((await admin.post(copies, { key })).expect(201).id).toBe(id);
      const { startsAt, endsAt, recruitFrom, recruitUntil, places, maxAge, ...rest } = activityForm(
        world.clock.now(),
        { form },
      );
      const copied = await content(id);
      expect(copied).toMatchObject({ ...rest, posts: [{ title: '志愿者', places }] });
      for (const field of ['startsAt', 'endsAt', 'recruitFrom', 'recruitUntil', 'demandId', 'state'])
        expect(copied[field]).toBeUndefined();
      expect((await stranger.post(copies, { key: tap() })).refusal).toEqual([403, 'not_organization_admin']);
    });

    it('a template is kept under one name, used, renamed and removed', async () => {
      const activity = await draftActivity(world, {
        organization,
        admin,
        form: { leadId: colleague.volunteerId },
      });
      const path = `/api/organizer/activities/${activity}/templates`;
      const { id } = (await admin.post(path, { name: '社区实验' })).expect(201);
      expect((await admin.post(path, { name: '社区实验' })).refusal).toEqual([409, 'template_name_taken']);
      const other = (await admin.post(path, { name: '乡村实验' })).expect(201).id;
      const own = `/api/organizer/activity-templates/${id}`;
      expect((await admin.put(own, { name: '乡村实验' })).refusal).toEqual([409, 'template_name_taken']);
      (await admin.put(own, { name: '周末实验' })).expect(204);
      (await admin.delete(`/api/organizer/activity-templates/${other}`)).expect(204);
      const list = `/api/organizer/organizations/${organization.id}/activity-templates`;
      expect((await admin.get(list)).expect(200).items).toMatchObject([
        { id, name: '周末实验', title: '科学实验进社区' },
      ]);

      // The lead left the organization since: whoever uses the template leads, unless they choose.
      (await colleague.post(`/api/volunteer/organizations/${organization.id}/departure`)).expect(204);
      const begun = (await admin.post(`${own}/plan-drafts`, { key: tap() })).expect(201);
      expect(await content(begun.id)).toMatchObject({ title: '科学实验进社区', place: expect.any(String) });
      expect((await content(begun.id)).leadId).toBeUndefined();

      for (const refused of [
        await stranger.get(list),
        await stranger.put(own, { name: '我的' }),
        await stranger.delete(own),
        await stranger.post(`${own}/plan-drafts`, { key: tap() }),
        await stranger.get(draft(begun.id)),
        await stranger.put(draft(begun.id), { version: 1, content: {} }),
        await stranger.delete(draft(begun.id)),
        await stranger.post(drafts(), { key: tap(), content: {} }),
        await stranger.put(`${draft(begun.id)}/activity`, {
          ...activityForm(world.clock.now()),
          draftVersion: 1,
        }),
      ])
        expect(refused.refusal).toEqual([403, 'not_organization_admin']);
      expect((await stranger.get('/api/organizer/plan-drafts')).expect(200).items).toEqual([]);
    });

    it('templates are bounded in number, also when two are kept at once', async () => {
      const activity = await draftActivity(world, { organization, admin });
      const path = `/api/organizer/activities/${activity}/templates`;
      const { database, config } = world.app.parts;
      (await admin.post(path, { name: '第一个' })).expect(201);
      const [one] = await database.manager.findBy(ActivityTemplate, { organizationId: organization.id });
      const there = await database.manager.countBy(ActivityTemplate, { organizationId: organization.id });
      for (let left = config.policy.maxTemplates - there - 1; left > 0; left -= 1) {
        const id = `${'0'.repeat(20)}${String(left).padStart(6, '0')}`;
        await database.manager.insert(ActivityTemplate, { ...one!, id, name: `模板${left}` });
      }
      const answers = await Promise.all(['甲', '乙', '丙'].map((name) => admin.post(path, { name })));
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
      expect(answers.find(({ status }) => status === 409)!.refusal).toEqual([409, 'too_many_templates']);
    });
  });
});
