import type { Activity, ActivityService } from '../activities';
import type { OrganizationService } from '../organizations';
import { momentText, spanText } from '../platform/chinese-time';
import { ensure, missing } from '../platform/fault';
import { type Api, Id, Output, OutputNumber } from '../platform/http';
import { POSTER } from './poster.drawing';
import type { PosterOrder, PosterService } from './poster.service';
import { hoursText, leadSentence } from './recap.rules';
import type { PublicRecapView } from './recap.view';
import { type RecapPublicNeeds, readPublicRecap } from './recap-public.routes';

class RecapParams {
  @Id() recapId: string;
}

class ActivityParams {
  @Id() activityId: string;
}

export class PosterView {
  @Output('PNG, path on this host') url: string;
  @OutputNumber() width: number;
  @OutputNumber() height: number;
}

interface Needs extends RecapPublicNeeds {
  posters: PosterService;
  activities: ActivityService;
  organizations: OrganizationService;
}

/** Pictures for the album and for friends: what an activity was like, and what can be joined. */
export function posterRoutes(api: Api, needs: Needs): void {
  const { database, posters, activities, organizations, publicUrl } = needs;
  const view = (name: string): PosterView => ({ url: `/files/${name}`, ...POSTER });

  api.public.get(
    '/recaps/:recapId/poster',
    { summary: '活动分享的海报', params: RecapParams, returns: PosterView },
    async ({ params: { recapId } }) => {
      const recap = await readPublicRecap(needs, recapId);
      return view(await posters.poster(recapPoster(recap, publicUrl)));
    },
  );

  api.public.get(
    '/activities/:activityId/poster',
    { summary: '活动招募的海报', params: ActivityParams, returns: PosterView },
    async ({ params: { activityId } }) => {
      const activity = await activities.findActivity(database, activityId);
      ensure(
        activity.state === 'PUBLISHED',
        missing('activity_not_found', '没有找到这个活动，它可能已经结束或下架。'),
      );
      const { name } = await organizations.findOrganization(database, activity.organizationId);
      return view(await posters.poster(activityPoster(activity, name, publicUrl)));
    },
  );
}

function recapPoster(recap: PublicRecapView, publicUrl: string): PosterOrder {
  return {
    pictureFile: recap.photos[0]?.url.replace('/files/', '') ?? null,
    from: recap.organizationName,
    title: recap.activityTitle,
    sentence: leadSentence(recap.text),
    number: recapNumber(recap),
    page: 'pages/recap/detail/detail',
    id: recap.id,
    url: `${publicUrl}/recaps/${recap.id}`,
    codeWord: '微信扫码看活动故事',
  };
}

/** One number: people served before hours, because that is what it was for. */
function recapNumber({ peopleServed, minutes }: PublicRecapView): PosterOrder['number'] {
  if (peopleServed > 0) return { value: String(peopleServed), unit: '人', label: '受益群众' };
  return minutes > 0 ? { value: hoursText(minutes), unit: '小时', label: '志愿服务' } : null;
}

function activityPoster(activity: Activity, organization: string, publicUrl: string): PosterOrder {
  return {
    pictureFile: null,
    from: organization,
    title: activity.title,
    sentence: `${spanText(activity.startsAt, activity.endsAt)}　${activity.place}`,
    number: {
      value: String(activity.places),
      unit: '人',
      label: `招募 · ${momentText(activity.recruitUntil)} 截止`,
    },
    page: 'pages/activity/detail/detail',
    id: activity.id,
    url: `${publicUrl}/`,
    codeWord: '微信扫码报名',
  };
}
