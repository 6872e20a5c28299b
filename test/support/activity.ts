import type { ActivityForm } from '../../server/activities/activity.dto';
import { HOUR } from '../../server/platform/clock';
import type { Client } from './client';

export interface ActivityChoices {
  /** the organization that runs it */
  organization: { id: string };
  /** an admin of it */
  admin: Client;
  /** whose 科协 approves it: the organization's area */
  areaCode?: string;
  /** fields of the form that differ from `activityForm` */
  form?: Partial<ActivityForm>;
  places?: number;
  startsAt?: Date;
  /** two hours after the start by default */
  endsAt?: Date;
}

/** What an activity needs of the world: `World` has it. */
interface Surroundings {
  clock: { now(): Date };
  officer(areaCode: string): Promise<Client>;
}

/** A plan that passes: recruits from an hour ago until its start, tomorrow by default. */
export function activityForm(now: Date, choices: Partial<ActivityChoices> = {}): ActivityForm {
  const startsAt = choices.startsAt ?? new Date(now.getTime() + 24 * HOUR);
  const endsAt = choices.endsAt ?? new Date(startsAt.getTime() + 2 * HOUR);
  return {
    title: '科学实验进社区',
    category: 'popularization',
    scene: 'community',
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    recruitFrom: new Date(now.getTime() - HOUR).toISOString(),
    recruitUntil: startsAt.toISOString(),
    place: '朝阳区望京街道社区服务中心一层',
    areaCode: choices.areaCode ?? '110105',
    latitude: 39.996,
    longitude: 116.474,
    radiusMetres: 300,
    places: choices.places ?? 10,
    riskNotice: '现场有用电设备，请听从工作人员安排。',
    riskLevel: 'NONE',
    insurance: null,
    guarantees: ['05'],
    targets: ['01'],
    minAge: null,
    maxAge: null,
    contact: '社区服务中心前台 010-12345678',
    membersOnly: false,
    intro: '带孩子们做三个小实验。',
    ...choices.form,
  };
}

export const approval = {
  decision: 'APPROVE',
  checklist: {
    notOnesJob: true,
    notCompelled: true,
    notForPrivateGain: true,
    freeForThoseServed: true,
    noRewardBeyondReimbursement: true,
  },
};

/** Drafted by the admin. @returns its id */
export async function draftActivity(world: Surroundings, choices: ActivityChoices): Promise<string> {
  const form = activityForm(world.clock.now(), choices);
  const path = `/api/organizer/organizations/${choices.organization.id}/activities`;
  return (await choices.admin.post(path, form)).expect(201).id;
}

/** Drafted, submitted and approved over the wire. @returns its id */
export async function publishActivity(world: Surroundings, choices: ActivityChoices): Promise<string> {
  const id = await draftActivity(world, choices);
  (await choices.admin.post(`/api/organizer/activities/${id}/submission`)).expect(204);
  const officer = await world.officer(choices.areaCode ?? '110105');
  (await officer.post(`/api/unit/activities/${id}/review`, approval)).expect(204);
  return id;
}
