import { browserHost } from './browser-host';
import { deskHost } from './desk-host';
import { setClock } from './mount-phone';

/**
 * A phone that fills its window, told everything by the query:
 * `path` (page with its query), `user`, `scene`, `mocks` (JSON of API name → answer), `server` (requestBase),
 * `control` (the desk's control API; without it nobody issues codes), `privacy=ask` (the guide is not agreed to yet),
 * `ahead` (milliseconds that the product's clock is ahead of the computer's).
 */
const query = new URLSearchParams(location.search);
const user = query.get('user') ?? 'someone';
const control = query.get('control');
const own = { requestBase: query.get('server') ?? '', privacy: { agreed: query.get('privacy') !== 'ask' } };

const ahead = Number(query.get('ahead') ?? 0);
if (ahead !== 0) {
  const { now } = Date;
  setClock(window as Window & typeof globalThis, () => now() + ahead);
}

startMiniProgram({
  host: control ? deskHost({ control, person: user }, own) : browserHost(user, own),
  path: query.get('path') ?? '',
  scene: Number(query.get('scene') ?? 1001),
  mocks: JSON.parse(query.get('mocks') ?? '{}'),
});

// Moments show one page alone; from there on the same address opens the whole mini-program.
window.addEventListener('phone:open-full', (event) => {
  query.set('path', (event as CustomEvent<string>).detail);
  query.set('scene', '1155');
  location.search = query.toString();
});
