import { conflict, ensure, type Fault, invalid } from '../platform/fault';
import type { Line, Organization, OrganizationState } from './organization.entity';

/** Levels of organizations below the CAST unit they belong to, on either axis. */
export const MAX_DEPTH = 6;

export const ORGANIZATION_STEPS = [
  'APPROVE',
  'RETURN',
  'REJECT',
  'RESUBMIT',
  'WITHDRAW',
  'SUSPEND',
  'RESUME',
  'DISSOLVE',
] as const;
export type OrganizationStep = (typeof ORGANIZATION_STEPS)[number];

/** Which step leads from where to where. */
export const TRANSITIONS: Record<
  OrganizationStep,
  { from: readonly OrganizationState[]; to: OrganizationState }
> = {
  APPROVE: { from: ['PENDING'], to: 'ACTIVE' },
  RETURN: { from: ['PENDING'], to: 'RETURNED' },
  REJECT: { from: ['PENDING'], to: 'REJECTED' },
  RESUBMIT: { from: ['DRAFT', 'RETURNED'], to: 'PENDING' },
  WITHDRAW: { from: ['PENDING'], to: 'DRAFT' },
  SUSPEND: { from: ['ACTIVE'], to: 'SUSPENDED' },
  RESUME: { from: ['SUSPENDED'], to: 'ACTIVE' },
  DISSOLVE: { from: ['ACTIVE', 'SUSPENDED'], to: 'DISSOLVED' },
};

const foldBlanks = (text: string): string =>
  // Invisible format characters would make two names that look the same.
  text
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/g, ' ')
    .trim();

/** @returns the name as shown: no blanks around it, none invisible; its punctuation stays as written */
export const displayName = (raw: string): string => foldBlanks(raw);

/** @returns what two names have in common when they are one (R11): trim, NFKC (which also folds widths) */
export const nameKeyOf = (raw: string): string => foldBlanks(raw.normalize('NFKC'));

type Node = Pick<Organization, 'id' | 'kind' | 'territoryPath' | 'systemPath'>;

export const pathOn = (line: Line, node: Pick<Organization, 'territoryPath' | 'systemPath'>): string =>
  line === 'TERRITORY' ? node.territoryPath : node.systemPath;

/** @returns the ids from the root down, the node itself last */
export const idsOnPath = (path: string): string[] => path.split('/').filter(Boolean);

/** @returns the ids above an organization on the line that reviews it (R10), root first */
export const reviewersOf = (
  organization: Pick<Organization, 'line' | 'territoryPath' | 'systemPath'>,
): string[] => idsOnPath(pathOn(organization.line, organization)).slice(0, -1);

export const tooDeep = conflict(
  'too_deep',
  `科协以下最多 ${MAX_DEPTH} 级组织，请选择更高一级的组织作为上级。`,
);

/**
 * @param ancestors the parent and everything above it on the axis, root first; empty without a parent
 * @returns the path of node `id` below that parent
 * @throws Fault conflict `parent_without_unit` | `organization_cycle` | `too_deep`
 */
export function placeBelow(id: string, ancestors: readonly Pick<Node, 'id' | 'kind'>[]): string {
  if (ancestors.length === 0) return `/${id}/`;
  ensure(
    ancestors.some(({ kind }) => kind === 'CAST_UNIT'),
    conflict('parent_without_unit', '所选的上级组织不在任何科协之下，请选择科协或其下属组织作为上级。'),
  );
  ensure(
    ancestors.every((ancestor) => ancestor.id !== id),
    conflict('organization_cycle', '上级组织不能是自己或自己的下级，请重新选择。'),
  );
  const level = ancestors.filter(({ kind }) => kind === 'ORGANIZATION').length + 1;
  ensure(level <= MAX_DEPTH, tooDeep);
  return `/${[...ancestors.map((ancestor) => ancestor.id), id].join('/')}/`;
}

/** What a reviewer confirms before approving; every point must hold. */
export interface OrganizationChecklist {
  nameProper: boolean;
  parentCorrect: boolean;
  principalConfirmed: boolean;
  purposePublic: boolean;
}

export interface OrganizationVerdict {
  decision: 'APPROVE' | 'RETURN' | 'REJECT';
  checklist: OrganizationChecklist;
  reason?: string;
}

/** @returns what is missing from a verdict, null when it can be written */
export function faultOfVerdict({ decision, checklist, reason }: OrganizationVerdict): Fault | null {
  if (decision !== 'APPROVE') {
    return reason ? null : invalid('reason_required', '请写明原因，申请人会看到并据此修改。');
  }
  const open = Object.entries(checklist).flatMap(([point, holds]) => (holds ? [] : [point]));
  if (open.length === 0) return null;
  return invalid('checklist_incomplete', '审核要点还没有全部确认，确认后才能通过，或选择退回修改。', {
    open,
  });
}
