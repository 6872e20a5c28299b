import { Day, Flag, Nested, OneOf, Optional, Phone, Shaped, SomeOf, Text } from '../platform/http';
import { codesOf } from '../reference';

/** 长者模式 */
export class LargeTypeForm {
  @Flag() on: boolean;
}

export class LogInForm {
  /** from wx.login, single use */
  @Text(128) code: string;
  /** what the phone calls itself, shown under 我的设备 */
  @Optional() @Text(60) device?: string;
}

export class PhoneForm {
  /** from the getPhoneNumber button, single use */
  @Text(128) code: string;
}

export class ConsentsForm {
  /** storing and checking the identity number; without it nobody can register */
  @Flag() identity: boolean;
  @Flag() location: boolean;
  @Flag() photos: boolean;
  /** passing records on to the national volunteer system */
  @Flag() sharing: boolean;
}

export class GuardianForm {
  @Text(30) name: string;
  @Phone() phone: string;
}

export class ProfileForm {
  @Optional() @OneOf(codesOf('ethnicity')) ethnicity?: string;
  @Optional() @OneOf(codesOf('politicalStatus')) politicalStatus?: string;
  @Optional() @OneOf(codesOf('education')) education?: string;
  @Optional() @Text(60) employer?: string;
  @Optional() @Text(60) title?: string;
  @Optional() @Shaped(/^[\w.+-]{1,40}@[\w-]{1,40}(\.[\w-]{1,20}){1,4}$/, '邮箱地址') email?: string;
  @Optional() @SomeOf(codesOf('discipline'), 5) disciplines?: string[];
}

export class RegistrationForm {
  @Text(30) name: string;
  @OneOf(codesOf('identityDocument')) documentType: string;
  @Text(30) documentNumber: string;
  /** needed unless the document is a resident ID, from which it derives */
  @Optional() @Day() birthDay?: string;
  @Optional() @OneOf(['male', 'female']) gender?: 'male' | 'female';
  @Shaped(/^\d{6}$/, '6 位行政区划代码') areaCode: string;
  @SomeOf(codesOf('activityCategory'), 4) serviceCategories: string[];
  @Nested(() => ProfileForm) profile: ProfileForm;
  /** the version of the agreement that was shown and accepted */
  @Text(32) agreementVersion: string;
  @Nested(() => ConsentsForm) consents: ConsentsForm;
  /** for 14 to 17 year olds: who will consent (R04) */
  @Optional() @Nested(() => GuardianForm) guardian?: GuardianForm;
}

export class GuardianConsentForm {
  /** the minor's volunteer number, as shown on their phone */
  @Shaped(/^V[0-9A-Z]{10}$/, '志愿者编号') volunteerNumber: string;
  @Text(30) minorName: string;
  @Text(32) agreementVersion: string;
}

export class VerificationForm {
  @OneOf(['VERIFIED', 'REJECTED']) decision: 'VERIFIED' | 'REJECTED';
  /** shown to the volunteer; required when rejecting */
  @Optional() @Text(200) reason?: string;
}
