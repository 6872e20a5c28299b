import type { Config } from '../../config/config';
import menu from '../../config/menu.json';
import { configuredMenu } from '../../server/conversation';
import { ownPath } from '../../server/conversation/oauth.routes';
import { readScene, TOPICS, topicOfKey, topicOfText } from '../../server/conversation/topics.rules';
import { validateMenu } from '../../server/wechat/official-account/menu';

const ID = '01ARZ3NDEKTSV4RRFFQ69G5FAV';

describe('topics', () => {
  it.each([
    ['活动', 'activities'],
    [' 近期有什么活动？', 'activities'],
    ['我的时长', 'hours'],
    ['时长和活动', 'hours'],
    ['组织', 'organizations'],
    ['怎么绑定', 'binding'],
    ['你好', 'help'],
    ['', 'help'],
  ])('hears in %j the topic %s', (text, topic) => expect(topicOfText(text)).toBe(topic));

  it.each([
    [`activity_${ID}`, { kind: 'activity', id: ID }],
    [`org_${ID}`, { kind: 'organization', id: ID }],
    [`organization_${ID}`, null],
    ['activity_1', null],
    [`activity_${ID}' OR 1`, null],
    [undefined, null],
  ])('reads the scene %j', (scene, read) => expect(readScene(scene)).toEqual(read));
});

describe('the menu', () => {
  it('is one that WeChat takes, with this installation’s addresses', () => {
    const http = { publicUrl: 'https://stvs.example' };
    const filled = configuredMenu({ http, wechat: { miniProgram: { appId: 'wx1' } } } as Config);
    expect(() => validateMenu(filled)).not.toThrow();
    expect(JSON.stringify(filled)).not.toContain('{publicUrl}');
    expect(JSON.stringify(filled)).not.toContain('{miniProgramAppId}');
    expect(JSON.stringify(filled)).toContain('https://stvs.example/h5/binding');
  });

  it('has no key that nobody answers', () => {
    const keys = [...JSON.stringify(menu).matchAll(/"key":"(\w+)"/g)].map(([, key]) => key!);
    expect(keys.length).toBeGreaterThan(0);
    for (const key of keys) {
      expect(TOPICS).toContain(key);
      expect(topicOfKey(key)).toBe(key);
    }
    expect(topicOfKey('gone')).toBe('help');
  });
});

describe('where the log-in may lead', () => {
  const own = 'https://stvs.example';
  it.each(['/h5/binding', '/recaps/01ABC?from=x'])('to %s', (path) => expect(ownPath(path, own)).toBe(path));
  it.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/%5cevil\n',
    'h5/binding',
    '',
    undefined,
    ['/h5/binding', '/x'],
    '/@evil.example',
  ])('not to %j', (path) =>
    expect(() => ownPath(path, own)).toThrow(expect.objectContaining({ code: 'foreign_target' })),
  );
});
