import {
  Id,
  Int,
  ListOf,
  Nullable,
  OneOf,
  Optional,
  PageQuery,
  QueryFlag,
  Shaped,
  Text,
  Texts,
} from '../platform/http';
import { BATCH_STATES, type BatchState, IMPORT_KINDS, type ImportKind } from './import-batch.entity';
import { ASSOCIATION_STATES, type AssociationState } from './legacy-association.entity';

export class TemplateParams {
  @OneOf(IMPORT_KINDS) kind: ImportKind;
}

export class UploadQuery {
  @OneOf(IMPORT_KINDS) kind: ImportKind;
  /** with extension, as the person named it */
  @Text(120) fileName: string;
  /** from the system before this one */
  @Optional() @QueryFlag() legacy?: boolean;
  /** one of the actor's units; the whole country for an import officer when omitted */
  @Optional() @Id() unitId?: string;
}

export class ImportQuery extends PageQuery {
  @Optional() @OneOf(IMPORT_KINDS) kind?: ImportKind;
  @Optional() @OneOf(BATCH_STATES) state?: BatchState;
}

export class ImportParams {
  @Id() importId: string;
}

export class ColumnChoiceForm {
  @Int(0, 200) index: number;
  /** null leaves the column aside */
  @Nullable() @Text(24) field: string | null;
}

export class ColumnsForm {
  @ListOf(() => ColumnChoiceForm, 60, 1) columns: ColumnChoiceForm[];
}

export class IssueQuery extends PageQuery {
  @Optional() @OneOf(['ERROR', 'WARNING']) severity?: 'ERROR' | 'WARNING';
}

export class TeamQuery extends PageQuery {
  @Optional() @Text(30, 2) name?: string;
  @Optional() @Text(32) legacyNumber?: string;
  @Optional() @Text(30, 2) adminName?: string;
}

export class TeamParams {
  @Id() organizationId: string;
}

export class LegacyClaimForm {
  /** how the claimant belongs to the team */
  @Text(500, 5) statement: string;
  @Texts(5, 60) proofs: string[];
}

export class LegacyClaimParams {
  @Id() claimId: string;
}

export class LegacyProofParams extends LegacyClaimParams {
  @Shaped(/^[0-9a-f]{40}\.(jpg|pdf)$/, '文件名') proof: string;
}

export class LegacyVerdictForm {
  @OneOf(['LINK', 'REJECT']) decision: 'LINK' | 'REJECT';
  /** shown to the claimant; required when rejecting */
  @Optional() @Text(200) reason?: string;
}

export class LegacyQueueQuery extends PageQuery {
  /** CLAIMED when omitted */
  @Optional() @OneOf(ASSOCIATION_STATES) state?: AssociationState;
}
