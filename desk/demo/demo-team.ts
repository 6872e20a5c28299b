import type { DemoPerson } from './demo-person';

const COUNTY = '110105';
const UNIT = '北京市朝阳区科学技术协会';
export const TEAM_NAME = '朝阳区星火科普志愿服务队';
const PATIENCE_MS = 20_000;

/** @returns the id of the organizer's organization, reviewed and approved by the officer of its county */
export async function findOrFoundTeam(
  admin: DemoPerson,
  officer: DemoPerson,
  organizer: DemoPerson,
): Promise<string> {
  const known = await ownTeam(organizer);
  if (known) return known;
  const [unit] = (await admin.get(`/api/public/units?name=${encodeURIComponent(UNIT)}`)).items;
  await appointOfficer(admin, officer, unit.id);
  const { id } = await organizer.post('/api/organizer/organizations', {
    name: TEAM_NAME,
    type: '13',
    line: 'TERRITORY',
    teamLevel: 'team',
    areaCode: COUNTY,
    territoryParentId: unit.id,
    principalName: organizer.role.nickname,
    intro: '每个周末走进社区和学校，做看得见摸得着的科学实验。',
    categories: ['popularization'],
    joinMode: 'REVIEW',
  });
  await officer.post(`/api/unit/organizations/${id}/review`, {
    decision: 'APPROVE',
    checklist: { nameProper: true, parentCorrect: true, principalConfirmed: true, purposePublic: true },
  });
  return becomeAdmin(organizer);
}

/** Applies for everybody who is no member yet, and approves whoever waits. */
export async function letJoin(team: string, organizer: DemoPerson, joiners: DemoPerson[]): Promise<void> {
  // Who is in already is told so; that is as good as joining.
  for (const joiner of joiners) {
    await joiner.ask('POST', `/api/volunteer/organizations/${team}/memberships`, { remark: '周末有空' });
  }
  const members = `/api/organizer/organizations/${team}/members`;
  const { items } = await organizer.get(`${members}?state=APPLIED&limit=50`);
  const names = joiners.map(({ role }) => role.nickname);
  for (const { id, name } of items) {
    if (names.includes(name)) await organizer.post(`${members}/${id}/review`, { decision: 'APPROVE' });
  }
}

async function appointOfficer(admin: DemoPerson, officer: DemoPerson, unitId: string): Promise<void> {
  const { status } = await officer.ask('GET', '/api/unit/organizations');
  if (status === 200) return;
  await admin.post('/api/simulation/platform-admins', { volunteerNumber: admin.number });
  await admin.post('/api/platform/appointments', {
    volunteerNumber: officer.number,
    role: 'UNIT_OFFICER',
    unitId,
  });
}

async function ownTeam(organizer: DemoPerson): Promise<string | undefined> {
  const { status, body } = await organizer.ask('GET', '/api/organizer/organizations');
  return status === 200 ? body.items[0]?.organizationId : undefined;
}

/** The applicant becomes its admin a moment after the approval. */
async function becomeAdmin(organizer: DemoPerson): Promise<string> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const team = await ownTeam(organizer);
    if (team) return team;
    if (Date.now() > deadline) throw new Error('the organizer did not become admin of the approved team');
    await new Promise((done) => setTimeout(done, 100));
  }
}
