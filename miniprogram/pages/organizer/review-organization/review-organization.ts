import {
  findOrganizationReview,
  ORGANIZATION_POINTS,
  type OrganizationReview,
  reviewOrganization,
  type Verdict,
} from '../../../api/unit';
import { busily } from '../../../core/busy';
import { codeName } from '../../../core/codes';
import { goBack } from '../../../core/go-back';
import { LOADING, show } from '../../../core/screen';

/** An officer decides on the application for an organization. */
Page({
  data: {
    screen: LOADING,
    id: '',
    organization: null as OrganizationReview | null,
    facts: [] as { name: string; value: string }[],
    points: ORGANIZATION_POINTS,
    busy: false,
  },
  onLoad({ id = '' }): Promise<void> {
    this.setData({ id });
    return this.load();
  },
  onPullDownRefresh(): Promise<void> {
    return this.load();
  },
  load(): Promise<void> {
    return show(this, async () => {
      const organization = await findOrganizationReview(this.data.id);
      return { organization, facts: factsOf(organization) };
    });
  },
  decide({ detail }: WechatMiniprogram.CustomEvent<Verdict>): Promise<void> {
    return busily(this, async () => {
      await reviewOrganization(this.data.id, detail);
      wx.showToast({ title: '已处理，会通知申请人', icon: 'none' });
      goBack('/pages/organizer/workbench/workbench');
    });
  },
});

function factsOf(organization: OrganizationReview): { name: string; value: string }[] {
  const { territoryParent, systemParent, applicant } = organization;
  const parents = [territoryParent, systemParent].flatMap((parent) => parent?.name ?? []);
  return [
    { name: '性质', value: organization.typeName },
    { name: '级别', value: codeName('teamLevel', organization.teamLevel) },
    { name: '地区', value: organization.areaName },
    { name: '上级', value: parents.join('、') },
    {
      name: '负责人',
      value: [organization.principalName, organization.principalPhone].filter(Boolean).join(' '),
    },
    { name: '地址', value: organization.address ?? '' },
    { name: '成立', value: organization.foundedOn ?? '' },
    { name: '代码', value: organization.creditCode ?? '' },
    { name: '人数', value: organization.headcount === null ? '' : `${organization.headcount} 人（自报）` },
    { name: '备注', value: organization.remark ?? '' },
    { name: '申请人', value: applicant ? `${applicant.name} ${applicant.phone} ${applicant.number}` : '' },
    {
      name: '类别',
      value: organization.categories.map((code) => codeName('activityCategory', code)).join('、'),
    },
    { name: '加入', value: organization.joinMode === 'OPEN' ? '申请即可加入' : '管理员审核后加入' },
  ].filter(({ value }) => value);
}
