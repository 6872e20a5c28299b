import { OneOf, Optional, PageQuery, Shaped, SomeOf, Text } from '../platform/http';
import type { PlainIdentity } from './identity-vault';

export class StandingForm {
  /** kept in the audit log; shown to the volunteer when they are suspended */
  @Text(200) reason: string;
}

export class UnmaskingForm {
  @SomeOf(['documentNumber', 'phone'], 2, 1) fields: (keyof PlainIdentity)[];
  /** kept in the audit log */
  @Text(200, 4) reason: string;
}

export class VolunteerSearch extends PageQuery {
  @Optional() @Shaped(/^V[0-9A-Z]{10}$/, '志愿者编号') number?: string;
  /** the whole name */
  @Optional() @Text(30) name?: string;
  @Optional()
  @OneOf([
    'UNCLAIMED',
    'REGISTERED',
    'GUARDIAN_PENDING',
    'VERIFIED',
    'REJECTED',
    'SUSPENDED',
    'DEREGISTERING',
  ])
  state?: string;
}
