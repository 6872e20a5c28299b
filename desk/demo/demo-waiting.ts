import type { DemoPerson } from './demo-person';
import { formOf, type Plan } from './demo-plans';

/** Nobody has decided on it: what the organizer and the officer find in their to-dos. */
export const SUBMITTED: Plan = {
  title: '乡村夜校：温室大棚病虫害防治',
  day: 9,
  from: 19,
  hours: 2,
  places: 6,
  more: {
    place: '朝阳区黑庄户乡文化站二层',
    areaCode: '110105',
    latitude: 39.8563,
    longitude: 116.5838,
    radiusMetres: 300,
    category: 'technical',
    scene: 'village',
    targets: ['09'],
    riskNotice: '晚间往返，请结伴同行；进棚注意地面湿滑。',
    intro: '请农技专家讲防治，志愿者协助登记和分发资料，课后到棚里看实例。',
  },
};

/** An application to join, an activity and an organization that wait for a decision. Made once: what is there stays. */
export async function leaveWaiting(
  team: string,
  { organizer, applicant, founder }: Record<'organizer' | 'applicant' | 'founder', DemoPerson>,
  today: Date,
  now: Date,
): Promise<void> {
  await applicant.post(`/api/volunteer/organizations/${team}/memberships`, {
    remark: '在社区医院做检验，周六全天有空',
  });
  const form = formOf(SUBMITTED, today, now);
  const { id } = await organizer.post(`/api/organizer/organizations/${team}/activities`, form);
  await organizer.post(`/api/organizer/activities/${id}/submission`);
  await founder.post('/api/organizer/organizations', {
    name: '朝阳区望京社区科技志愿服务站',
    type: '09',
    line: 'TERRITORY',
    teamLevel: 'station',
    areaCode: '110105',
    territoryParentId: team,
    principalName: founder.role.nickname,
    intro: '社区里的退休教师和工程师，每周三下午修小家电、教用手机。',
    categories: ['livelihood', 'popularization'],
    joinMode: 'OPEN',
  });
}
