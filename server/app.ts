import type Koa from 'koa';
import type { DataSource } from 'typeorm';
import type { Config } from '../config/config';
import { activitiesModule } from './activities/activities.module';
import { calendarsModule } from './calendars/calendars.module';
import { certificatesModule } from './certificates/certificates.module';
import { closeOutsModule } from './close-outs/close-outs.module';
import { conversationModule } from './conversation/conversation.module';
import { demandsModule } from './demands/demands.module';
import { membershipsModule } from './memberships/memberships.module';
import { noticesModule } from './notices/notices.module';
import { organizationsModule } from './organizations/organizations.module';
import { paymentsModule } from './payments/payments.module';
import { MovableClock } from './platform/clock';
import { filesRoutes } from './platform/files/files.routes';
import { type Authenticate, createHttpApp, pageAssetRoutes } from './platform/http';
import { simulationRoutes } from './platform/http/simulation.routes';
import { outboxRoutes } from './platform/outbox/outbox.routes';
import type { Parts } from './platform/parts';
import { createPlatform, type Outside } from './platform/platform';
import { portalModule } from './portal/portal.module';
import { recapsModule } from './recaps/recaps.module';
import { referenceRoutes } from './reference/reference.routes';
import { registrationsModule } from './registrations/registrations.module';
import { serviceHoursModule } from './service-hours/service-hours.module';
import { signUpsModule } from './signups/signups.module';
import { statisticsModule } from './statistics/statistics.module';
import { volunteersModule } from './volunteers/volunteers.module';
import { createWechat, type Wechat } from './wechat';
import { callbackRoutes } from './wechat/callback.routes';

export interface App {
  koa: Koa;
  parts: Parts;
  wechat: Wechat;
  /** Begins to relay events and run jobs in this process. */
  startWork(): Promise<void>;
  /** @throws when the database or Redis does not answer */
  ready(): Promise<void>;
  /** Finishes running work, then lets go of database and Redis. Stop listening first. */
  stop(): Promise<void>;
}

/** Composition root: makes the modules in downward order and hands them over. The schema must be migrated already. */
export async function createApp(config: Config, dataSource: DataSource, outside: Outside): Promise<App> {
  const authenticate: Authenticate = async (token, audience, reading) => {
    const actor = { ...(await accounts.actorOf(token)), reading };
    await rights.authoriseAudience(parts.database, actor, audience);
    return actor;
  };
  const platform = await createPlatform(config, dataSource, authenticate, outside);
  const { parts } = platform;
  const { api, cache, clock, jobs, logger, metrics, relay } = parts;
  const wechat = createWechat({
    config: config.wechat,
    publicUrl: config.http.publicUrl,
    ...{ cache, clock, logger, metrics },
  });

  referenceRoutes(api);
  outboxRoutes(api, parts);
  const { accounts, volunteers, consents, enrolment, requests } = volunteersModule(parts, wechat);
  const { organizations, rights, appointments, listed, queues } = organizationsModule(parts, { volunteers });
  const { memberships, bulk, roles } = membershipsModule(parts, { volunteers, organizations, rights });
  const { activities, posts } = activitiesModule(parts, {
    volunteers,
    organizations,
    rights,
    queues,
    memberships,
  });
  const { demands } = demandsModule(parts, { organizations, rights, queues, memberships, activities });
  const { signUps, absences } = signUpsModule(parts, { volunteers, memberships, activities, posts });
  const { payments } = paymentsModule(parts, { wechat, volunteers, activities, signUps });
  registrationsModule(parts, {
    volunteers,
    enrolment,
    requests,
    organizations,
    listed,
    rights,
    bulk,
    roles,
    queues,
  });
  const { serviceHours: hours } = serviceHoursModule(parts, {
    volunteers,
    consents,
    organizations,
    rights,
    queues,
    memberships,
    activities,
    signUps,
    absences,
  });
  const below = {
    wechat,
    accounts,
    volunteers,
    organizations,
    rights,
    queues,
    memberships,
    activities,
    demands,
    signUps,
    payments,
    hours,
  };
  const { pages: certificatePages } = certificatesModule(parts, below);
  const { recaps, guard, pages: recapPages } = recapsModule(parts, below);
  closeOutsModule(parts, { ...below, absences });
  const { pages: calendarFeeds } = calendarsModule(parts, { activities, organizations });
  statisticsModule(parts, { ...below, consents });
  noticesModule(parts, { ...below, recaps, guard });
  const { pages: conversationPages } = conversationModule(parts, below);
  const { pages: portalPages } = portalModule(parts, below);

  const makePlatformAdmin = async (volunteerNumber: string) => {
    const choice = { volunteerNumber, role: 'PLATFORM_ADMIN' as const };
    await parts.database.transaction((tx) => appointments.appoint(tx, null, choice));
  };
  const simulated = config.wechat.simulated && clock instanceof MovableClock;
  const koa = createHttpApp({
    config: config.http,
    logger,
    metrics,
    clock,
    limits: parts.limits,
    api,
    callbacks: [callbackRoutes(wechat)],
    pages: [
      pageAssetRoutes(),
      filesRoutes(parts.files),
      ...recapPages,
      ...calendarFeeds,
      ...certificatePages,
      ...conversationPages,
      ...(simulated ? [simulationRoutes({ clock, jobs, relay, makePlatformAdmin })] : []),
      ...portalPages,
    ],
    ready: platform.ready,
  });
  return { koa, parts, wechat, startWork: () => jobs.start(), ready: platform.ready, stop: platform.stop };
}
