import { get, post, withQuery } from '../core/http';
import { type PaymentParams, showPaymentSheet } from '../core/payment-sheet';
import { dayText, momentText } from '../core/time';

export type DepositState = 'CREATED' | 'PAID' | 'REFUNDING' | 'REFUNDED' | 'ABNORMAL' | 'CLOSED';
export type RefundReason = 'ATTENDED' | 'CANCELLED' | 'ACTIVITY_CANCELLED' | 'EXCUSED' | 'ENDED';

interface DepositRow {
  id: string;
  signUpId: string;
  amountFen: number;
  state: DepositState;
  payBy: string;
  paidAt: string | null;
  refundReason: RefundReason | null;
  refundedAt: string | null;
  /** by when it goes back at the latest */
  returnBy: string;
}

/** The deposit of one sign-up, in words. */
export interface Deposit extends DepositRow {
  /** ¥20 */
  amount: string;
  /** 待支付, 已支付, 退款中 … */
  stateName: string;
  /** good, waiting or quiet */
  tone: string;
  /** what happened and what comes next */
  note: string;
  /** it can be paid now */
  payable: boolean;
}

/** What the platform allows and promises. */
export interface DepositTerms {
  /** false: no activity can ask for one */
  available: boolean;
  maxFen: number;
  payMinutes: number;
  returnDays: number;
}

export const findDepositTerms = (): Promise<DepositTerms> => get('/api/public/deposit-terms');

/** @returns the deposits of one's own sign-ups, by sign-up; at most 50 are asked for */
export async function listDeposits(signUpIds: readonly string[]): Promise<Record<string, Deposit>> {
  if (signUpIds.length === 0) return {};
  const path = withQuery('/api/volunteer/deposits', { signUpIds: signUpIds.join(',') });
  const { items } = await get<{ items: DepositRow[] }>(path);
  return Object.fromEntries(items.map((row) => [row.signUpId, deposit(row)]));
}

/** For who runs the activity: where the money of a sign-up stands. */
export type ManagedDeposit = Pick<Deposit, 'stateName' | 'tone' | 'amount'>;

/** @returns the deposits of sign-ups to an activity that one runs, by sign-up; at most 50 are asked for */
export async function listDepositsOf(
  activityId: string,
  signUpIds: readonly string[],
): Promise<Record<string, ManagedDeposit>> {
  if (signUpIds.length === 0) return {};
  const path = `/api/organizer/activities/${activityId}/deposits`;
  const { items } = await get<{ items: DepositRow[] }>(withQuery(path, { signUpIds: signUpIds.join(',') }));
  return Object.fromEntries(items.map((row) => [row.signUpId, managedDeposit(row)]));
}

const managedDeposit = (row: DepositRow): ManagedDeposit => {
  const { amount, stateName, tone } = deposit(row);
  return row.state === 'ABNORMAL'
    ? { amount, stateName: '退款异常，平台处理中', tone: 'bad' }
    : { amount, stateName, tone };
};

const NAMED = 5;

/** @returns what to say of deposits of an activity that could not be returned; empty when there are none */
export async function findAbnormalDeposits(activityId: string): Promise<string> {
  const path = withQuery(`/api/organizer/activities/${activityId}/abnormal-deposits`, { limit: 50 });
  const { items, next } = await get<{
    items: { volunteerName: string; amountFen: number }[];
    next: string | null;
  }>(path);
  if (items.length === 0) return '';
  const named = items.slice(0, NAMED).map((each) => `${each.volunteerName}（${fenText(each.amountFen)}）`);
  const people = `${named.join('、')}${items.length > NAMED ? ' 等' : ''}`;
  return `押金异常：${items.length}${next ? ' 多' : ''} 笔没能退回。${people}。微信支付暂时没能退回，平台正在处理，直到全额退回；组织不用垫付，也不要私下收退。志愿者问起时，请他在“我的报名”里看进展。`;
}

/**
 * Pays by WeChat's sheet, then lets the server ask WeChat Pay itself: what the phone says is not believed.
 *
 * @returns the deposit as it is then; null when the person closed the sheet
 */
export async function payDeposit(signUpId: string): Promise<Deposit | null> {
  const params = await post<PaymentParams>(`/api/volunteer/signups/${signUpId}/deposit/payment`);
  if (!(await showPaymentSheet(params))) return null;
  return deposit(await post<DepositRow>(`/api/volunteer/signups/${signUpId}/deposit/check`));
}

/** @returns e.g. `¥20`, `¥9.90` */
export const fenText = (fen: number): string => `¥${fen % 100 === 0 ? fen / 100 : (fen / 100).toFixed(2)}`;

/** What who reads about an activity has to know of its deposit before signing up. */
export const depositPromise = ({ payMinutes, returnDays }: DepositTerms): string[] => [
  `确认报名后 ${payMinutes} 分钟内支付，过时名额会让给下一位。`,
  '全额原路退回：参加了、取消报名、活动取消，都会马上退。',
  `没能到场的，活动结束 ${returnDays} 天后也会退。押金只退不扣，不是收费。`,
];

/** What an organizer has to know who asks for one. */
export const depositHint = ({ maxFen, payMinutes, returnDays }: DepositTerms): string =>
  `最多 ${maxFen / 100} 元。志愿者在确认后 ${payMinutes} 分钟内支付，过时名额让给下一位。押金由平台保管，只退不扣：没来的人也在活动结束 ${returnDays} 天后退回。`;

function deposit(row: DepositRow): Deposit {
  const payable = row.state === 'CREATED' && Date.parse(row.payBy) > Date.now();
  return { ...row, amount: fenText(row.amountFen), payable, ...standingOf(row, payable) };
}

const BECAUSE: Record<RefundReason, string> = {
  ATTENDED: '您参加了活动',
  CANCELLED: '报名已取消',
  ACTIVITY_CANCELLED: '活动没有举行',
  EXCUSED: '请假已被接受',
  ENDED: '活动已结束',
};

function standingOf(row: DepositRow, payable: boolean): Pick<Deposit, 'stateName' | 'tone' | 'note'> {
  const because = row.refundReason ? `${BECAUSE[row.refundReason]}，` : '';
  switch (row.state) {
    case 'CREATED':
      return payable
        ? {
            stateName: '待支付',
            tone: 'waiting',
            note: `请在 ${momentText(row.payBy)} 前支付，过时名额会让给下一位。`,
          }
        : {
            stateName: '支付时间已到',
            tone: 'quiet',
            note: '正在向微信支付核对，没有支付的名额会让给下一位。',
          };
    case 'PAID':
      return {
        stateName: '已支付',
        tone: 'good',
        note: `参加后或取消报名时全额退回，最晚 ${dayText(row.returnBy)}。`,
      };
    case 'REFUNDING':
      return { stateName: '退款中', tone: 'waiting', note: `${because}正在全额原路退回，一般几分钟内到账。` };
    case 'REFUNDED':
      return {
        stateName: '已退回',
        tone: 'quiet',
        note: `${because}${row.refundedAt ? `${momentText(row.refundedAt)} ` : ''}已全额退回。`,
      };
    case 'ABNORMAL':
      return {
        stateName: '退款处理中',
        tone: 'waiting',
        note: '微信支付暂时没能退回，平台正在处理，不需要您做什么。',
      };
    case 'CLOSED':
      return { stateName: '未支付', tone: 'quiet', note: '没有支付，也没有扣款。' };
  }
}
