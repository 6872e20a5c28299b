import { areaPrefix, codeTable, findArea } from '../reference';

/** What matching knows of a demand. */
export interface Wanted {
  areaCode: string;
  category: string;
  discipline: string | null;
}

/** What matching knows of an organization. */
export interface Candidate {
  organizationId: string;
  areaCode: string;
  categories: readonly string[];
  /** members with the wanted discipline */
  specialists: number;
  /** closed activities of the wanted category */
  activitiesOfCategory: number;
  /** demands that it completed, and the sum of their ratings (1–5 each) of those rated */
  demandsCompleted: number;
  demandsRated: number;
  ratingSum: number;
  /** dispatches that it never answered */
  unanswered: number;
}

/** Why an organization was proposed: a stable code and a sentence to show. */
export interface MatchReason {
  code: 'area' | 'category' | 'discipline' | 'experience' | 'service' | 'unanswered';
  message: string;
  points: number;
}

export interface Match {
  organizationId: string;
  /** 0 to 100 */
  score: number;
  reasons: MatchReason[];
}

const AREA_POINTS = { county: 35, city: 25, province: 12 } as const;
const CATEGORY_POINTS = 25;
const DISCIPLINE_POINTS = 10;
const EXPERIENCE_POINTS = 15;
const SERVICE_POINTS = 15;
const UNANSWERED_POINTS = 15;

/** Grows quickly at first and never beyond `most`: the tenth activity tells less than the first. */
const saturating = (count: number, most: number, half: number): number =>
  Math.round((most * count) / (count + half));

/** @returns the smallest area that holds both, null when only the country does */
function sharedLevel(left: string, right: string): keyof typeof AREA_POINTS | null {
  for (const [level, digits] of [
    ['county', 6],
    ['city', 4],
    ['province', 2],
  ] as const) {
    const area = findArea(left.slice(0, digits).padEnd(6, '0'));
    if (area?.level === level && right.startsWith(areaPrefix(area))) return level;
  }
  return null;
}

function* reasonsOf(wanted: Wanted, candidate: Candidate): Generator<MatchReason> {
  const level = sharedLevel(wanted.areaCode, candidate.areaCode);
  if (level) {
    const name = { county: '区县', city: '市', province: '省（区、市）' }[level];
    yield { code: 'area', message: `与需求在同一${name}`, points: AREA_POINTS[level] };
  }
  if (candidate.categories.includes(wanted.category)) {
    const name = codeTable('activityCategory')[wanted.category];
    yield { code: 'category', message: `服务类别包含${name}`, points: CATEGORY_POINTS };
  }
  const { specialists, activitiesOfCategory, demandsCompleted, demandsRated, ratingSum, unanswered } =
    candidate;
  if (specialists > 0) {
    const points = saturating(specialists, DISCIPLINE_POINTS, 2);
    yield { code: 'discipline', message: `有 ${specialists} 位成员的专业领域相符`, points };
  }
  if (activitiesOfCategory > 0) {
    const points = saturating(activitiesOfCategory, EXPERIENCE_POINTS, 3);
    yield { code: 'experience', message: `办结过 ${activitiesOfCategory} 场同类活动`, points };
  }
  if (demandsCompleted > 0) {
    // Without a rating yet a completed demand counts as a middling one.
    const average = demandsRated > 0 ? ratingSum / demandsRated : 3;
    const points = Math.round((saturating(demandsCompleted, SERVICE_POINTS, 1) * average) / 5);
    const rated = demandsRated > 0 ? `，平均评价 ${average.toFixed(1)} 分` : '';
    yield { code: 'service', message: `完成过 ${demandsCompleted} 条需求${rated}`, points };
  }
  if (unanswered > 0) {
    const points = -saturating(unanswered, UNANSWERED_POINTS, 2);
    yield { code: 'unanswered', message: `有 ${unanswered} 次派单逾期没有答复`, points };
  }
}

/**
 * R71: ranks organizations for a demand by area, category, discipline and past performance.
 *
 * @returns best first, each with the reasons that add up to its score; equal scores in order of their ids
 */
export function rankOrganizations(wanted: Wanted, candidates: readonly Candidate[]): Match[] {
  return candidates
    .map((candidate) => {
      const reasons = [...reasonsOf(wanted, candidate)];
      const sum = reasons.reduce((total, { points }) => total + points, 0);
      return { organizationId: candidate.organizationId, score: Math.min(100, Math.max(0, sum)), reasons };
    })
    .sort((a, b) => b.score - a.score || (a.organizationId < b.organizationId ? -1 : 1));
}
