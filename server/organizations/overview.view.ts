import type { AuditEntry } from '../platform/audit';
import { Flag, Instant, ListOf, Nullable, OneOf, Output, OutputNumber } from '../platform/http';
import type { Volunteer } from '../volunteers';
import { QUEUES } from './unit-queues';
import type { CountedNode } from './unit-tree';

export class TreeNodeView {
  @Output() id: string;
  @OneOf(['CAST_UNIT', 'ORGANIZATION']) kind: string;
  @Output() name: string;
  @Output() state: string;
  @Nullable() @Output() level: string | null;
  @OutputNumber('below it, itself included') organizations: number;
  @OutputNumber() members: number;
  @OutputNumber() activities: number;
  @OutputNumber('applications that wait') waiting: number;
  @Flag() hasChildren: boolean;
}

export class TreeView {
  @ListOf(() => TreeNodeView, 500) items: TreeNodeView[];
}

export class QueueView {
  @OneOf(QUEUES) queue: string;
  @OutputNumber() waiting: number;
}

export class QueuesView {
  @ListOf(() => QueueView, 20) items: QueueView[];
}

/** What somebody decided earlier, for who decides next. */
export class OpinionView {
  @Output() id: string;
  @Output() action: string;
  @Nullable() @Output() by: string | null;
  @Nullable() @Output() reason: string | null;
  @Instant() at: Date;
}

export class OpinionsView {
  @ListOf(() => OpinionView, 50) items: OpinionView[];
}

export const treeNodeView = ({ node, ...counts }: CountedNode): TreeNodeView => ({
  id: node.id,
  kind: node.kind,
  name: node.name,
  state: node.state,
  level: node.unitLevel ?? node.teamLevel,
  ...counts,
});

export const opinionView = (entry: AuditEntry, by: Volunteer | undefined): OpinionView => ({
  id: entry.id,
  action: entry.action,
  by: by?.name ?? null,
  reason: typeof entry.detail.reason === 'string' ? entry.detail.reason : null,
  at: entry.at,
});
