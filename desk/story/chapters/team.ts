import type { Character } from '../character';
import { COUNTY } from '../setting';
import type { Story } from '../story';

/** Appointments; an organization applies and the right unit reviews it. */
export async function teamIsFounded(story: Story): Promise<void> {
  const { narrator } = story;
  narrator.chapter('平台管理员为朝阳区、海淀区科协授权工作人员');
  const admin = await (await story.appear('平台管理员')).register();
  await admin.post('第一位平台管理员（正式环境用命令行）', '/api/simulation/platform-admins', {
    volunteerNumber: admin.number,
  });
  story.officer = await (await story.appear('朝阳科协')).register();
  const neighbour = await (await story.appear('海淀科协')).register();
  const county = await unitOf(story, admin, '北京市朝阳区科学技术协会');
  const beside = await unitOf(story, admin, '北京市海淀区科学技术协会');
  for (const [person, unitId] of [
    [story.officer, county],
    [neighbour, beside],
  ] as const) {
    const appointment = { volunteerNumber: person.number, role: 'UNIT_OFFICER', unitId };
    await admin.post(`授权${person.name}`, '/api/platform/appointments', appointment);
  }

  narrator.chapter('林晓申请成立一支县级志愿服务队；邻区科协不能审核，本区科协通过');
  const application = await story.organizer.post('申请成立组织', '/api/organizer/organizations', {
    name: `朝阳区星火科普志愿服务队${story.stage.run.slice(-6)}`,
    type: '13',
    line: 'TERRITORY',
    teamLevel: 'team',
    areaCode: COUNTY,
    territoryParentId: county,
    principalName: story.organizer.name,
    intro: '每个周末走进社区和学校，做看得见摸得着的科学实验。',
    categories: ['popularization'],
    joinMode: 'REVIEW',
  });
  story.organizationId = application.id;
  const checklist = {
    nameProper: true,
    parentCorrect: true,
    principalConfirmed: true,
    purposePublic: true,
  };
  const review = `/api/unit/organizations/${story.organizationId}/review`;
  const verdict = { decision: 'APPROVE', checklist };
  const outside = await neighbour.ask('审核组织', 'POST', review, verdict);
  narrator.expect('邻区被拒绝', [outside.status, outside.body.code], [403, 'out_of_scope']);
  const queue = await story.officer.get('待审核的组织', '/api/unit/organizations?state=PENDING&limit=50');
  narrator.expect(
    '在本区的待办里',
    queue.items.some((item: { id: string }) => item.id === story.organizationId),
    true,
  );
  await story.officer.post('审核通过', review, verdict);
  await story.eventually('成为组织管理员', async () =>
    (await story.silently(story.organizer, '/api/organizer/organizations')).items.some(
      (own: { organizationId: string }) => own.organizationId === story.organizationId,
    ),
  );
}

/** Applications for membership and their approval. */
export async function volunteersJoin(story: Story): Promise<void> {
  story.narrator.chapter('三位志愿者申请加入，组织管理员通过');
  for (const volunteer of story.volunteers) {
    await volunteer.post('申请加入', `/api/volunteer/organizations/${story.organizationId}/memberships`, {
      remark: '周末有空',
    });
  }
  const members = `/api/organizer/organizations/${story.organizationId}/members`;
  const waiting = await story.organizer.get('待审核的成员', `${members}?state=APPLIED`);
  story.narrator.expect('等待审核的人数', waiting.items.length, 3);
  for (const { id } of waiting.items) {
    await story.organizer.post('通过', `${members}/${id}/review`, { decision: 'APPROVE' });
  }
  const active = await story.organizer.get('成员名单', members);
  story.narrator.expect('成员（含管理员）', active.items.length, 4);
}

async function unitOf(story: Story, asker: Character, name: string): Promise<string> {
  const { items } = await asker.get(`查找${name}`, `/api/public/units?name=${encodeURIComponent(name)}`);
  story.narrator.expect('找到', items.length, 1);
  return items[0].id;
}
