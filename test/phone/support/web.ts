import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Browser } from 'playwright-core';
import { openChromium } from '../../../desk/chromium';
import { buildPhoneFiles } from '../../../desk/phone/build/phone-files';
import { SAMPLE } from './bundles';

export interface Web {
  browser: Browser;
  /**
   * Origin that serves the sample's phone files, `/` (an empty page with `phone-frame.js`), `/api/session`, and a
   * control API like the desk's that issues `code` to everybody.
   */
  origin: string;
  /** Every POST so far: path and body. */
  posts: { path: string; body: unknown }[];
  close(): Promise<void>;
}

export async function openWeb(): Promise<Web> {
  const { files } = await buildPhoneFiles(SAMPLE);
  const served: Record<string, { type: string; body: string }> = {
    ...files,
    '': {
      type: 'text/html',
      body: '<!doctype html><link rel="icon" href="data:,"><body style="display:flex"><script src="phone-frame.js"></script>',
    },
    'api/session': { type: 'application/json', body: '{"name":"王小明"}' },
  };
  const posts: Web['posts'] = [];
  const server = createServer(async (request, response) => {
    const path = decodeURI(new URL(request.url ?? '', 'http://x').pathname.slice(1));
    if (request.method === 'POST') posts.push({ path, body: JSON.parse(await text(request)) });
    const control = { type: 'application/json', body: '{"code":"code"}' };
    const file = path.startsWith('control/') ? control : served[path];
    response
      .writeHead(file ? 200 : 404, { 'content-type': file?.type ?? 'text/plain' })
      .end(file?.body ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await openChromium();
  return {
    browser,
    posts,
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      await browser.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
