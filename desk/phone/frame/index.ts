import { browserHost, browserStorage } from './browser-host';
import { deskHost } from './desk-host';
import { mountPhone } from './mount-phone';

export { browserHost, browserStorage, deskHost, mountPhone };

// The script of a page that holds phones: `desk.mountPhone(place, { bundle, host })`.
Object.assign(globalThis, { desk: { browserHost, browserStorage, deskHost, mountPhone } });
