import type { Activity } from '../activities';
import type { SignUp } from '../signups';
import type { CheckIn } from './check-in.entity';
import { momentText } from './check-in.rules';
import type { ServiceAppeal } from './service-appeal.entity';
import type { ServiceRecord } from './service-record.entity';
import { APPEALABLE_STATES, stageSentence } from './service-record.rules';

/** On whom it depends that minutes go on: oneself, the organizers, a unit above, the calendar, nobody any more. */
export type WaitsFor = 'YOU' | 'ORGANIZATION' | 'UNIT' | 'CALENDAR' | 'NOBODY';

export const STAGES = [
  'SIGN_UP',
  'ABSENCE',
  'CHECK_IN',
  'CHECK_OUT',
  'NOT_COUNTED',
  'REVIEW',
  'PUBLICITY',
  'DISPUTE',
  'COUNTED',
  'REJECTED',
  'VOIDED',
] as const;
export type Stage = (typeof STAGES)[number];

export interface Step {
  name: string;
  progress: 'done' | 'now' | 'later';
}

/** Where the minutes of one check-in, or of one sign-up without any, stand. */
export interface Arrival {
  stage: Stage;
  waitsFor: WaitsFor;
  /** what it is and what comes next, for the volunteer */
  sentence: string;
  /** null when nothing has happened yet */
  since: Date | null;
  steps: Step[];
  mayAppeal: boolean;
}

type Absent = Pick<SignUp, 'id' | 'state' | 'excuseState' | 'excuseDecidedAt' | 'stateReason' | 'createdAt'>;

/** An excuse stands refused: what the volunteer may appeal against. */
export const isRefusedExcuse = ({ state, excuseState }: Pick<SignUp, 'state' | 'excuseState'>): boolean =>
  excuseState === 'REFUSED' && (state === 'NO_SHOW' || state === 'CONFIRMED');

/** @returns what an appeal is about: this refusal, not the one before it */
export const absenceKey = ({ id, excuseDecidedAt, createdAt }: Absent): string =>
  `${id}:${(excuseDecidedAt ?? createdAt).getTime()}`;

interface Case {
  activity: Pick<Activity, 'state' | 'startsAt' | 'endsAt'>;
  signUp: Absent | null;
  checkIn: CheckIn | null;
  record: ServiceRecord | null;
  /** the latest about this check-in or record */
  appeal: ServiceAppeal | null;
  now: Date;
}

const PATHS = {
  CHECKED_IN: ['签到', '签退', '公示', '到账'],
  ENTERED: ['登记', '审核', '公示', '到账'],
  RETROACTIVE: ['补录', '上级审核', '公示', '到账'],
} as const;

function steps(source: keyof typeof PATHS, now: number): Step[] {
  return PATHS[source].map((name, index) => ({
    name,
    progress: index < now ? 'done' : index === now ? 'now' : 'later',
  }));
}

/** “为什么还没到账”: the stage, who must act, since when. Pure; what the buttons may do follows from it. */
export function arrivalOf(known: Case): Arrival {
  const arrival = known.record
    ? ofRecord(known.record)
    : known.checkIn
      ? ofCheckIn(known.checkIn)
      : ofSignUp(known);
  return known.appeal ? withAppeal(arrival, known.appeal) : arrival;
}

function ofSignUp({ activity, signUp, now }: Case): Arrival {
  const signUpState = signUp?.state;
  const none = { since: null, steps: steps('CHECKED_IN', 0), mayAppeal: false };
  if (activity.state === 'CANCELLED' || activity.state === 'TAKEN_DOWN')
    return { ...none, stage: 'SIGN_UP', waitsFor: 'NOBODY', sentence: '活动没有举行，所以没有服务时长。' };
  if (signUp && isRefusedExcuse(signUp))
    return {
      ...none,
      stage: 'ABSENCE',
      waitsFor: 'YOU',
      since: signUp.excuseDecidedAt,
      steps: [],
      mayAppeal: true,
      sentence: `组织没有接受您的未到场说明：${signUp.stateReason ?? ''}。可以补充后再次说明，也可以向上级科协申诉。`,
    };
  if (signUpState === 'EXCUSED')
    return {
      ...none,
      stage: 'ABSENCE',
      waitsFor: 'NOBODY',
      steps: [],
      sentence: '您没有到场，说明已被接受，不影响您的记录。',
    };
  if (signUpState === 'NO_SHOW')
    return {
      ...none,
      stage: 'CHECK_IN',
      waitsFor: 'ORGANIZATION',
      since: activity.endsAt,
      sentence: '组织登记您没有到场。如果您参加了，请在活动页说明，或提醒活动负责人为您登记时长。',
    };
  if (signUpState !== 'CONFIRMED' && signUpState !== 'ATTENDED')
    return {
      ...none,
      stage: 'SIGN_UP',
      waitsFor: 'NOBODY',
      sentence: '您没有这个活动的有效报名，所以没有服务时长。',
    };
  if (now < activity.endsAt)
    return {
      ...none,
      stage: 'CHECK_IN',
      waitsFor: 'YOU',
      sentence: `您还没有签到。活动 ${momentText(activity.startsAt)} 开始，到现场后请签到，离开前请签退。`,
    };
  return {
    ...none,
    stage: 'CHECK_IN',
    waitsFor: 'ORGANIZATION',
    since: activity.endsAt,
    sentence: '活动已经结束，没有您的签到。如果您参加了，请提醒活动负责人为您登记时长。',
  };
}

