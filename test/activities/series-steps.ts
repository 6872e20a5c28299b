import { DAY, HOUR, shanghaiDay, startOfShanghaiDay } from '../../server/platform/clock';
import { approval, draftActivity } from '../support/activity';
import type { Person } from '../support/person';
import type { TestOrganization } from '../support/staff';
import type { World } from '../support/world';

/** Address of what an organizer does with an activity. */
export const own = (id: string, what: string) => `/api/organizer/activities/${id}/${what}`;

interface Planners {
  world: World;
  admin: Person;
  organization: TestOrganization;
}

/** How the tests of series plan, publish and look at one. @param of asked at each step: they exist once the world does */
export function seriesSteps(of: () => Planners) {
  const startsAt = () =>
    new Date(startOfShanghaiDay(shanghaiDay(of().world.clock.now())).getTime() + 2 * DAY + 10 * HOUR);
  const dayAfter = (days: number) => shanghaiDay(new Date(startsAt().getTime() + days * DAY));
  const weekday = (days: number) => String(new Date(`${dayAfter(days)}T00:00:00Z`).getUTCDay() || 7);
  const planned = (form = {}) =>
    draftActivity(of().world, {
      organization: of().organization,
      admin: of().admin,
      startsAt: startsAt(),
      form: {
        posts: [
          { title: '讲解', places: 2 },
          { title: '引导', places: 3 },
        ],
        ...form,
      },
    });
  /** Four Saturdays, say. @returns the ids of the dates in their order */
  const four = async (form = {}): Promise<string[]> => {
    const id = await planned(form);
    const series = (await of().admin.post(own(id, 'series'), { weekdays: weekday(0), count: 4 })).expect(201);
    return series.dates.map((date: { id: string }) => date.id);
  };
  const find = async (id: string) => (await of().admin.get(`/api/organizer/activities/${id}`)).expect(200);
  const states = async (ids: string[]) =>
    Promise.all(ids.map(async (id) => (await find(id)).state as string));
  const publish = async (ids: string[]) => {
    (await of().admin.post(own(ids[0]!, 'submission'))).expect(204);
    const officer = await of().world.officer('110105');
    (await officer.post(`/api/unit/activities/${ids[0]}/review`, approval)).expect(204);
  };

  return { startsAt, dayAfter, weekday, planned, four, find, states, publish };
}
