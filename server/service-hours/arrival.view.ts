import { Flag, Instant, ListOf, Nullable, OneOf, Output, OutputNumber } from '../platform/http';
import { STAGES, type Step } from './arrival.rules';
import type { ArrivalItem, Arrivals } from './arrival.service';
import { hoursText } from './minutes.rules';

export class StepView {
  @Output() name: string;
  @OneOf(['done', 'now', 'later']) progress: Step['progress'];
}

export class ArrivalItemView {
  @Nullable() @Output() recordId: string | null;
  @Nullable() @Output() checkInId: string | null;
  @Nullable() @Output() signUpId: string | null;
  /** null before a check-out */
  @Nullable() @OutputNumber() minutes: number | null;
  @Nullable() @Output('two decimals') hours: string | null;
  @Nullable() @Instant() startAt: Date | null;
  @Nullable() @Instant() endAt: Date | null;
  @OneOf(STAGES) stage: string;
  @OneOf(['YOU', 'ORGANIZATION', 'UNIT', 'CALENDAR', 'NOBODY']) waitsFor: string;
  /** who must act now, by name */
  @Output() who: string;
  /** since when it is so; null before anything happened */
  @Nullable() @Instant() since: Date | null;
  @Output() sentence: string;
  @ListOf(() => StepView, 6) steps: Step[];
  /** null when there is nothing to appeal against */
  @Nullable() @OneOf(['RECORD', 'CHECK_IN', 'SIGN_UP']) appealable: string | null;
}

/** 为什么还没到账: every stage with who must act, since when, and what oneself can do. */
export class ArrivalView {
  @Output() activityId: string;
  @Output() activityTitle: string;
  @ListOf(() => ArrivalItemView, 100) items: ArrivalItemView[];
  /** somebody else must act and has not been reminded today */
  @Flag() mayRemind: boolean;
  /** what the button says, or why it is off */
  @Output() remindText: string;
}

function whoOf({ waitsFor }: ArrivalItem, { organizationName, unitName }: Arrivals): string {
  switch (waitsFor) {
    case 'YOU':
      return '您自己';
    case 'ORGANIZATION':
      return `${organizationName}的活动负责人和管理员`;
    case 'UNIT':
      return unitName ?? '上级科协';
    case 'CALENDAR':
      return '不用等谁，到期自动计入';
    case 'NOBODY':
      return '没有人需要处理';
  }
}

const itemView = (item: ArrivalItem, all: Arrivals): ArrivalItemView => {
  const { record, checkIn } = item;
  return {
    recordId: record?.id ?? null,
    checkInId: checkIn?.id ?? record?.checkInId ?? null,
    signUpId: item.signUpId,
    minutes: record?.minutes ?? null,
    hours: record ? hoursText(record.minutes) : null,
    startAt: record?.startAt ?? checkIn?.inAt ?? null,
    endAt: record?.endAt ?? checkIn?.outAt ?? null,
    stage: item.stage,
    waitsFor: item.waitsFor,
    who: whoOf(item, all),
    since: item.since,
    sentence: item.sentence,
    steps: item.steps,
    appealable: item.mayAppeal ? (record ? 'RECORD' : checkIn ? 'CHECK_IN' : 'SIGN_UP') : null,
  };
};

export function arrivalView(all: Arrivals): ArrivalView {
  const waits = all.items.some(({ waitsFor }) => waitsFor === 'ORGANIZATION' || waitsFor === 'UNIT');
  return {
    activityId: all.activity.id,
    activityTitle: all.activity.title,
    items: all.items.map((item) => itemView(item, all)),
    mayRemind: waits && !all.reminded,
    remindText: all.reminded ? '今天已提醒' : waits ? '提醒对方处理' : '现在不需要提醒',
  };
}