function ofCheckIn({ state, inAt, outAt }: CheckIn): Arrival {
  const common = { since: inAt, mayAppeal: false };
  switch (state) {
    case 'OPEN':
      return {
        ...common,
        stage: 'CHECK_OUT',
        waitsFor: 'YOU',
        steps: steps('CHECKED_IN', 1),
        sentence: '您还没有签退。离开前请签退，当天 24:00 前不签退不计时长。',
      };
    case 'AUTO_CLOSED':
      return {
        ...common,
        stage: 'NOT_COUNTED',
        waitsFor: 'YOU',
        steps: steps('CHECKED_IN', 1),
        mayAppeal: true,
        sentence: '您当天没有签退，到 24:00 自动结束，没有计入时长。可以申诉，由活动负责人核实后登记。',
      };
    case 'CLOSED':
      return {
        ...common,
        since: outAt,
        stage: 'NOT_COUNTED',
        waitsFor: 'NOBODY',
        steps: [],
        sentence: '这次签到不足一分钟，或不在活动时间内，没有产生时长。',
      };
    case 'VOID':
      return {
        ...common,
        stage: 'NOT_COUNTED',
        waitsFor: 'NOBODY',
        steps: [],
        sentence: '活动或报名已取消，这次签到作废，不计时长。',
      };
  }
}

function ofRecord(record: ServiceRecord): Arrival {
  const common = {
    sentence: stageSentence(record),
    since: record.stateSince,
    mayAppeal: APPEALABLE_STATES.includes(record.state),
  };
  const at = (step: number) => steps(record.source, step);
  switch (record.state) {
    case 'PENDING':
      return {
        ...common,
        stage: 'REVIEW',
        waitsFor: record.reviewLevel,
        // What was checked in but is too much for a day is looked at after the check-out.
        steps: record.source === 'CHECKED_IN' ? at(2) : at(1),
      };
    case 'IN_PUBLICITY':
      return { ...common, stage: 'PUBLICITY', waitsFor: 'CALENDAR', steps: at(2) };
    case 'DISPUTED':
      return { ...common, stage: 'DISPUTE', waitsFor: 'UNIT', steps: at(2) };
    case 'EFFECTIVE':
      return { ...common, stage: 'COUNTED', waitsFor: 'NOBODY', steps: at(4) };
    case 'REJECTED':
      return { ...common, stage: 'REJECTED', waitsFor: 'YOU', steps: [] };
    case 'VOIDED':
      return { ...common, stage: 'VOIDED', waitsFor: 'YOU', steps: [] };
  }
}

function withAppeal(arrival: Arrival, appeal: ServiceAppeal): Arrival {
  if (!arrival.mayAppeal) return arrival;
  if (appeal.state === 'OPEN')
    return {
      ...arrival,
      waitsFor: appeal.level,
      since: appeal.createdAt,
      mayAppeal: false,
      sentence:
        arrival.stage === 'DISPUTE'
          ? `${arrival.sentence}您的申诉已经提交，会一并核实。`
          : `${arrival.sentence.split('。')[0]}。您已申诉，正在等待核实。`,
    };
  return {
    ...arrival,
    waitsFor: 'NOBODY',
    since: appeal.decidedAt,
    mayAppeal: false,
    sentence: `${arrival.sentence.split('。')[0]}。您的申诉没有被支持：${appeal.decisionReason}`,
  };
}
