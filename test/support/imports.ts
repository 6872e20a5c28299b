import { once } from 'node:events';
import { request } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { read, utils } from '@e965/xlsx';
import { syntheticId, syntheticPhone } from '../../desk/people/synthetic';
import { Answer, type Client } from './client';
import { xlsxOf } from './spreadsheets';

export interface UploadChoices {
  kind?: 'VOLUNTEER' | 'ORGANIZATION';
  fileName?: string;
  legacy?: boolean;
}

const TIMEOUT_MS = 60_000;

/** Uploads a spreadsheet as the console does. @param file bytes, or rows with the header first */
export async function upload(
  officer: Client,
  file: Buffer | readonly (readonly string[])[],
  { kind = 'VOLUNTEER', fileName = '名单.xlsx', legacy = false }: UploadChoices = {},
): Promise<Answer> {
  const bytes = Buffer.isBuffer(file) ? file : await xlsxOf(file);
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(bytes)]), 'ignored');
  const query = new URLSearchParams({ kind, fileName, ...(legacy ? { legacy: 'true' } : {}) });
  const response = await fetch(`${officer.baseUrl}/api/unit/imports?${query}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${officer.token}` },
    body: form,
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  return new Answer(response.status, await response.json(), response.headers);
}

/** Uploads a file of so many megabytes, made as it is sent, as browsers do: who reads the answer when all is sent. */
export async function uploadEndless(officer: Client, megabytes: number): Promise<Answer> {
  const piece = Buffer.alloc(1024 * 1024, '甲,乙\n');
  async function* body() {
    yield Buffer.from('--b\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n');
    for (let sent = 0; sent < megabytes; sent++) yield piece;
    yield Buffer.from('\r\n--b--\r\n');
  }
  const url = `${officer.baseUrl}/api/unit/imports?kind=VOLUNTEER&fileName=a.csv`;
  const sending = request(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${officer.token}`, 'content-type': 'multipart/form-data; boundary=b' },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const answered = once(sending, 'response');
  await pipeline(body, sending);
  const [response] = await answered;
  const text = Buffer.concat(await response.toArray()).toString();
  return new Answer(response.statusCode, JSON.parse(text), new Headers());
}

/** Downloads a file of the API. @returns its bytes */
export async function download(person: Client, path: string): Promise<Buffer> {
  const response = await fetch(person.baseUrl + path, {
    headers: { authorization: `Bearer ${person.token}` },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (response.status !== 200)
    throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return Buffer.from(await response.arrayBuffer());
}

/** @returns the rows of the first sheet as another program reads them */
export function rowsOf(bytes: Buffer): string[][] {
  const book = read(bytes, { type: 'buffer' });
  return utils.sheet_to_json(book.Sheets[book.SheetNames[0]!]!, { header: 1, defval: '', raw: false });
}

export const VOLUNTEER_HEADER = [
  '序号',
  '姓名',
  '性别',
  '证件类型',
  '证件号码',
  '民族',
  '学历',
  '省',
  '市',
  '区县',
  '手机号码',
  '所属组织名称或编号',
];

export interface ListedPerson {
  name: string;
  id: string;
  phone: string;
}

const SURNAMES = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨';
const GIVEN = ['伟', '芳', '娜', '敏', '静', '丽', '强', '磊', '军', '洋'];

let listed = 0;

/** @returns people who do not exist; every one has an ID of their own, up to several hundred thousand */
export function listedPeople(count: number): ListedPerson[] {
  const first = listed;
  listed += count;
  return Array.from({ length: count }, (_, at) => first + at).map((index) => ({
    name: `${SURNAMES[index % SURNAMES.length]}${GIVEN[Math.floor(index / 16) % 10]}${GIVEN[Math.floor(index / 160) % 10]}`,
    id: syntheticId({ birthDay: birthDay(Math.floor(index / 450)), order: index % 450 }),
    phone: syntheticPhone(),
  }));
}

/** One day after another, from a year that differs by run, so that files of two runs differ. */
const firstYear = 1945 + Math.floor(Math.random() * 20);
const birthDay = (index: number): string =>
  new Date(Date.UTC(firstYear, 0, 1) + index * 86_400_000).toISOString().slice(0, 10);

export const volunteerRow = ({ name, id, phone }: ListedPerson, organization: string): string[] => [
  '',
  name,
  '女',
  '身份证',
  id,
  '汉',
  '本科',
  '北京市',
  '北京市',
  '朝阳区',
  phone,
  organization,
];

export const ORGANIZATION_HEADER = [
  '序号',
  '组织名称',
  '组织类型',
  '上级/主管组织',
  '省',
  '市',
  '区县',
  '负责人姓名',
  '负责人手机',
  '管理员姓名',
  '管理员证件号码',
  '管理员手机',
  '原系统组织编号',
];

export const organizationRow = (
  name: string,
  parent: string,
  admin: ListedPerson,
  legacyNumber = '',
): string[] => [
  '',
  name,
  '社会团体',
  parent,
  '北京',
  '北京',
  '朝阳',
  '负责人',
  syntheticPhone(),
  admin.name,
  admin.id,
  admin.phone,
  legacyNumber,
];
