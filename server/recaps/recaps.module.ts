import type Router from '@koa/router';
import { In } from 'typeorm';
import type { ActivityService } from '../activities';
import type { MembershipService } from '../memberships';
import {
  followMergers,
  type OrganizationService,
  type RightsService,
  type UnitQueues,
} from '../organizations';
import type { Parts } from '../platform/parts';
import type { ServiceHoursService } from '../service-hours';
import type { AccountService } from '../volunteers';
import type { Wechat } from '../wechat';
import { ContentGuard } from './content-guard';
import { ownPhotos } from './own-photos';
import { photoRoutes } from './photo.routes';
import { PhotoService } from './photo.service';
import { posterRoutes } from './poster.routes';
import { PosterService } from './poster.service';
import { Recap } from './recap.entity';
import { recapPage } from './recap.page';
import { recapRoutes } from './recap.routes';
import { RecapService } from './recap.service';
import { RecapSubjects } from './recap.subjects';
import { recapPublicRoutes } from './recap-public.routes';
import { VisitorMarks } from './visitor-marks';

export interface RecapsNeeds {
  wechat: Wechat;
  accounts: AccountService;
  organizations: OrganizationService;
  rights: RightsService;
  queues: UnitQueues;
  memberships: MembershipService;
  activities: ActivityService;
  hours: ServiceHoursService;
}

export interface Recaps {
  recaps: RecapService;
  guard: ContentGuard;
  /** the pages that shared links open */
  pages: Router[];
}

/** Makes the module's services and hangs its routes. */
export function recapsModule(parts: Parts, needs: RecapsNeeds): Recaps {
  const { config, database, clock, cache, files, audit, api, relay } = parts;
  const { wechat, accounts, organizations, rights, activities, hours } = needs;
  const photos = new PhotoService(files, cache, clock);
  const recaps = new RecapService({ activities, organizations, rights, photos, audit, clock });
  const guard = new ContentGuard(database, accounts, wechat);
  const subjects = new RecapSubjects(activities, organizations);
  const visitors = new VisitorMarks(cache, clock, config.secrets.signingKey);
  const publicNeeds = {
    database,
    recaps,
    subjects,
    hours,
    visitors,
    wechat,
    publicUrl: config.http.publicUrl,
  };
  ownPhotos(parts.ownData);
  audit.subjects.add(['recap'], async (reader, ids) => {
    const rows = await reader.manager.findBy(Recap, { id: In(ids) });
    const of = await activities.findActivities(
      reader,
      rows.map(({ activityId }) => activityId),
    );
    return new Map(rows.map(({ id, activityId }) => [id, of.get(activityId)?.title ?? '']));
  });
  needs.queues.add('recaps', Recap, "item.state = 'PENDING'");
  followMergers(relay, 'recaps.follow', [Recap]);
  photoRoutes(api, { database, photos });
  recapRoutes(api, { database, recaps, subjects, guard, rights, memberships: needs.memberships });
  recapPublicRoutes(api, publicNeeds);
  const posters = new PosterService(files, cache, wechat.miniProgram);
  posterRoutes(api, { ...publicNeeds, posters, activities, organizations });
  return { recaps, guard, pages: [recapPage(publicNeeds)] };
}
