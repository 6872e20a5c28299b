import { Day, Id, Nested, OneOf, Optional, Shaped, Text } from '../platform/http';
import { codesOf } from '../reference';
import { ConsentsForm, GuardianForm } from './volunteer.dto';

export class ClaimForm {
  @Text(30) name: string;
  /** of the identity document */
  @Shaped(/^[0-9A-Za-z０-９Ｘｘ()-]{6}$/, '证件号码的最后六位') lastSix: string;
  /** asked for when the list did not tell them: `birth_day_required` */
  @Optional() @Day() birthDay?: string;
  @Optional() @OneOf(['male', 'female']) gender?: 'male' | 'female';
  /** the version of the agreement that was shown and accepted */
  @Text(32) agreementVersion: string;
  @Nested(() => ConsentsForm) consents: ConsentsForm;
  /** for 14 to 17 year olds: who will consent (R04) */
  @Optional() @Nested(() => GuardianForm) guardian?: GuardianForm;
}

export class ClaimRequestForm {
  @Text(30) name: string;
  @OneOf(codesOf('identityDocument')) documentType: string;
  @Text(30) documentNumber: string;
  /** needed unless the document is a resident ID, from which it derives */
  @Optional() @Day() birthDay?: string;
  @Optional() @OneOf(['male', 'female']) gender?: 'male' | 'female';
  /** who brought the person in, and what may be wrong */
  @Optional() @Text(200) remark?: string;
  @Text(32) agreementVersion: string;
  @Nested(() => ConsentsForm) consents: ConsentsForm;
  @Optional() @Nested(() => GuardianForm) guardian?: GuardianForm;
}

export class ClaimDecisionForm {
  @OneOf(['LINK', 'REJECT']) decision: 'LINK' | 'REJECT';
  /** the chosen candidate, for LINK */
  @Optional() @Id() volunteerId?: string;
  /** shown to the person */
  @Text(200) reason: string;
}
