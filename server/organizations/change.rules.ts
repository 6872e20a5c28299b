import { conflict, ensure, type Fault, invalid } from '../platform/fault';
import type { ChangeKind, ChangeTarget } from './change.entity';
import type { Line, Organization, UnitLevel } from './organization.entity';
import { idsOnPath, pathOn, reviewersOf } from './organization.rules';

type Placed = Pick<
  Organization,
  'line' | 'territoryPath' | 'systemPath' | 'territoryParentId' | 'systemParentId'
>;

/** Changes of name and principal are believed on a document only. */
const NEEDS_PROOF: readonly ChangeKind[] = ['RENAME', 'PRINCIPAL'];

export const MAX_PROOFS = 5;

/** The answers of a change form; what the kind does not need is refused. */
export interface ChangeAnswers {
  kind: ChangeKind;
  name?: string;
  principalName?: string;
  line?: Line;
  parentId?: string;
  areaCode?: string;
  intoId?: string;
  proofs: readonly string[];
}

const WANTED: Record<ChangeKind, readonly (keyof ChangeAnswers)[]> = {
  RENAME: ['name'],
  PRINCIPAL: ['principalName'],
  MOVE: ['line', 'parentId'],
  MERGE: ['intoId'],
  DISSOLVE: [],
  MOVE_UNIT: ['parentId'],
};
const ALLOWED: Partial<Record<ChangeKind, readonly (keyof ChangeAnswers)[]>> = { MOVE: ['areaCode'] };
const FIELDS = ['name', 'principalName', 'line', 'parentId', 'areaCode', 'intoId'] as const;

/** @returns what keeps the answers from being a request, null when nothing does */
export function faultOfAnswers(answers: ChangeAnswers): Fault | null {
  const { kind } = answers;
  const missing = WANTED[kind].find((field) => answers[field] === undefined);
  if (missing) {
    return invalid('change_incomplete', '这项变更还缺少内容，请填写后再提交。', { field: missing });
  }
  const known = [...WANTED[kind], ...(ALLOWED[kind] ?? [])];
  const stray = FIELDS.find((field) => answers[field] !== undefined && !known.includes(field));
  if (stray) {
    return invalid('change_mixed', '一次只能申请一项变更，请去掉其他内容后再提交。', { field: stray });
  }
  if (NEEDS_PROOF.includes(kind) && answers.proofs.length === 0) {
    return invalid('proof_required', '请上传证明材料，如盖章的变更说明或登记证书。', { field: 'proofs' });
  }
  return null;
}

/** @param answers complete, see `faultOfAnswers` */
export function targetOf(answers: ChangeAnswers): ChangeTarget {
  const { kind, name, principalName, line, parentId, areaCode, intoId } = answers;
  switch (kind) {
    case 'RENAME':
      return { kind, name: name! };
    case 'PRINCIPAL':
      return { kind, principalName: principalName! };
    case 'MOVE':
      return { kind, line: line!, parentId: parentId!, areaCode: areaCode ?? null };
    case 'MERGE':
      return { kind, intoId: intoId! };
    case 'DISSOLVE':
      return { kind };
    case 'MOVE_UNIT':
      return { kind, parentId: parentId! };
  }
}

/**
 * @param parent the new parent on `line`
 * @returns ids of those who may decide a move, root first: they review the organization now and stand above both the
 *   place that it leaves and the place that it goes to; the new parent itself counts when it is a unit
 */
export function decidersOfMove(organization: Placed, line: Line, parent: Placed): string[] {
  const atNewPlace = new Set(idsOnPath(pathOn(line, parent)));
  const oldParent = line === 'TERRITORY' ? organization.territoryParentId : organization.systemParentId;
  const atOldPlace = oldParent && new Set(idsOnPath(pathOn(line, organization)).slice(0, -1));
  return reviewersOf(organization).filter((id) => atNewPlace.has(id) && (!atOldPlace || atOldPlace.has(id)));
}

const RANKS: readonly (UnitLevel | null)[] = ['national', 'province', 'city', 'county'];

/**
 * A unit stands below a unit of a higher level. So no circle of units can be asked for, and none of two counties.
 *
 * @throws Fault conflict `unit_level`
 */
export function requireHigherUnit(
  unit: Pick<Organization, 'unitLevel'>,
  parent: Pick<Organization, 'kind' | 'unitLevel'>,
): void {
  ensure(
    parent.kind === 'CAST_UNIT' && RANKS.indexOf(parent.unitLevel) < RANKS.indexOf(unit.unitLevel),
    conflict('unit_level', '新的上级必须是级别更高的科协，请重新选择。'),
  );
}

/** @returns ids of those who review both organizations, root first */
export const decidersOfMerge = (from: Placed, into: Placed): string[] => {
  const above = new Set(reviewersOf(into));
  return reviewersOf(from).filter((id) => above.has(id));
};

export const changeClosed = conflict(
  'change_closed',
  '这项申请已经处理或撤回，可能已被他人处理，请刷新后再看。',
);
