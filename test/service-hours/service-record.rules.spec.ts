import type { ServiceRecordState } from '../../server/service-hours/service-record.entity';
import { enteredSource, MOVES, stageSentence } from '../../server/service-hours/service-record.rules';

const shanghai = (text: string) => new Date(`${text}+08:00`);

describe('the way of a record', () => {
  const STATES: ServiceRecordState[] = [
    'PENDING',
    'REJECTED',
    'IN_PUBLICITY',
    'DISPUTED',
    'EFFECTIVE',
    'VOIDED',
  ];
  it.each([
    ['approve', ['IN_PUBLICITY', '-', '-', '-', '-', '-']],
    ['reject', ['REJECTED', '-', '-', '-', '-', '-']],
    ['dispute', ['-', '-', 'DISPUTED', '-', '-', '-']],
    ['resume', ['-', '-', '-', 'IN_PUBLICITY', '-', '-']],
    ['mature', ['-', '-', 'EFFECTIVE', '-', '-', '-']],
    ['void', ['-', '-', 'VOIDED', 'VOIDED', 'VOIDED', '-']],
    ['publish', ['-', 'IN_PUBLICITY', '-', '-', '-', 'IN_PUBLICITY']],
    ['regrant', ['-', '-', '-', '-', '-', 'EFFECTIVE']],
  ] as const)('%s', (move, after) => expect(STATES.map((state) => MOVES[move][state] ?? '-')).toEqual(after));

  it.each([
    ['2026-11-28T11:00:00', 'ENTERED'],
    ['2026-12-01T23:59:59', 'ENTERED'],
    ['2026-12-02T00:00:00', 'RETROACTIVE'],
  ])('an entry at %s is %s', (now, source) =>
    expect(enteredSource(shanghai('2026-11-28T11:30:00'), shanghai(now), 3)).toBe(source),
  );

  const base = {
    stateReason: null,
    stateSince: shanghai('2026-11-28T12:00:00'),
    publicityUntil: shanghai('2026-12-03T00:00:00'),
    reviewLevel: 'ORGANIZATION' as const,
  };
  it.each([
    [{ ...base, state: 'PENDING' as const }, '11月28日起等待组织的另一位管理员或上级科协审核。'],
    [{ ...base, state: 'PENDING' as const, reviewLevel: 'UNIT' as const }, '11月28日起等待上级科协审核。'],
    [
      { ...base, state: 'IN_PUBLICITY' as const },
      '11月28日起公示，到12月2日结束，没有异议就计入服务时长，您不用做什么。',
    ],
    [{ ...base, state: 'DISPUTED' as const }, '有人提出异议，11月28日起公示暂停，等待上级科协处理。'],
    [{ ...base, state: 'EFFECTIVE' as const }, '11月28日已计入服务时长。'],
    [
      { ...base, state: 'VOIDED' as const, stateReason: '没有到场' },
      '11月28日已作废：没有到场。如有不同意见，可以向上级科协申诉。',
    ],
  ])('tells %j', (record, sentence) => expect(stageSentence(record)).toBe(sentence));
});
