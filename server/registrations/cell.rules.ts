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

/** Reads a day, or of a founding date only its month or year. @returns `2020-05-30`, `2020-05` or `2020` */
export function readFoundingDate(raw: string): string | undefined {
  const [, year, month] = /^((?:18|19|20)\d{2})年?(?:[-./]?(\d{1,2})月?)?$/.exec(plainText(raw)) ?? [];
  if (year === undefined) return readDay(raw);
  if (month === undefined) return year;
  return Number(month) >= 1 && Number(month) <= 12 ? `${year}-${month.padStart(2, '0')}` : undefined;
}

/** @returns how many, of `30`, `30人` or `约30人` */
export function readHeadcount(raw: string): number | undefined {
  const digits = /^约?(\d{1,7})(?:余|多)?[人名]?$/.exec(plainText(raw).replace(/[\s,]/g, ''))?.[1];
  return digits === undefined ? undefined : Number(digits);
}

export const readEmail = (raw: string): string | undefined => {
  const text = plainText(raw).replace(/\s/g, '');
  return /^[\w.+-]{1,64}@[\w-]+(\.[\w-]+)+$/.test(text) && text.length <= 100 ? text : undefined;
};
