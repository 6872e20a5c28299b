import { Fault } from '../platform/fault';
import { type ImportedPerson, normalizePersonName, readImportedDocument } from '../volunteers';
import { readDay, readEmail, readGender } from './cell.rules';
import { type RowCells, type RowIssue, RowReader } from './row-reader';

/** A person of the list, and what the list says they belong to. */
export interface VolunteerRow {
  person: ImportedPerson;
  /** name or number, as written */
  organization: string;
}

export interface ReadRow<T> {
  /** null when the row has an error */
  row: T | null;
  issues: RowIssue[];
}

/** Reads a row of 附件2. Pure: what depends on others, in the file or in the database, is decided elsewhere. */
export function readVolunteerRow(cells: RowCells, now: Date): ReadRow<VolunteerRow> {
  const reader = new RowReader(cells);
  const name = normalizePersonName(reader.required('name', 30));
  if (name !== '') reader.noteTrimmed('name', name);
  const person: ImportedPerson = {
    name,
    ...readIdentity(reader, 'documentType', 'documentNumber', now),
    phone: reader.phone('phone'),
    areaCode: reader.area(),
    serviceCategories: reader.codes('serviceCategories', 'activityCategory', 4),
    profile: {
      ethnicity: reader.optionalCode('ethnicity', 'ethnicity'),
      politicalStatus: reader.optionalCode('politicalStatus', 'politicalStatus'),
      education: reader.optionalCode('education', 'education'),
      employer: reader.text('employer', 60) || undefined,
      title: reader.text('title', 60) || undefined,
      email: readOptionalEmail(reader, 'email'),
      disciplines: orNone(reader.codes('disciplines', 'discipline', 5)),
    },
    legacyNumber: reader.text('legacyNumber', 40) || undefined,
  };
  const organization = reader.required('organization', 60);
  return { row: reader.sound ? { person, organization } : null, issues: reader.issues };
}

const NOT_ASKED = { birthDay: '', gender: '' } as const;

type Identity = Pick<ImportedPerson, 'documentType' | 'documentNumber' | 'birthDay' | 'gender'>;

/**
 * Document, and of a volunteer birth date and gender, which a resident ID tells better than the list does (R05). The form
 * of organizations has no columns for what another document of an admin does not tell: they say it when they come.
 */
export function readIdentity(
  reader: RowReader,
  typeField: 'documentType' | 'adminDocumentType',
  numberField: 'documentNumber' | 'adminDocumentNumber',
  now: Date,
): Identity {
  const own = numberField === 'documentNumber';
  // Where the list has no column for the kind of document, a resident ID is meant.
  const documentType = own
    ? reader.requiredCode(typeField, 'identityDocument')
    : (reader.optionalCode(typeField, 'identityDocument') ?? '01');
  const documentNumber = reader.required(numberField, 30);
  const given = own ? readBirth(reader) : NOT_ASKED;
  if (documentType === '' || documentNumber === '') return { documentType, documentNumber };
  try {
    const read = readImportedDocument(documentType, documentNumber, given, now);
    if (given.birthDay && given.birthDay !== read.birthDay)
      reader.warn('birthDay', 'birth_day_differs', `与身份证号码不一致，将按身份证保存为 ${read.birthDay}。`);
    if (given.gender && given.gender !== read.gender)
      reader.warn('gender', 'gender_differs', '与身份证号码不一致，将按身份证保存。');
    return { documentType, documentNumber: read.number, birthDay: read.birthDay, gender: read.gender };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const field = error.detail?.field === 'birthDay' && own ? 'birthDay' : numberField;
    reader.error(field, error.code, error.message);
    return { documentType, documentNumber };
  }
}

function readBirth(reader: RowReader): Pick<ImportedPerson, 'birthDay' | 'gender'> {
  const day = reader.text('birthDay');
  const birthDay = day === '' ? undefined : readDay(day);
  if (day !== '' && birthDay === undefined)
    reader.warn('birthDay', 'date_unknown', '没有识别，应写成 1990-03-07 这样的日期。');
  const text = reader.text('gender');
  const gender = text === '' ? undefined : readGender(text);
  if (text !== '' && gender === undefined)
    reader.warn('gender', 'choice_unknown', '没有识别，应填「男」或「女」。');
  return { birthDay, gender };
}

export function readOptionalEmail(reader: RowReader, field: 'email' | 'adminEmail'): string | undefined {
  const text = reader.text(field);
  const email = text === '' ? undefined : readEmail(text);
  if (text !== '' && email === undefined)
    reader.warn(field, 'email_malformed', '不像邮箱地址，这一项将留空。');
  return email;
}

const orNone = (codes: string[]): string[] | undefined => (codes.length > 0 ? codes : undefined);
