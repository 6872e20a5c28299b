import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { createWorld, type World } from '../support/world';

const DOCUMENT =
  '<!doctype html><html><head><!--head--></head><body><div id="app"><!--content--></div></body></html>';

describe('the PC site as the server hands it out', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stvs-site-'));
  let world: World;
  beforeAll(async () => {
    mkdirSync(join(folder, 'static'));
    writeFileSync(join(folder, 'index.html'), DOCUMENT);
    writeFileSync(join(folder, 'static', 'index-abc.js'), 'console.log(1)');
    writeFileSync(join(folder, 'static', 'index-abc.js.gz'), gzipSync('console.log(1)'));
    writeFileSync(join(folder, 'secret.txt'), 'no part of the site');
    world = await createWorld({ environment: { CONSOLE_DIR: folder, PUBLIC_URL: 'https://stvs.example' } });
  });
  afterAll(async () => {
    await world.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const get = async (path: string): Promise<[number, string, Headers]> => {
    const response = await fetch(world.url + path, {
      redirect: 'manual',
      signal: AbortSignal.timeout(10_000),
    });
    return [response.status, await response.text(), response.headers];
  };

  it('tells search engines and share cards what an activity and an organization are about', async () => {
    const admin = await world.person('林晓').register();
    const organization = await world.organization({ admin, name: '星火<队>' });
    const activity = await world.activity({ admin, organization });
    const [status, page] = await get(`/activities/${activity}`);
    expect(status).toBe(200);
    const { title, riskNotice } = (await world.anonymous.get(`/api/public/activities/${activity}`)).expect(
      200,
    );
    expect(page).toContain(`<title>${title} · 科技志愿服务平台</title>`);
    expect(page).toContain(`<link rel="canonical" href="https://stvs.example/activities/${activity}">`);
    expect(page).toMatch(/<meta property="og:description" content="星火&lt;队&gt; · /);
    expect(page).toContain(riskNotice);
    const [, about] = await get(`/organizations/${organization.id}`);
    expect(about).toContain('<title>星火&lt;队&gt; · 科技志愿服务平台</title>');
    expect(about).toContain('成员 1 人');
    for (const path of ['/', '/activities'])
      expect((await get(path))[1]).toContain(`href="/activities/${activity}"`);
    expect((await get('/organizations'))[1]).toContain(`href="/organizations/${organization.id}"`);
  });

  it('calls the page of certificates what the site, the phone and the certificate itself call it', async () => {
    const page = await (await fetch(`${world.url}/certificates`)).text();
    expect(page).toContain('<title>证书验证 · 科技志愿服务平台</title>');
  });

  it('gives every page of the portal its own title and description', async () => {
    const paths = ['/', '/activities', '/organizations', '/recaps', '/manual', '/contact', '/downloads'];
    const heads = await Promise.all(paths.map(async (path) => (await get(path))[1]));
    expect(new Set(heads.map((page) => /<title>.*<\/title>/.exec(page)?.[0])).size).toBe(paths.length);
    expect(new Set(heads.map((page) => /name="description" content="[^"]+"/.exec(page)?.[0])).size).toBe(
      paths.length,
    );
  });

  it.each([
    ['/no/such/page', 404],
    ['/activities/01JZZZZZZZZZZZZZZZZZZZZZZZ', 404],
    ['/organizations/01JZZZZZZZZZZZZZZZZZZZZZZZ', 404],
    ['/log-in', 200],
    ['/organization/01JZZZZZZZZZZZZZZZZZZZZZZZ/members', 200],
    ['/unit', 200],
  ])('keeps search engines from %s and answers %i', async (path, wanted) => {
    const [status, page] = await get(path);
    expect(status).toBe(wanted);
    expect(page).toContain('<meta name="robots" content="noindex">');
  });

  it('shadows neither the API nor WeChat nor files nor shared pages', async () => {
    for (const path of [
      '/api/no-such',
      '/wechat/no-such',
      '/files/none',
      '/h5/none',
      '/assets/none.css',
      '/static/none.js',
    ]) {
      const [status, page] = await get(path);
      expect([path, status, page.includes('id="app"')]).toEqual([path, 404, false]);
    }
    expect((await world.anonymous.post('/api/no-such')).status).toBe(404);
    expect((await get('/recaps/01JZZZZZZZZZZZZZZZZZZZZZZZ'))[1]).toContain('页面不在这里');
  });

  it('gives out the files of the site and no others, under a policy that allows no inline script', async () => {
    const [status, script, headers] = await get('/static/index-abc.js');
    expect([status, script, headers.get('cache-control')]).toEqual([
      200,
      'console.log(1)',
      'public, max-age=31536000, immutable',
    ]);
    const encodingFor = async (accepted: string) => {
      const answer = await fetch(`${world.url}/static/index-abc.js`, {
        headers: { 'accept-encoding': accepted },
        signal: AbortSignal.timeout(10_000),
      });
      expect([answer.status, await answer.text()]).toEqual([200, 'console.log(1)']);
      return [answer.headers.get('content-encoding'), answer.headers.get('vary')];
    };
    expect(await encodingFor('gzip, deflate')).toEqual(['gzip', 'Accept-Encoding']);
    expect(await encodingFor('identity')).toEqual([null, 'Accept-Encoding']);
    // Nothing was packed that way: the plain file it is.
    expect(await encodingFor('br')).toEqual([null, 'Accept-Encoding']);
    for (const path of ['/static/..%2fsecret.txt', '/static/%2e%2e/secret.txt', '/secret.txt'])
      expect((await get(path))[1]).not.toContain('no part of the site');
    const policy = (await get('/'))[2].get('content-security-policy');
    expect(policy).toContain("script-src 'self' https://res.wx.qq.com;");
    expect((await get('/'))[1]).not.toMatch(/<script(?![^>]*\bsrc=)/);
  });

  it('says what to do while the site is not built', async () => {
    rmSync(join(folder, 'index.html'));
    const [status, body] = await get('/');
    expect([status, JSON.parse(body).code]).toEqual([404, 'site_not_built']);
  });
});
