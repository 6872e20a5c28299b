import type { Phone, Wx } from '../phone';
import { type AsyncApi, promisified } from './call';
import { asyncApis as deviceApis, syncApis as deviceValues } from './device';
import { feedbackApis, feedbackValues } from './feedback';
import { fileApis, fileValues } from './files';
import { identityApis } from './identity';
import { listenerApis } from './listeners';
import { mediaApis, mediaValues } from './media';
import { navigationApis } from './navigation';
import { networkTasks } from './network';
import { placeApis } from './place';
import { sharingApis } from './sharing';
import { storageApis, storageValues } from './storage';

/** The `wx` of a page. What is not here is `undefined`, and `wx.canIUse` says so. */
export function createWx(phone: Phone): Wx {
  const wx: Wx = {
    ...deviceValues(phone, (name) => name in wx),
    ...fileValues(phone),
    ...feedbackValues,
    ...mediaValues(phone),
    ...storageValues(phone),
    ...listenerApis(phone),
    ...networkTasks(phone),
  };
  const apis: Record<string, AsyncApi> = {
    ...deviceApis(phone),
    ...fileApis(phone),
    ...feedbackApis(phone),
    ...identityApis(phone),
    ...mediaApis(phone),
    ...navigationApis(phone),
    ...placeApis(phone),
    ...sharingApis(phone),
    ...storageApis(phone),
  };
  for (const [name, api] of Object.entries(apis)) wx[name] = promisified(phone, name, api);
  return wx;
}
