import type { AuditEntry } from '../platform/audit';
import { Instant, ListOf, Nested, Nullable, Output, OutputNumber } from '../platform/http';
import { ADJUSTABLE, type AdjustableName, type PolicyBook, type PolicyChange } from '../platform/policy';
import type { Volunteer } from '../volunteers';

export class AuditItem {
  @Output() id: string;
  @Output() action: string;
  @Output() subjectId: string;
  @Nullable() @Output('how people call it, while it is there') subjectName: string | null;
  @Nullable() @Output('null when the platform itself acted') volunteerNumber: string | null;
  @Nullable() @Output() volunteerName: string | null;
  @Output('plain facts as JSON') detail: string;
  @Instant() at: Date;
}

export class LimitChangeView {
  @Output() id: string;
  @OutputNumber() value: number;
  @Output() reason: string;
  @Output() changedBy: string;
  @Instant() at: Date;
}

export class LimitView {
  @Output() name: string;
  @Output() label: string;
  @Output() unit: string;
  @Output('rule of the domain') rule: string;
  @OutputNumber() min: number;
  @OutputNumber() max: number;
  @OutputNumber('in force') value: number;
  @OutputNumber('what the environment says') standard: number;
  @Nullable() @Nested(() => LimitChangeView) lastChange: LimitChangeView | null;
}

export class LimitsView {
  @ListOf(() => LimitView, 100) items: LimitView[];
}

type People = Map<string, Volunteer>;

export const auditItem = (
  entry: AuditEntry,
  people: People,
  names: ReadonlyMap<string, string>,
): AuditItem => {
  const by = people.get(entry.volunteerId ?? '');
  return {
    id: entry.id,
    action: entry.action,
    subjectId: entry.subjectId,
    subjectName: names.get(entry.subjectId) ?? null,
    volunteerNumber: by?.number ?? null,
    volunteerName: by?.name ?? null,
    detail: JSON.stringify(entry.detail),
    at: entry.at,
  };
};

export const limitChangeView = (change: PolicyChange, people: People): LimitChangeView => ({
  id: change.id,
  value: change.value,
  reason: change.reason,
  changedBy: people.get(change.changedBy)?.name ?? '',
  at: change.at,
});

export const limitView = (
  name: AdjustableName,
  book: PolicyBook,
  change: PolicyChange | undefined,
  people: People,
): LimitView => ({
  name,
  ...ADJUSTABLE[name],
  value: change?.value ?? book.standardOf(name),
  standard: book.standardOf(name),
  lastChange: change ? limitChangeView(change, people) : null,
});
