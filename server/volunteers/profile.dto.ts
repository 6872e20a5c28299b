import { Day, Nested, OneOf, Optional, Shaped, SomeOf, Text } from '../platform/http';
import { codesOf } from '../reference';
import { GuardianForm, ProfileForm } from './volunteer.dto';

/** Replaces the whole: what is left out is erased. */
export class ProfileChangeForm {
  @Shaped(/^\d{6}$/, '6 位行政区划代码') areaCode: string;
  @SomeOf(codesOf('activityCategory'), 4) serviceCategories: string[];
  @Nested(() => ProfileForm) profile: ProfileForm;
}

/** Identity anew, after it was refused. */
export class ResubmissionForm {
  @Text(30) name: string;
  @OneOf(codesOf('identityDocument')) documentType: string;
  @Text(30) documentNumber: string;
  @Optional() @Day() birthDay?: string;
  @Optional() @OneOf(['male', 'female']) gender?: 'male' | 'female';
  @Optional() @Nested(() => GuardianForm) guardian?: GuardianForm;
}
