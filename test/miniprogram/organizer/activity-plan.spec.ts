import { EMPTY_PLAN, formOf, type Plan, planOf } from '../../../miniprogram/api/activity-plan';
import { PLAN_STEPS, placeFailure, planProblems } from '../../../miniprogram/api/activity-plan-problems';
import { managedActivity } from './samples';

const row = managedActivity() as unknown as Parameters<typeof planOf>[0];
const plan = planOf(row);
const all = (changes: Partial<Plan>) =>
  PLAN_STEPS.flatMap((_, step) => Object.keys(planProblems({ ...plan, ...changes }, step)));

describe('the plan of an activity', () => {
  test('is written on Shanghai’s clock and sent as instants', () => {
    expect(plan.startsAt).toBe('2026-11-28 09:00');
    const form = formOf({ ...plan, startsAt: '2026-11-28 00:30' });
    expect(new Date(form.startsAt).toISOString()).toBe('2026-11-27T16:30:00.000Z');
  });

  test('what is read and written again is what was there', () => {
    const form = formOf(plan);
    const { startsAt, endsAt, recruitFrom, recruitUntil, ...rest } = form;
    expect(row).toMatchObject(rest);
    for (const [field, value] of Object.entries({ startsAt, endsAt, recruitFrom, recruitUntil }))
      expect(new Date(value).toISOString()).toBe(row[field as 'startsAt']);
  });

  test('posts are written one by one; one that asks nothing is the same as none', () => {
    const post = { requirement: null, places: 3, minAge: null, maxAge: null, membersOnly: false };
    const posts = [
      { ...post, title: '讲解员', requirement: '熟悉天文', minAge: 18 },
      { ...post, title: '引导员', membersOnly: true },
    ];
    const written = planOf({ ...row, posts });
    expect(formOf(written)).toMatchObject({ posts });
    expect(formOf(written).places).toBeUndefined();
    expect(planOf({ ...row, posts: [{ ...post, title: '志愿者' }] }).posts).toEqual([]);
    const [first, second] = written.posts as [Plan['posts'][0], Plan['posts'][0]];
    expect(all({ posts: [first, { ...second, title: '讲解员' }] })).toEqual(['posts']);
    expect(all({ posts: [{ ...first, places: '' }] })).toEqual(['posts']);
    expect(all({ posts: [first, second], places: '' })).toEqual([]);
  });

  test('what is left open is sent as nothing, not as empty text', () => {
    const open = { scene: '', insurance: ' ', minAge: '', maxAge: '' };
    expect(formOf({ ...plan, ...open })).toMatchObject({
      scene: null,
      insurance: null,
      minAge: null,
      maxAge: null,
    });
  });

  test('a complete plan has no problem', () => {
    expect(all({})).toEqual([]);
  });

  test.each<[Partial<Plan>, string[]]>([
    [{ title: '  ' }, ['title']],
    [{ endsAt: plan.startsAt }, ['endsAt']],
    [{ recruitUntil: plan.endsAt }, ['recruitUntil']],
    [{ recruitFrom: plan.startsAt }, ['recruitUntil']],
    [{ latitude: 0, longitude: 0 }, ['place']],
    [{ radiusMetres: '49' }, ['radiusMetres']],
    [{ places: '1.5' }, ['places']],
    [{ places: '0' }, ['places']],
    [{ minAge: '13' }, ['minAge']],
    [{ minAge: '60', maxAge: '18' }, ['maxAge']],
    [{ riskLevel: 'HIGH', insurance: '' }, ['insurance']],
    [{ riskLevel: 'NONE', insurance: '' }, []],
    [{ riskNotice: '无' }, ['riskNotice']],
  ])('%j is wrong at %j', (changes, fields) => {
    expect(all(changes)).toEqual(fields);
  });

  test('nothing of an empty plan goes unasked', () => {
    const asked = PLAN_STEPS.flatMap((_, step) => Object.keys(planProblems(EMPTY_PLAN, step)));
    for (const field of ['title', 'category', 'intro', 'startsAt', 'endsAt', 'recruitFrom', 'recruitUntil'])
      expect(asked).toContain(field);
    for (const field of ['place', 'areaCode', 'places', 'contact', 'riskNotice'])
      expect(asked).toContain(field);
  });
});

describe('what the server finds wrong', () => {
  test.each([
    [{ fields: [{ field: 'contact', message: '请填写' }] }, { contact: '请填写' }, 2],
    [{ field: 'recruitUntil' }, { recruitUntil: '要先截止。' }, 1],
    [undefined, {}, -1],
  ])('%j leads to its field and step', (detail, problems, step) => {
    expect(placeFailure({ code: 'x', message: '要先截止。', status: 400, detail })).toEqual({
      problems,
      step,
    });
  });
});
