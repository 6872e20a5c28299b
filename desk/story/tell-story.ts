import { activityIsPublished, noticeReachesFollowers, placesRunOut } from './chapters/activity';
import { peopleArrive } from './chapters/arrival';
import { recapIsShared } from './chapters/recap';
import { hoursBecomeEffective, serviceIsGiven } from './chapters/service';
import { teamIsFounded, volunteersJoin } from './chapters/team';
import { Story, type StoryOptions } from './story';

const CHAPTERS = [
  peopleArrive,
  teamIsFounded,
  volunteersJoin,
  activityIsPublished,
  noticeReachesFollowers,
  placesRunOut,
  serviceIsGiven,
  hoursBecomeEffective,
  recapIsShared,
];

/**
 * The product's main job, end to end, only through its wires: as WeChat, and as the mini-program's HTTP client.
 *
 * @throws Error at the first surprise
 */
export async function tellStory(options: StoryOptions): Promise<void> {
  const story = new Story(options);
  for (const chapter of CHAPTERS) await chapter(story);
}
