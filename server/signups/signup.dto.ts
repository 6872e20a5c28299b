import { Flag, OneOf, Optional, PageQuery, Text } from '../platform/http';
import { SIGN_UP_STATES, type SignUpState } from './signup.entity';

export class SignUpForm {
  /** the risk notice was read and accepted (R20); must be true */
  @Flag() riskAcknowledged: boolean;
  @Optional() @Text(200) remark?: string;
}

export class CancellationForm {
  @Text(200, 2) reason: string;
}

export class SignUpListQuery extends PageQuery {
  @Optional() @OneOf(SIGN_UP_STATES) state?: SignUpState;
}
