import type { Host } from './host';
import type { Mock } from './phone';

export interface PhoneOptions {
  host: Host;
  /** Where the phone draws itself; the whole body by default. */
  screen?: HTMLElement;
  /** Page to open with its query, `pages/home/home?id=1`; the first page by default. */
  path?: string;
  /** WeChat's scene number: 1001 by default, 1154 opens the page alone as Moments does. */
  scene?: number;
  mocks?: Record<string, Mock>;
}
