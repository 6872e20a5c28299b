import type { Demand } from '../demands';
import { fullTimeText } from '../platform/chinese-time';
import type { Words } from './words';

type Titled = Pick<Demand, 'title'>;

export const demandPublished = ({ title }: Titled): Words => ({
  title: '需求已通过审核',
  body: `「${title}」已在需求板公布。当地科协会推荐组织，组织也可以直接接单，有进展会告诉您。`,
});

export const demandRejected = ({ title, stateReason }: Titled & Pick<Demand, 'stateReason'>): Words => ({
  title: '需求没有对接',
  body: `「${title}」没有安排对接。\n原因：${stateReason}\n情况有变时，可以修改后重新发布。`,
});

export const demandDispatched = ({ title, answerBy }: Titled & Pick<Demand, 'answerBy'>): Words => ({
  title: '有一条需求派给您的组织',
  body: `科协把「${title}」派给您的组织。请在${answerBy ? ` ${fullTimeText(answerBy)} 前` : '期限内'}接受或婉拒，逾期会退回需求池。`,
});

export const demandAccepted = ({ title }: Titled, organizationName: string): Words => ({
  title: '您的需求有组织接单',
  body: `「${organizationName}」接下了「${title}」，会与您联系商定安排。`,
});

export const demandReturned = (
  { title }: Titled,
  organizationName: string,
  cause: 'DECLINE' | 'TIME_OUT' | 'RELEASE',
): Words => {
  const how = { DECLINE: '婉拒了', TIME_OUT: '没有在期限内答复', RELEASE: '退回了' }[cause];
  return {
    title: '需求回到待对接',
    body: `「${organizationName}」${how}「${title}」，它已回到需求池，可以派给其他组织。`,
  };
};

export const demandInService = ({ title }: Titled, activityTitle: string): Words => ({
  title: '已为您的需求安排活动',
  body: `「${title}」已安排活动「${activityTitle}」，时间和地点见活动页。`,
});

export const demandCompleted = ({ title }: Titled): Words => ({
  title: '服务已完成，请评价',
  body: `「${title}」的服务已完成。请在“我的需求”里评价，您的评价会帮助以后的对接。`,
});

export const demandRated = ({ title, rating }: Titled & Pick<Demand, 'rating'>): Words => ({
  title: '需求方评价了服务',
  body: `需求方为「${title}」的服务打了 ${rating} 分（满分 5 分），评语见需求详情。`,
});

export const demandWithdrawn = ({ title, stateReason }: Titled & Pick<Demand, 'stateReason'>): Words => ({
  title: '需求已撤回',
  body: `需求方撤回了「${title}」。\n原因：${stateReason}\n不用再为它安排活动。`,
});
