import { Day, Id, Nested, OneOf, Optional, Shaped, Text } from '../platform/http';
import { codesOf } from '../reference';
import { ConsentsForm } from './volunteer.dto';

export class ChildForm {
  @Text(30) name: string;
  @OneOf(codesOf('identityDocument')) documentType: string;
  @Text(30) documentNumber: string;
  /** needed unless the document is a resident ID, from which it derives */
  @Optional() @Day() birthDay?: string;
  @Optional() @OneOf(['male', 'female']) gender?: 'male' | 'female';
  @Shaped(/^\d{6}$/, '6 位行政区划代码') areaCode: string;
  @Text(32) agreementVersion: string;
  /** what the guardian agrees to for the child */
  @Nested(() => ConsentsForm) consents: ConsentsForm;
}

export class ActingForm {
  /** left out: the guardian themselves again */
  @Optional() @Id() childId?: string;
}
