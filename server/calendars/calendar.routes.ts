import Router from '@koa/router';
import type Koa from 'koa';
import type { OrganizationService } from '../organizations';
import type { Actor } from '../platform/actor';
import type { Clock } from '../platform/clock';
import type { Database } from '../platform/database';
import { ensure, forbidden, missing } from '../platform/fault';
import { type Api, Instant, Nullable, Output } from '../platform/http';
import type { CalendarEntries } from './calendar.entries';
import { calendarText } from './calendar.rules';
import type { CalendarAddress } from './calendar-address.entity';
import type { CalendarAddresses } from './calendar-addresses';

export class CalendarAddressView {
  /** secret: who has it reads the calendar; null before one was made */
  @Nullable() @Output() url: string | null;
  @Nullable() @Instant() createdAt: Date | null;
}

export interface CalendarRoutesNeeds {
  database: Database;
  clock: Clock;
  publicUrl: string;
  addresses: CalendarAddresses;
  entries: CalendarEntries;
  organizations: OrganizationService;
}

/** @throws Fault forbidden `not_registered` */
function registered({ volunteerId }: Actor): string {
  ensure(volunteerId, forbidden('not_registered', '请先注册成为科技志愿者。'));
  return volunteerId;
}

/** One's own address: looked at, made or renewed, ended. */
export function calendarAddressRoutes(api: Api, needs: CalendarRoutesNeeds): void {
  const { database, addresses, publicUrl } = needs;
  const view = (address: CalendarAddress | null): CalendarAddressView => ({
    url: address && `${publicUrl}/calendars/volunteers/${addresses.secretOf(address)}.ics`,
    createdAt: address?.createdAt ?? null,
  });

  api.volunteer.get(
    '/calendar-address',
    { summary: '我的日历订阅地址', returns: CalendarAddressView },
    async ({ actor }) => view(await addresses.find(database, registered(actor))),
  );

  api.volunteer.post(
    '/calendar-address',
    { summary: '生成或更换日历订阅地址（旧地址随即失效）', returns: CalendarAddressView },
    async ({ actor }) => view(await database.transaction((tx) => addresses.renew(tx, registered(actor)))),
  );

  api.volunteer.delete('/calendar-address', { summary: '停用日历订阅地址' }, ({ actor }) =>
    database.transaction((tx) => addresses.end(tx, registered(actor))),
  );
}

/** The feeds that calendar programs fetch. The secret in the path never reaches a log (`platform/logger.ts`). */
export function calendarFeeds(needs: CalendarRoutesNeeds): Router {
  const { database, clock, publicUrl, addresses, entries, organizations } = needs;
  const router = new Router({ prefix: '/calendars' });
  const nameOf = (ctx: Koa.Context): string => {
    const file = String(ctx.params.file);
    ensure(file.endsWith('.ics'), missing('calendar_not_found', '没有这个日历，请检查地址。'));
    return file.slice(0, -'.ics'.length);
  };
  const send = (ctx: Koa.Context, text: string, caching: string) => {
    ctx.set('Cache-Control', caching);
    ctx.set('Content-Disposition', 'inline; filename="stvs.ics"');
    ctx.type = 'text/calendar; charset=utf-8';
    ctx.body = text;
  };

  router.get('/volunteers/:file', async (ctx) => {
    const volunteerId = await addresses.open(database, nameOf(ctx));
    const now = clock.now();
    const own = await entries.ofVolunteer(database, volunteerId, now);
    send(ctx, calendarText('我的科技志愿服务', own, { publicUrl, now }), 'private, no-store');
  });

  router.get('/organizations/:file', async (ctx) => {
    const organization = await organizations.findOrganization(database, nameOf(ctx));
    ensure(organization.state === 'ACTIVE', missing('calendar_not_found', '没有这个日历，请检查地址。'));
    const now = clock.now();
    const all = await entries.ofOrganization(database, organization.id, now);
    send(ctx, calendarText(organization.name, all, { publicUrl, now }), 'public, max-age=900');
  });
  return router;
}
