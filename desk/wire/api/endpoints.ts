import { CONTENT_CHECK_ENDPOINTS } from './content-check.api';
import { CUSTOMER_MESSAGE_ENDPOINTS } from './customer-message.api';
import type { Endpoint } from './endpoint';
import { FOLLOWER_ENDPOINTS } from './followers.api';
import { MASS_MESSAGE_ENDPOINTS } from './mass-message.api';
import { MENU_ENDPOINTS } from './menu.api';
import { MINI_PROGRAM_ENTRY_ENDPOINTS } from './mini-program-entry.api';
import { MINI_PROGRAM_LOGIN_ENDPOINTS } from './mini-program-login.api';
import { OAUTH_ENDPOINTS } from './oauth.api';
import { QRCODE_ENDPOINTS } from './qrcode.api';
import { SUBSCRIPTION_MESSAGE_ENDPOINTS } from './subscription-message.api';
import { TEMPLATE_MESSAGE_ENDPOINTS } from './template-message.api';
import { TOKEN_ENDPOINTS } from './token.api';

/** Every path the desk answers on WeChat's behalf. */
export const ENDPOINTS: ReadonlyMap<string, Endpoint> = new Map(
  [
    ...TOKEN_ENDPOINTS,
    ...MENU_ENDPOINTS,
    ...QRCODE_ENDPOINTS,
    ...FOLLOWER_ENDPOINTS,
    ...TEMPLATE_MESSAGE_ENDPOINTS,
    ...CUSTOMER_MESSAGE_ENDPOINTS,
    ...SUBSCRIPTION_MESSAGE_ENDPOINTS,
    ...MASS_MESSAGE_ENDPOINTS,
    ...OAUTH_ENDPOINTS,
    ...MINI_PROGRAM_LOGIN_ENDPOINTS,
    ...MINI_PROGRAM_ENTRY_ENDPOINTS,
    ...CONTENT_CHECK_ENDPOINTS,
  ].map((endpoint) => [endpoint.path, endpoint]),
);
