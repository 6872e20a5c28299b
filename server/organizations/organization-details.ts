import { type Clock, shanghaiDay } from '../platform/clock';
import { maskPhone, type PersonalData } from '../platform/crypto/personal-data';
import { ensure, invalid } from '../platform/fault';
import { readCreditCode } from './credit-code.rules';
import type { Organization } from './organization.entity';

/** What 附件1 asks about an organization beside its name and place. What is left out stays as it is, null clears it. */
export interface GivenDetails {
  address?: string | null;
  /** `2020`, `2020-05` or `2020-05-30` */
  foundedOn?: string | null;
  creditCode?: string | null;
  headcount?: number | null;
  principalPhone?: string | null;
  remark?: string | null;
}

type Details = Pick<Organization, keyof GivenDetails>;

export const NO_DETAILS: Details = {
  address: null,
  foundedOn: null,
  creditCode: null,
  headcount: null,
  principalPhone: null,
  remark: null,
};

/** Checks and keeps these details; the phone of the principal is encrypted (R60). */
export class OrganizationDetails {
  constructor(
    private readonly personalData: PersonalData,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns the columns to write
   * @throws Fault invalid `credit_code_malformed` (R06) | `founded_in_future`
   */
  columnsOf(given: GivenDetails): Partial<Details> {
    const { address, foundedOn, creditCode, headcount, principalPhone, remark } = given;
    const code = creditCode && readCreditCode(creditCode);
    ensure(
      code !== undefined || !creditCode,
      invalid('credit_code_malformed', '统一社会信用代码的位数或校验位不对，请对照登记证书填写。', {
        field: 'creditCode',
      }),
    );
    ensure(
      !foundedOn || foundedOn <= shanghaiDay(this.clock.now()),
      invalid('founded_in_future', '成立时间不能晚于今天。', { field: 'foundedOn' }),
    );
    const columns = {
      address,
      foundedOn,
      creditCode: code,
      headcount,
      principalPhone: principalPhone && this.personalData.encrypt('phone', principalPhone),
      remark,
    };
    return Object.fromEntries(
      Object.entries(columns).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value === '' ? null : value]],
      ),
    );
  }

  /** @returns the principal's phone as people may see it */
  maskedPhoneOf({ principalPhone }: Pick<Organization, 'principalPhone'>): string | null {
    return principalPhone && maskPhone(this.personalData.decrypt('phone', principalPhone));
  }
}
