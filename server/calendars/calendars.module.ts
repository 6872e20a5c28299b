import type Router from '@koa/router';
import type { ActivityService } from '../activities';
import type { OrganizationService } from '../organizations';
import type { Parts } from '../platform/parts';
import { CalendarEntries } from './calendar.entries';
import { calendarAddressRoutes, calendarFeeds } from './calendar.routes';
import { CalendarAddresses } from './calendar-addresses';

export interface CalendarsNeeds {
  activities: ActivityService;
  organizations: OrganizationService;
}

/** Makes the module's services and hangs its routes and handlers; the feeds stand outside the API. */
export function calendarsModule(
  parts: Parts,
  { activities, organizations }: CalendarsNeeds,
): { pages: Router[] } {
  const { api, clock, config, database, relay } = parts;
  const { publicUrl } = config.http;
  const addresses = new CalendarAddresses(config.secrets.signingKey, clock);
  const entries = new CalendarEntries({ activities, organizations });
  const needs = { database, clock, publicUrl, addresses, entries, organizations };
  calendarAddressRoutes(api, needs);
  relay.on('volunteer.erased', 'calendars.end', (tx, { volunteerId }) => addresses.end(tx, volunteerId));
  return { pages: [calendarFeeds(needs)] };
}
