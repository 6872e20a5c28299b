import type { Activity, ChangeText } from '../activities';
import { distanceText, momentText, spanText } from '../platform/chinese-time';
import { hoursText } from '../recaps';
import type { PastActivity, ServiceAppeal } from '../service-hours';

/** What a message says. */
export interface Words {
  title: string;
  body: string;
}

type ActivityWords = Pick<Activity, 'title' | 'startsAt' | 'endsAt' | 'place'>;

const whenAndWhere = ({ startsAt, endsAt, place }: ActivityWords): string =>
  `时间：${spanText(startsAt, endsAt)}\n地点：${place}`;

export const because = (reason: string | null): string => (reason ? `原因：${reason}\n` : '');

export const signUpConfirmed = (activity: ActivityWords, now: Date): Words => ({
  title: '报名成功',
  body: `您已报名「${activity.title}」（${distanceText(activity.startsAt, now)}）。\n${whenAndWhere(activity)}\n到现场后请签到，离开前请签退，时长才会计入。不能参加时请提前取消，把名额留给别人。`,
});

export const signUpWaitlisted = (activity: ActivityWords): Words => ({
  title: '候补登记成功',
  body: `您已加入「${activity.title}」的候补。\n${whenAndWhere(activity)}\n有人退出时按先后顺序通知您，请留意消息，在保留时间内确认。不想等了可以随时取消。`,
});

/** @param until until when the place is kept */
export const placeOffered = (activity: ActivityWords, until: Date): Words => ({
  title: '轮到您了，有名额了',
  body: `「${activity.title}」有了空位，为您保留到${momentText(until)}。\n${whenAndWhere(activity)}\n请在此之前打开活动页确认参加；不能参加请放弃，名额会让给下一位。`,
});

/** @param until until when the place is kept */
export const invited = (activity: ActivityWords, organizationName: string, until: Date): Words => ({
  title: '活动邀请',
  body: `「${organizationName}」邀请您参加「${activity.title}」。\n${whenAndWhere(activity)}\n名额为您保留到${momentText(until)}，打开活动页可以接受或谢绝，谢绝不影响您的记录。`,
});

export const signUpRejected = (activity: ActivityWords, reason: string | null): Words => ({
  title: '未能通过报名审核',
  body: `您对「${activity.title}」的报名没有通过。\n${because(reason)}可以在活动列表里看看其他活动。`,
});

export const offerExpired = (activity: ActivityWords): Words => ({
  title: '邀约过期，名额已让给下一位',
  body: `「${activity.title}」为您保留的名额没有在时间内确认，已让给下一位，不影响您的记录。还想参加可以重新报名或候补。`,
});

export const waitingEnded = (activity: ActivityWords): Words => ({
  title: '候补结束',
  body: `「${activity.title}」已经开始，很遗憾没有空出名额，您的报名或候补随之结束，不影响您的记录。`,
});

export const noShowNoted = (activity: ActivityWords): Words => ({
  title: '没有到场记录',
  body: `组织登记您没有参加「${activity.title}」。\n如果您到场了，或有特殊情况，请打开活动页说明。这不影响您的其他记录，也不会自动受到任何限制。`,
});

export const excuseMade = (activity: ActivityWords): Words => ({
  title: '有志愿者说明了未到场的原因',
  body: `「${activity.title}」有志愿者说明了未到场的原因，请在报名名单里处理。`,
});

export const excuseDecided = (activity: ActivityWords, accepted: boolean, reason: string | null): Words => ({
  title: accepted ? '未到场说明已被接受' : '未到场说明没有被接受',
  body: `关于「${activity.title}」。\n${because(reason)}${accepted ? '不影响您的记录。' : '可以补充后再次说明，也可以在活动页向上级科协申诉。'}`,
});

export const activityCancelled = (activity: ActivityWords & Pick<Activity, 'stateReason'>): Words => ({
  title: '您报名的活动已取消',
  body: `「${activity.title}」已取消，您的报名随之取消，不影响您的记录。\n${because(activity.stateReason)}可以在活动列表里看看其他活动。`,
});

export const depositLapsed = (activity: ActivityWords): Words => ({
  title: '押金没有按时支付，名额已让给下一位',
  body: `「${activity.title}」的押金没有在规定时间内支付，您的报名已取消，不影响您的记录。\n还想参加可以重新报名或候补。`,
});

