import {
  handOver,
  listMembers,
  type Member,
  removeMember,
  reviewMember,
  setRole,
} from '../../../api/organizer-organizations';
import { askReason } from '../../../core/ask-reason';
import { busily, confirmed } from '../../../core/busy';
import { emptyList, listHooks, type PageOf, reload } from '../../../core/paged-list';

/** Who asks to join, and who belongs to an organization. */
Page({
  ...listHooks,
  data: {
    ...emptyList<Member>(),
    organizationId: '',
    /** the applicants first: they wait */
    state: 'APPLIED' as 'APPLIED' | 'ACTIVE',
    busy: false,
  },
  onLoad({ organizationId = '' }): Promise<void> {
    this.setData({ organizationId });
    return reload(this);
  },
  fetchPage(cursor?: string): Promise<PageOf<Member>> {
    return listMembers(this.data.organizationId, this.data.state, cursor);
  },
  showApplicants(): Promise<void> {
    this.setData({ state: 'APPLIED' });
    return reload(this, { fresh: true });
  },
  showMembers(): Promise<void> {
    this.setData({ state: 'ACTIVE' });
    return reload(this, { fresh: true });
  },
  touched({ currentTarget }: WechatMiniprogram.TouchEvent): { member: Member; which: Which } {
    const member = this.data.items[currentTarget.dataset.index as number];
    return { member, which: { organizationId: this.data.organizationId, membershipId: member.id } };
  },
  approve(event: WechatMiniprogram.TouchEvent): Promise<void> {
    const { member, which } = this.touched(event);
    return this.change(async () => {
      await reviewMember(which, 'APPROVE');
      return `${member.name} 已加入`;
    });
  },
  reject(event: WechatMiniprogram.TouchEvent): Promise<void> {
    const { which } = this.touched(event);
    return this.change(async () => {
      const reason = await askReason('不同意加入', '写明原因，申请人会看到');
      if (reason) await reviewMember(which, 'REJECT', reason);
      return reason ? '已告诉申请人' : '';
    });
  },
  manage(event: WechatMiniprogram.TouchEvent): Promise<void> {
    const { member, which } = this.touched(event);
    return this.change(async () => {
      const choices =
        member.role === 'ADMIN'
          ? [{ label: '取消管理员', run: () => setMember(which) }, REMOVAL]
          : [
              { label: '设为管理员', run: () => setAdmin(which) },
              { label: '由他接替我做管理员', run: () => handOverTo(which, member.name) },
              REMOVAL,
            ];
      const itemList = choices.map(({ label }) => label);
      const { tapIndex } = await wx.showActionSheet({ itemList }).catch(() => ({ tapIndex: -1 }));
      return choices[tapIndex]?.run(which) ?? '';
    });
  },
  /** @param work says what it did, or nothing */
  change(work: () => Promise<string>): Promise<void> {
    return busily(this, async () => {
      const done = await work();
      if (!done) return;
      wx.showToast({ title: done, icon: 'none' });
      await reload(this);
    });
  },
});

interface Which {
  organizationId: string;
  membershipId: string;
}

async function setAdmin(which: Which): Promise<string> {
  await setRole(which, 'ADMIN');
  return '已设为管理员';
}

async function setMember(which: Which): Promise<string> {
  await setRole(which, 'MEMBER');
  return '已取消管理员';
}

async function handOverTo(which: Which, name: string): Promise<string> {
  if (!(await confirmed('移交管理员？', `${name} 成为管理员，您不再是管理员。`, '移交'))) return '';
  await handOver(which);
  return '已移交';
}

async function remove(which: Which): Promise<string> {
  const reason = await askReason('移出组织', '写明原因，对方会看到；服务记录会保留');
  if (reason) await removeMember(which, reason);
  return reason ? '已移出' : '';
}

const REMOVAL = { label: '移出组织', run: remove };
