import { hoursText } from '../recaps';

/** What an activity came to. People are sign-ups, minutes are sums over records. */
export interface CloseOutFigures {
  /** took part or were to: confirmed, attended, not there, excused */
  signedUp: number;
  attended: number;
  noShow: number;
  excused: number;
  /** of whom nothing is known yet */
  undecided: number;
  minutesPending: number;
  minutesInPublicity: number;
  minutesEffective: number;
}

/** What is not settled yet, counted. */
export interface Unsettled {
  openCheckIns: number;
  /** confirmed, never checked in, and not noted as absent */
  withoutCheckIn: number;
  /** checked in, but midnight ended it and no hours were entered */
  forgotten: number;
  /** entries that another admin has to approve */
  pendingOwn: number;
  /** entries that the unit above has to approve */
  pendingUnit: number;
  excuses: number;
  /** appeals over forgotten check-outs */
  appeals: number;
}

export interface Blocker {
  code: string;
  count: number;
  /** Chinese: what it is and what to do */
  message: string;
  /** it has to be settled before the closing; others are only to be known */
  blocking: boolean;
}

type Wording = [keyof Unsettled, string, boolean, (count: number) => string];

/** What the organizers can settle themselves holds the closing up; what others must do does not. */
const WORDINGS: readonly Wording[] = [
  [
    'openCheckIns',
    'open_check_ins',
    true,
    (n) => `${n} 人还没有签退。请提醒签退，或等 24:00 自动结束后登记时长。`,
  ],
  [
    'withoutCheckIn',
    'undecided_attendance',
    true,
    (n) => `${n} 人报了名但没有签到。到场的请登记时长，没有到场的登记为未到场，他们可以说明原因。`,
  ],
  ['excuses', 'open_excuses', true, (n) => `${n} 人说明了未到场的原因，请在报名名单里处理。`],
  ['appeals', 'open_appeals', true, (n) => `${n} 条没有签退的申诉，请在签到名单里处理。`],
  ['pendingOwn', 'pending_records', true, (n) => `${n} 条登记的时长等另一位管理员审核。`],
  ['pendingUnit', 'pending_at_unit', false, (n) => `${n} 条时长等上级科协审核，不影响结项。`],
  [
    'forgotten',
    'forgotten_check_outs',
    false,
    (n) => `${n} 人没有签退，时长没有计入。属实的可以为他们登记。`,
  ],
];

/** @returns what is open, what holds the closing up first */
export const blockersOf = (unsettled: Unsettled): Blocker[] =>
  WORDINGS.flatMap(([key, code, blocking, message]) => {
    const count = unsettled[key];
    return count > 0 ? [{ code, count, message: message(count), blocking }] : [];
  });

/** @returns what a recap may say of it, Chinese; what nobody did is left out. Minutes that wait for review are not counted */
export function recapProposal(figures: CloseOutFigures, peopleServed: number): string {
  const minutes = figures.minutesEffective + figures.minutesInPublicity;
  const parts = [
    figures.attended > 0 && `有 ${figures.attended} 名科技志愿者参加`,
    peopleServed > 0 && `服务 ${peopleServed} 人`,
    minutes > 0 && `服务时长共 ${hoursText(minutes)} 小时`,
  ].filter(Boolean);
  return parts.length > 0 ? `本次活动${parts.join('，')}。` : '';
}