/** @param changes what it was before and is now; of a position in degrees nobody reads the numbers */
export const activityRescheduled = (
  activity: ActivityWords & Pick<Activity, 'rescheduleReason'>,
  changes: readonly ChangeText[],
): Words => {
  const readable = changes.filter(({ label }) => !label.startsWith('签到'));
  const named = readable.map(({ label, from, to }) => `${label}：${from} → ${to}\n`).join('');
  return {
    title: '您报名的活动有变动',
    body: `「${activity.title}」的时间或地点有变动，请以下面的安排为准。\n${whenAndWhere(activity)}\n${named && `变动：\n${named}`}${because(activity.rescheduleReason)}如果因此不能参加，可以取消报名，不影响您的记录。`,
  };
};

export const activityReviewed = (
  { title, stateReason, seriesId }: Pick<Activity, 'title' | 'stateReason' | 'seriesId'>,
  outcome: 'published' | 'returned' | 'rejected',
): Words => {
  const named = seriesId === null ? `「${title}」` : `每周服务「${title}」`;
  return {
    published: { title: '活动已通过审核', body: `${named}已发布，志愿者可以在招募时间内报名。` },
    returned: {
      title: '活动需要修改',
      body: `${named}被退回。\n${because(stateReason)}修改后请重新提交。`,
    },
    rejected: {
      title: '活动没有通过审核',
      body: `${named}没有通过审核。\n${because(stateReason)}如有疑问，请联系上级科协。`,
    },
  }[outcome];
};

export const organizationReviewed = (
  organization: { name: string; stateReason: string | null },
  outcome: 'approved' | 'returned' | 'rejected',
): Words =>
  ({
    approved: {
      title: '组织已通过审核',
      body: `「${organization.name}」已注册成功，您是它的管理员。现在可以邀请成员、发布活动。`,
    },
    returned: {
      title: '组织申请需要修改',
      body: `「${organization.name}」的申请被退回。\n${because(organization.stateReason)}修改后请重新提交。`,
    },
    rejected: {
      title: '组织申请没有通过',
      body: `「${organization.name}」的申请没有通过。\n${because(organization.stateReason)}如有疑问，请联系上级科协。`,
    },
  })[outcome];

export const membershipDecided = (
  organizationName: string,
  outcome: 'approved' | 'rejected' | 'removed',
  reason: string | null,
): Words =>
  ({
    approved: {
      title: '您已加入组织',
      body: `您已成为「${organizationName}」的成员，会收到它的通知，也可以报名只对成员开放的活动。`,
    },
    rejected: {
      title: '加入申请没有通过',
      body: `「${organizationName}」没有通过您的加入申请。\n${because(reason)}您仍可关注它，或加入其他组织。`,
    },
    removed: {
      title: '您已不是组织成员',
      body: `「${organizationName}」的管理员已将您移出。\n${because(reason)}您的服务记录不受影响。`,
    },
  })[outcome];

export const recapReviewed = (
  activityTitle: string,
  outcome: 'published' | 'returned' | 'taken-down',
  reason: string | null,
): Words =>
  ({
    published: { title: '活动分享已发布', body: `「${activityTitle}」的分享已发布，可以转发给更多人。` },
    returned: {
      title: '活动分享需要修改',
      body: `「${activityTitle}」的分享被退回。\n${because(reason)}修改后请重新提交。`,
    },
    'taken-down': {
      title: '活动分享已撤下',
      body: `「${activityTitle}」的分享已撤下。\n${because(reason)}可以重新写一篇并提交审核。`,
    },
  })[outcome];

export const hoursEffective = (activityTitle: string, minutes: number): Words => ({
  title: '服务时长已生效',
  body: `您在「${activityTitle}」的 ${hoursText(minutes)} 小时服务时长公示期满，已计入您的总时长。`,
});

export const hoursRefused = (
  activityTitle: string,
  outcome: 'rejected' | 'disputed' | 'voided',
  reason: string | null,
): Words =>
  ({
    rejected: {
      title: '服务时长没有通过审核',
      body: `您在「${activityTitle}」的服务时长没有通过审核。\n${because(reason)}如有疑问，请联系活动负责人。`,
    },
    disputed: {
      title: '服务时长收到异议',
      body: `您在「${activityTitle}」的服务时长在公示期收到异议，正由上级科协核实，核实期间暂不计入。`,
    },
    voided: {
      title: '服务时长已作废',
      body: `您在「${activityTitle}」的服务时长已作废，不再计入总时长。\n${because(reason)}如有疑问，请联系活动负责人。`,
    },
  })[outcome];

