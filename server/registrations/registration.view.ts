import type { Organization } from '../organizations';
import { Flag, Instant, ListOf, Nullable, OneOf, Output, OutputNumber } from '../platform/http';
import { areaFullName } from '../reference';
import type { Volunteer } from '../volunteers';
import { columnsOf, isRequired, titleOf } from './columns';
import { missingColumns } from './import.service';
import { BATCH_STATES, IMPORT_KINDS, type ImportBatch } from './import-batch.entity';
import type { ImportIssue } from './import-row.entity';
import { ASSOCIATION_STATES, type LegacyAssociation } from './legacy-association.entity';

/** An import in the history. */
export class ImportItem {
  @Output() id: string;
  @OneOf(IMPORT_KINDS) kind: string;
  @Flag() legacy: boolean;
  /** null: the whole country */
  @Nullable() @Output() unitName: string | null;
  @OneOf(BATCH_STATES) state: string;
  /** It goes on when somebody has said which columns are which. */
  @Flag() waitsForColumns: boolean;
  @Output() fileName: string;
  @OutputNumber() rowCount: number;
  @OutputNumber('rows checked so far') checkedCount: number;
  @OutputNumber('rows with an error') errorCount: number;
  @OutputNumber('rows with a warning') warningCount: number;
  @OutputNumber('rows that exist already') duplicateCount: number;
  @OutputNumber('rows imported so far') importedCount: number;
  @OutputNumber('sound rows that could not be imported') failedCount: number;
  @OutputNumber('imported rows that a roll-back left, because they are in use') keptCount: number;
  @Output() uploadedByName: string;
  @Instant() uploadedAt: Date;
  @Nullable() @Instant() confirmedAt: Date | null;
  @Nullable() @Instant() finishedAt: Date | null;
}

export class MappedColumnView {
  @OutputNumber() index: number;
  @Output() title: string;
  /** null: left aside */
  @Nullable() @Output() field: string | null;
}

export class ImportFieldView {
  @Output() field: string;
  @Output() title: string;
  @Flag() required: boolean;
}

/** An import with its columns and what they may be mapped to. */
export class ImportView extends ImportItem {
  @ListOf(() => MappedColumnView, 60) columns: MappedColumnView[];
  @ListOf(() => ImportFieldView, 60) fields: ImportFieldView[];
  /** titles of required columns that nothing is mapped to; while there are any nothing is checked */
  @ListOf(() => ImportFieldView, 60) missing: ImportFieldView[];
}

export class IssueView {
  @Output() id: string;
  @OutputNumber('as the spreadsheet shows it') rowNumber: number;
  @OneOf(['ERROR', 'WARNING']) severity: string;
  /** title of the column, null for the row as a whole */
  @Nullable() @Output() column: string | null;
  @Output() code: string;
  @Output() message: string;
  /** masked where personal */
  @Nullable() @Output() value: string | null;
}

/** A team of the old system, as somebody who looks for theirs may see it. */
export class LegacyTeamView {
  @Output() id: string;
  @Output() name: string;
  @Output() areaName: string;
  @Nullable() @Output() legacyNumber: string | null;
  @Flag() claimed: boolean;
}

export class LegacyClaimView {
  @Output() id: string;
  @Output() organizationId: string;
  @Output() organizationName: string;
  @Nullable() @Output() legacyNumber: string | null;
  @OneOf(ASSOCIATION_STATES) state: string;
  @Output() statement: string;
  @OutputNumber() proofCount: number;
  @Nullable() @Output() reason: string | null;
  @Instant() createdAt: Date;
  @Nullable() @Instant() decidedAt: Date | null;
}

export class LegacyProofName {
  @Output() name: string;
}

/** A claim as its reviewers see it. */
export class LegacyReviewView extends LegacyClaimView {
  @Output() claimantName: string;
  @Output() claimantNumber: string;
  @Output() principalName: string;
  @Output() areaName: string;
  @ListOf(() => LegacyProofName, 5) proofs: LegacyProofName[];
}

export const importItem = (
  batch: ImportBatch,
  unit: Organization | undefined,
  uploader: Volunteer | undefined,
): ImportItem => ({
  id: batch.id,
  kind: batch.kind,
  legacy: batch.legacy,
  unitName: unit?.name ?? null,
  state: batch.state,
  waitsForColumns: batch.state === 'UPLOADED' && missingColumns(batch).length > 0,
  fileName: batch.fileName,
  rowCount: batch.rowCount,
  checkedCount: batch.checkedCount,
  errorCount: batch.errorCount,
  warningCount: batch.warningCount,
  duplicateCount: batch.duplicateCount,
  importedCount: batch.importedCount,
  failedCount: batch.failedCount,
  keptCount: batch.keptCount,
  uploadedByName: uploader?.name ?? '',
  uploadedAt: batch.uploadedAt,
  confirmedAt: batch.confirmedAt,
  finishedAt: batch.finishedAt,
});

export const importView = (batch: ImportBatch, item: ImportItem): ImportView => {
  const { kind, legacy } = batch;
  const field = (column: ReturnType<typeof columnsOf>[number]): ImportFieldView => ({
    field: column.field,
    title: column.title,
    required: isRequired(kind, legacy, column),
  });
  return {
    ...item,
    columns: batch.columns,
    fields: columnsOf(kind).map(field),
    missing: missingColumns(batch).map(field),
  };
};

export const issueView = ({ kind }: ImportBatch, issue: ImportIssue): IssueView => ({
  id: issue.id,
  rowNumber: issue.rowNumber,
  severity: issue.severity,
  column: issue.field === null ? null : titleOf(kind, issue.field),
  code: issue.code,
  message: issue.message,
  value: issue.value,
});

export const legacyTeamView = (team: Organization, claimed: boolean): LegacyTeamView => ({
  id: team.id,
  name: team.name,
  areaName: areaFullName(team.areaCode),
  legacyNumber: team.legacyNumber,
  claimed,
});

export const legacyClaimView = (claim: LegacyAssociation, team: Organization): LegacyClaimView => ({
  id: claim.id,
  organizationId: team.id,
  organizationName: team.name,
  legacyNumber: team.legacyNumber,
  state: claim.state,
  statement: claim.statement,
  proofCount: claim.proofs.length,
  reason: claim.reason,
  createdAt: claim.createdAt,
  decidedAt: claim.decidedAt,
});

export const legacyReviewView = (
  claim: LegacyAssociation,
  team: Organization,
  claimant: Volunteer,
): LegacyReviewView => ({
  ...legacyClaimView(claim, team),
  claimantName: claimant.name,
  claimantNumber: claimant.number,
  principalName: team.principalName,
  areaName: areaFullName(team.areaCode),
  proofs: claim.proofs.map((name) => ({ name })),
});
