import { Id, OneOf, Optional, PageQuery, Shaped, Text, Texts } from '../platform/http';
import { CHANGE_KINDS, CHANGE_STATES, type ChangeKind, type ChangeState } from './change.entity';
import { MAX_PROOFS } from './change.rules';
import { LINES, type Line } from './organization.entity';

/** One change; the fields of its kind are filled in, the others left out. */
export class ChangeForm {
  @OneOf(CHANGE_KINDS) kind: ChangeKind;
  /** why, for the reviewers; of DISSOLVE its members read it too */
  @Text(200, 2) reason: string;
  /** RENAME */
  @Optional() @Text(50, 2) name?: string;
  /** PRINCIPAL */
  @Optional() @Text(30) principalName?: string;
  /** MOVE: the tree in which it moves */
  @Optional() @OneOf(LINES) line?: Line;
  /** MOVE: CAST unit or active organization that it is to hang under; MOVE_UNIT: CAST unit */
  @Optional() @Id() parentId?: string;
  /** MOVE: the area it lies in afterwards, when that changes too */
  @Optional() @Shaped(/^\d{6}$/, '6 位行政区划代码') areaCode?: string;
  /** MERGE: the organization that takes over members and activities */
  @Optional() @Id() intoId?: string;
  /** names that uploading answered with; required for RENAME and PRINCIPAL */
  @Optional() @Texts(MAX_PROOFS, 50) proofs?: string[];
}

/** Where a CAST unit is to hang. */
export class UnitMoveForm {
  /** a CAST unit of a higher level */
  @Id() parentId: string;
  /** why, for who decides */
  @Text(200, 2) reason: string;
}

export class UnitMoveQuery extends PageQuery {
  @Optional() @OneOf(CHANGE_STATES) state?: ChangeState;
}

export class ChangeDecisionForm {
  @OneOf(['APPROVE', 'RETURN']) decision: 'APPROVE' | 'RETURN';
  /** shown to who asked; required when returning */
  @Optional() @Text(200, 2) reason?: string;
}

export class ChangeQuery extends PageQuery {
  @Optional() @OneOf(CHANGE_STATES) state?: ChangeState;
  @Optional() @OneOf(CHANGE_KINDS) kind?: ChangeKind;
}
