import type { OrganizationService } from '../organizations';
import type { OutboxRelay } from '../platform/outbox';
import { LegacyAssociation } from '../registrations';
import type { NoticeService } from './notice.service';
import type { Words } from './words';

interface Needs {
  relay: OutboxRelay;
  notices: NoticeService;
  organizations: OrganizationService;
}

type Outcome = 'linked' | 'rejected' | 'superseded';

/** Whoever claimed a team of the old system hears what became of it, also in WeChat. */
export function tellOfLegacyTeams({ relay, notices, organizations }: Needs): void {
  for (const outcome of ['linked', 'rejected', 'superseded'] as const) {
    relay.on(
      `legacy.${outcome}`,
      'notices.tell',
      async (tx, { associationId, organizationId, claimantId }) => {
        const { reason } = await tx.manager.findOneByOrFail(LegacyAssociation, { id: associationId });
        const { name } = await organizations.findOrganization(tx, organizationId);
        const said = claimDecided(name, outcome, reason);
        await notices.tell(tx, { recipients: [claimantId], ...said, channels: ['TEMPLATE'] });
      },
    );
  }
}

export const claimDecided = (name: string, outcome: Outcome, reason: string | null): Words =>
  ({
    linked: {
      title: '原系统队伍已关联',
      body: `「${name}」已关联到您的账号。现在可以在“我管理的组织”里发布活动、查看成员。`,
    },
    rejected: {
      title: '队伍关联没有通过',
      body: `您对「${name}」的关联申请没有通过。\n原因：${reason}\n补充证明后可以再次申请，或请所在科协用集体注册信息表登记。`,
    },
    superseded: {
      title: '队伍不再需要关联',
      body: `您对「${name}」的关联申请已结束。\n原因：${reason}`,
    },
  })[outcome];
