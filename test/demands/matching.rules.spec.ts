import fc from 'fast-check';
import { type Candidate, rankOrganizations } from '../../server/demands/matching.rules';

const wanted = { areaCode: '110105', category: 'popularization', discipline: null };

const candidate = (organizationId: string, more: Partial<Candidate> = {}): Candidate => ({
  organizationId,
  areaCode: '430102',
  categories: [],
  specialists: 0,
  activitiesOfCategory: 0,
  demandsCompleted: 0,
  demandsRated: 0,
  ratingSum: 0,
  unanswered: 0,
  ...more,
});

const arbitrary: fc.Arbitrary<Candidate> = fc.record({
  organizationId: fc.uuid(),
  areaCode: fc.constantFrom('110105', '110106', '130102', '130104', '130200', '000000'),
  categories: fc.subarray(['popularization', 'technical', 'livelihood']),
  specialists: fc.nat(500),
  activitiesOfCategory: fc.nat(500),
  demandsCompleted: fc.nat(50),
  demandsRated: fc.constant(0),
  ratingSum: fc.constant(0),
  unanswered: fc.nat(50),
});

describe('matching (R71)', () => {
  it.each([
    ['the same county before the same province', { areaCode: '110105' }, { areaCode: '110106' }],
    ['the same province before another', { areaCode: '110106' }, {}],
    ['one that serves the category', { categories: ['popularization'] }, { categories: ['technical'] }],
    ['one with specialists', { specialists: 3 }, {}],
    ['one that has done it before', { activitiesOfCategory: 1 }, {}],
    [
      'the better rated',
      { demandsCompleted: 2, demandsRated: 2, ratingSum: 10 },
      { demandsCompleted: 2, demandsRated: 2, ratingSum: 4 },
    ],
    [
      'one that answers',
      { categories: ['popularization'] },
      { categories: ['popularization'], unanswered: 2 },
    ],
  ])('proposes %s', (_, better, worse) => {
    const ranked = rankOrganizations(wanted, [candidate('a', worse), candidate('b', better)]);
    expect(ranked.map(({ organizationId }) => organizationId)).toEqual(['b', 'a']);
    expect(ranked[0]!.score).toBeGreaterThan(ranked[1]!.score);
  });

  it('explains itself in words', () => {
    const [best] = rankOrganizations(wanted, [
      candidate('a', {
        areaCode: '110105',
        categories: ['popularization'],
        activitiesOfCategory: 6,
        demandsCompleted: 2,
        demandsRated: 1,
        ratingSum: 5,
      }),
    ]);
    expect(best!.reasons.map(({ message }) => message)).toEqual([
      '与需求在同一区县',
      '服务类别包含科普类',
      '办结过 6 场同类活动',
      '完成过 2 条需求，平均评价 5.0 分',
    ]);
  });

  it('ranks everybody once, by score, in the same order however they come, with reasons that add up', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(arbitrary, { selector: (c) => c.organizationId, maxLength: 12 }),
        (candidates) => {
          const ranked = rankOrganizations(wanted, candidates);
          expect(ranked).toHaveLength(candidates.length);
          expect(rankOrganizations(wanted, [...candidates].reverse())).toEqual(ranked);
          ranked.forEach(({ score, reasons }, position) => {
            const sum = reasons.reduce((total, { points }) => total + points, 0);
            expect(score).toBe(Math.min(100, Math.max(0, sum)));
            if (position > 0) expect(score).toBeLessThanOrEqual(ranked[position - 1]!.score);
          });
        },
      ),
    );
  });
});
