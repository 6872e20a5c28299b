import { type CodeTable, codeTable } from '../reference';

/** NFKC, without the apostrophe that keeps text text in a spreadsheet, blanks folded. */
export const plainText = (raw: string): string =>
  raw
    .normalize('NFKC')
    .replace(/^['‘’`]/, '')
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/g, ' ')
    .trim();

/** What people write for a code beside its name; by table. */
const SPOKEN: Partial<Record<CodeTable, Record<string, string>>> = {
  identityDocument: {
    身份证: '01',
    居民身份证: '01',
    二代身份证: '01',
    中国居民身份证: '01',
    香港身份证: '02',
    澳门身份证: '03',
    台湾身份证: '04',
    护照: '05',
    中国护照: '05',
    军官证: '06',
    士兵证: '07',
  },
  politicalStatus: {
    党员: '01',
    中共党员: '01',
    共产党员: '01',
    中共预备党员: '02',
    预备党员: '02',
    团员: '03',
    共青团员: '03',
    民革: '04',
    民盟: '05',
    民建: '06',
    民进: '07',
    农工党: '08',
    致公党: '09',
    九三学社: '10',
    台盟: '11',
    无党派: '12',
    无党派人士: '12',
    普通群众: '13',
    无: '13',
  },
  education: {
    博士: '11',
    博士生: '11',
    硕士: '14',
    硕士生: '14',
    研究生: '14',
    本科: '20',
    大学: '20',
    学士: '20',
    大专: '30',
    专科: '30',
    中专: '40',
    技校: '50',
    高中及以下: '60',
    初中及以下: '70',
  },
  activityCategory: {
    科普: 'popularization',
    技术: 'technical',
    技术服务: 'technical',
    民生: 'livelihood',
    应急: 'emergency',
    专业: 'professional',
  },
};

/** Endings without which a name is still the same: 汉 is 汉族, 科普 is 科普类. */
const ENDINGS = ['族', '类', '学', '服务', '志愿服务'];

const names = new Map<CodeTable, Map<string, string>>();

function namesOf(table: CodeTable): Map<string, string> {
  let known = names.get(table);
  if (!known) {
    known = new Map();
    for (const [code, name] of Object.entries(codeTable(table))) known.set(name, code).set(code, code);
    for (const [name, code] of Object.entries(SPOKEN[table] ?? {})) known.set(name, code);
    names.set(table, known);
  }
  return known;
}

/** @returns the code of what somebody wrote, undefined when it is none */
export function readCode(table: CodeTable, raw: string): string | undefined {
  const text = plainText(raw).replace(/\s/g, '');
  const known = namesOf(table);
  return known.get(text) ?? ENDINGS.map((ending) => known.get(text + ending)).find(Boolean);
}

/** @returns codes, and the words that are none */
export function readCodes(table: CodeTable, raw: string): { codes: string[]; unknown: string[] } {
  const words = plainText(raw)
    .split(/[、,;；，/|\s]+/)
    .filter(Boolean);
  const codes = words.map((word) => readCode(table, word));
  return {
    codes: [...new Set(codes.filter((code) => code !== undefined))],
    unknown: words.filter((_, index) => codes[index] === undefined),
  };
}

/** @returns 11 digits, undefined when it is no mainland mobile number */
export function readPhone(raw: string): string | undefined {
  const digits = plainText(raw)
    .replace(/[\s()-]/g, '')
    .replace(/^(\+?86|0086)(?=1\d{10}$)/, '');
  return /^1[3-9]\d{9}$/.test(digits) ? digits : undefined;
}

export function readGender(raw: string): 'male' | 'female' | undefined {
  const text = plainText(raw);
  if (/^(男|男性|M|male)$/i.test(text)) return 'male';
  return /^(女|女性|F|female)$/i.test(text) ? 'female' : undefined;
}

const DAY_MS = 86_400_000;
/** Spreadsheets count days from here; the false 29 February 1900 before day 60 concerns nobody alive. */
const SERIAL_ZERO = Date.UTC(1899, 11, 30);

/** Reads `1990-03-07`, `1990.3.7`, `1990/3/7`, `1990年3月7日`, `19900307` and serial numbers. @returns `YYYY-MM-DD` */
export function readDay(raw: string): string | undefined {
  const text = plainText(raw).replace(/\s*(00:00(:00)?)$/, '');
  if (/^\d{4,5}(\.0+)?$/.test(text) && Number(text) >= 1_000) {
    const day = new Date(SERIAL_ZERO + Math.floor(Number(text)) * DAY_MS);
    return day.toISOString().slice(0, 10);
  }
  const parts =
    /^(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (!parts) return undefined;
  const [, year, month, date] = parts;
  const day = `${year}-${month!.padStart(2, '0')}-${date!.padStart(2, '0')}`;
  const real = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(real.getTime()) && real.toISOString().slice(0, 10) === day ? day : undefined;
}

export const readEmail = (raw: string): string | undefined => {
  const text = plainText(raw).replace(/\s/g, '');
  return /^[\w.+-]{1,64}@[\w-]+(\.[\w-]+)+$/.test(text) && text.length <= 100 ? text : undefined;
};

const CREDIT_CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const CREDIT_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** R06. @returns a unified social credit code (GB 32100) with a correct check character */
export function readCreditCode(raw: string): string | undefined {
  const code = plainText(raw).replace(/\s/g, '').toUpperCase();
  if (code.length !== 18 || [...code].some((character) => !CREDIT_CHARACTERS.includes(character)))
    return undefined;
  const sum = CREDIT_WEIGHTS.reduce(
    (total, weight, i) => total + weight * CREDIT_CHARACTERS.indexOf(code[i]!),
    0,
  );
  return CREDIT_CHARACTERS[(31 - (sum % 31)) % 31] === code[17] ? code : undefined;
}
