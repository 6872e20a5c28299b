import { randomBytes } from 'node:crypto';
import { SECOND } from '../state/clock';
import { type Call, type Endpoint, OK, spendQuota, textOf } from './endpoint';
import { WireError } from './errcodes';

const TICKET_LIFETIME_S = 7_200;

function identify(call: Call, appId: string, secret: string, grantType: string, path: string): void {
  if (grantType !== 'client_credential') throw new WireError(40002);
  if (!appId) throw new WireError(41002);
  if (!secret) throw new WireError(41004);
  const account = call.world.accountOf(appId);
  if (!account) throw new WireError(40013);
  if (account.credentials.secret !== secret) throw new WireError(40125);
  spendQuota(call.world, account, path);
  call.account = account;
}

export const TOKEN_ENDPOINTS: Endpoint[] = [
  {
    method: 'GET',
    path: '/cgi-bin/token',
    access: 'open',
    handle: (call) => {
      const { appid = '', secret = '', grant_type = '' } = call.query;
      identify(call, appid, secret, grant_type, '/cgi-bin/token');
      return { ...call.account.tokens.issueClassic() };
    },
  },
  {
    method: 'POST',
    path: '/cgi-bin/stable_token',
    access: 'open',
    handle: (call) => {
      const text = (name: string): string => textOf(call.body, name);
      identify(call, text('appid'), text('secret'), text('grant_type'), '/cgi-bin/stable_token');
      if (call.body.force_refresh !== true) return { ...call.account.tokens.issueStable() };
      spendQuota(call.world, call.account, '/cgi-bin/stable_token#force_refresh');
      return { ...call.account.tokens.forceStable() };
    },
  },
  {
    method: 'GET',
    path: '/cgi-bin/ticket/getticket',
    access: 'either',
    handle: ({ account, query, world }) => {
      if (query.type !== 'jsapi') throw new WireError(40097, 'hint: type must be jsapi');
      const now = world.clock.now();
      if (!account.ticket || account.ticket.expiresAt <= now) {
        account.ticket = {
          text: randomBytes(64).toString('base64url'),
          expiresAt: now + TICKET_LIFETIME_S * SECOND,
        };
      }
      const expiresIn = Math.floor((account.ticket.expiresAt - now) / SECOND);
      return { ...OK, ticket: account.ticket.text, expires_in: expiresIn };
    },
  },
  {
    method: 'POST',
    path: '/cgi-bin/openapi/quota/get',
    access: 'either',
    handle: ({ account, body, world }) => {
      const path = textOf(body, 'cgi_path');
      if (!path.startsWith('/')) throw new WireError(76021);
      return { ...OK, quota: world.quotas.report(account.kind, path) };
    },
  },
];
