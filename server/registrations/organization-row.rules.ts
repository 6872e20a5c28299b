import { type GivenDetails, readCreditCode } from '../organizations';
import { shanghaiDay } from '../platform/clock';
import { type ImportedPerson, normalizePersonName } from '../volunteers';
import { readFoundingDate, readHeadcount } from './cell.rules';
import { type RowCells, RowReader } from './row-reader';
import { type ReadRow, readIdentity, readOptionalEmail } from './volunteer-row.rules';

/** An organization of 附件1 or a team of the old system. */
export interface OrganizationRow {
  name: string;
  /** code of `organizationType` */
  type: string;
  /** name or number of the unit or organization above it, as written */
  parent: string;
  areaCode: string;
  principalName: string;
  intro: string;
  categories: string[];
  legacyNumber: string | null;
  details: GivenDetails;
  /** who will run it; null when a legacy list does not say */
  admin: ImportedPerson | null;
}

const SOCIETY = '13';
const MAX_INTRO = 1_000;
const MOST_PEOPLE = 1_000_000;

/** Reads a row of 附件1; of a legacy team less is required, because its claim will tell the rest. Pure. */
export function readOrganizationRow(cells: RowCells, legacy: boolean, now: Date): ReadRow<OrganizationRow> {
  const reader = new RowReader(cells);
  const name = reader.required('name', 50);
  if (name !== '') reader.noteTrimmed('name', name);
  if (name !== '' && name.length < 2) reader.error('name', 'name_malformed', '组织名称请填写 2 到 50 个字。');
  const areaCode = reader.area(!legacy);
  const principalName = legacy ? reader.text('principalName', 30) : reader.required('principalName', 30);
  const legacyNumber = legacy ? reader.required('legacyNumber', 32) : reader.text('legacyNumber', 32);
  const namesAdmin = !legacy || reader.text('adminDocumentNumber', 30) !== '';
  const row: OrganizationRow = {
    name,
    type: legacy
      ? (reader.optionalCode('type', 'organizationType') ?? SOCIETY)
      : reader.requiredCode('type', 'organizationType'),
    parent: reader.required('parent', 60),
    areaCode,
    principalName: normalizePersonName(principalName),
    intro: reader.text('intro', MAX_INTRO),
    categories: reader.codes('categories', 'activityCategory', 4),
    legacyNumber: legacyNumber || null,
    details: readDetails(reader, legacy, now),
    admin: namesAdmin ? readAdmin(reader, areaCode, now) : null,
  };
  return { row: reader.sound ? row : null, issues: reader.issues };
}

function readAdmin(reader: RowReader, areaCode: string, now: Date): ImportedPerson {
  const name = normalizePersonName(reader.required('adminName', 30));
  return {
    name,
    ...readIdentity(reader, 'adminDocumentType', 'adminDocumentNumber', now),
    phone: reader.phone('adminPhone'),
    areaCode,
    serviceCategories: [],
    profile: { email: readOptionalEmail(reader, 'adminEmail') },
  };
}

/** What may be left out: of what cannot be read the officer is told, and it is left empty. */
function readDetails(reader: RowReader, legacy: boolean, now: Date): GivenDetails {
  return {
    address: reader.text('address', 120) || null,
    foundedOn: readFounded(reader, now),
    creditCode: readCode(reader),
    headcount: readCount(reader),
    principalPhone:
      (legacy ? reader.optionalPhone('principalPhone') : reader.phone('principalPhone')) || null,
    remark: reader.text('remark', 200) || null,
  };
}

function readFounded(reader: RowReader, now: Date): string | null {
  const text = reader.text('foundedOn');
  const date = text === '' ? undefined : readFoundingDate(text);
  if (date !== undefined && date <= shanghaiDay(now)) return date;
  if (text !== '')
    reader.warn('foundedOn', 'date_unknown', '没有识别，这一项将留空。应写成 2020-05-30 这样的日期。');
  return null;
}

function readCode(reader: RowReader): string | null {
  const text = reader.text('creditCode');
  const code = text === '' ? undefined : readCreditCode(text);
  if (text !== '' && code === undefined)
    reader.warn(
      'creditCode',
      'credit_code_malformed',
      '统一社会信用代码的位数或校验位不对，这一项将留空，请核对。',
    );
  return code ?? null;
}

function readCount(reader: RowReader): number | null {
  const text = reader.text('headcount');
  const count = text === '' ? undefined : readHeadcount(text);
  if (count !== undefined && count <= MOST_PEOPLE) return count;
  if (text !== '') reader.warn('headcount', 'number_unknown', '没有识别，这一项将留空。应填一个整数。');
  return null;
}
