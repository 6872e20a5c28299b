import { stepsOf } from '../../../miniprogram/api/organizer-steps';

type Standing = Parameters<typeof stepsOf>[0];

const standing = (more: object) =>
  ({
    id: 'a1',
    organizationId: 'o1',
    seriesId: null,
    publishedAt: null,
    state: 'PUBLISHED',
    phase: 'recruiting',
    begun: false,
    ended: false,
    signedUp: true,
    ...more,
  }) as Standing;

const offered = (more: object) => {
  const { primary, links, acts } = stepsOf(standing(more));
  return { primary: primary.label, links: links.map(({ title }) => title), acts: acts.map(({ act }) => act) };
};

describe('what can be done with an activity', () => {
  test('a draft is edited and submitted', () => {
    const { primary, links, acts } = offered({ state: 'DRAFT', signedUp: false });
    expect(primary).toBe('预览并提交审核');
    expect(links).toEqual(['预览', '编辑', '安排为每周服务']);
    expect(acts).toEqual([]);
    const planned = offered({ state: 'DRAFT', signedUp: false, seriesId: 'a1' });
    expect([planned.links, planned.acts]).toEqual([['预览', '编辑'], ['dissolve']]);
  });

  test('what waits for review can only be taken back', () => {
    expect(offered({ state: 'PENDING', signedUp: false })).toEqual({
      primary: '',
      links: ['预览'],
      acts: ['withdraw'],
    });
  });

  test('once somebody signed up it is cancelled or moved, never silently withdrawn (R24)', () => {
    expect(offered({}).acts).toEqual(['cancel']);
    expect(offered({}).links).toContain('变更时间地点');
    expect(offered({ signedUp: false }).acts).toEqual(['withdraw', 'cancel']);
  });

  test('places are changed from publication to the beginning', () => {
    const resizable = (more: object) => stepsOf(standing(more)).resizable;
    expect(resizable({})).toBe(true);
    expect(resizable({ begun: true })).toBe(false);
    expect(resizable({ state: 'PENDING' })).toBe(false);
  });

  test('while it runs the code is what matters, and its time stays', () => {
    const { primary, links } = offered({ begun: true });
    expect(primary).toBe('出示签到码');
    expect(links).toEqual(expect.arrayContaining(['签到名单', '服务时长', '活动分享']));
    expect(links).not.toContain('变更时间地点');
  });

  test('after its end it is closed, and then told about', () => {
    const ended = { begun: true, ended: true };
    expect(offered(ended)).toMatchObject({ primary: '结项', acts: [] });
    expect(offered({ ...ended, state: 'CLOSED' })).toMatchObject({ primary: '活动分享', acts: [] });
  });

  test.each(['REJECTED', 'TAKEN_DOWN'])('%s: nothing but looking at it', (state) => {
    expect(offered({ state })).toEqual({ primary: '', links: ['预览'], acts: [] });
  });
});