export const certificateIssued = (certificate: { issuerName: string; number: string }): Words => ({
  title: '您有一份志愿服务证明',
  body: `${certificate.issuerName}为您开具了志愿服务证明（编号 ${certificate.number}），可以在“我的证明”里下载。`,
});

export const certificateRevoked = (certificate: {
  issuerName: string;
  number: string;
  stateReason: string | null;
}): Words => ({
  title: '志愿服务证明已撤销',
  body: `${certificate.issuerName}开具的志愿服务证明（编号 ${certificate.number}）已撤销，不再有效。\n${because(certificate.stateReason)}如有疑问，请联系签发组织。`,
});

/** To who entered them; the list, not the message, says whose they are. */
export const entryRejected = (activityTitle: string, reason: string | null): Words => ({
  title: '您登记的时长没有通过',
  body: `您在「${activityTitle}」登记的一条服务时长审核没有通过。\n${because(reason)}请核对签到表，更正后重新登记。`,
});

export const hoursRestored = (activityTitle: string, counts: boolean): Words => ({
  title: '服务时长已恢复',
  body: counts
    ? `您在「${activityTitle}」的服务时长经核实恢复，已重新计入总时长。`
    : `您在「${activityTitle}」的服务时长经核实没有问题，继续公示，期满后计入。`,
});

type Appealed = ServiceAppeal['subjectKind'];

const appealedText = (kind: Appealed): string => (kind === 'SIGN_UP' ? '未到场的登记' : '服务时长');

export const appealFiled = (activityTitle: string, kind: Appealed): Words => ({
  title: '有志愿者申诉，请处理',
  body: `「${activityTitle}」的一位志愿者对${appealedText(kind)}提出申诉，请在“待处理”中核实并给出结果。`,
});

export const appealDecided = (
  activityTitle: string,
  kind: Appealed,
  upheld: boolean,
  reason: string | null,
): Words => ({
  title: upheld ? '您的申诉已支持' : '您的申诉没有被支持',
  body: `您对「${activityTitle}」${appealedText(kind)}的申诉有了结果。\n${because(reason)}${kind === 'SIGN_UP' && upheld ? '您的未到场说明已被接受，报名改为“已请假”，不影响您的记录。' : ''}可以在“为什么还没到账”里查看。`,
});

export const pastActivityDecided = ({
  title,
  state,
  stateReason,
}: Pick<PastActivity, 'title' | 'state' | 'stateReason'>): Words =>
  state === 'APPROVED'
    ? { title: '补录已通过', body: `「${title}」的补录已通过，时长开始公示，公示期满计入。` }
    : {
        title: state === 'RETURNED' ? '补录需要修改' : '补录没有通过',
        body: `「${title}」的补录${state === 'RETURNED' ? '被退回' : '没有通过'}。\n${because(stateReason)}${
          state === 'RETURNED' ? '请在“补录活动”里修改后重新提交，原来的证明不用再上传。' : ''
        }`,
      };

export const closeOutDue = (activityTitle: string): Words => ({
  title: '活动结束了，请结项',
  body: `「${activityTitle}」已经结束几天，还没有结项。请确认签到、登记未到场、填写服务人数，然后结项。`,
});

export const hoursReminder = (activityTitle: string): Words => ({
  title: '志愿者在等服务时长',
  body: `「${activityTitle}」有志愿者的服务时长在等您处理，请核实签到、登记或审核。`,
});

export const checkOutDue = (activityTitle: string): Words => ({
  title: '请记得签退',
  body: `「${activityTitle}」已经结束，您还没有签退。请现在签退，当天 24:00 前不签退不计入时长。`,
});

export const forgottenCheckOut = (activityTitle: string): Words => ({
  title: '您没有签退',
  body: `您在「${activityTitle}」签到后没有签退，当天 24:00 已自动结束，这次没有计入时长。如果您参加了，可以在“为什么还没到账”里申诉。`,
});
