import { get, post, withQuery } from '../core/http';
import type { PageOf } from '../core/paged-list';
import { dayText } from '../core/time';
import type { Problems } from './activity-plan-problems';

export interface OrganizationForm {
  name: string;
  type: string;
  line: 'TERRITORY' | 'SYSTEM';
  teamLevel?: string;
  areaCode: string;
  territoryParentId?: string;
  systemParentId?: string;
  principalName: string;
  intro: string;
  categories: string[];
  joinMode: 'REVIEW' | 'OPEN';
  address: string | null;
  foundedOn: string | null;
  creditCode: string | null;
  headcount: number | null;
  principalPhone?: string;
}

export type OrganizationState =
  | 'DRAFT'
  | 'PENDING'
  | 'RETURNED'
  | 'REJECTED'
  | 'ACTIVE'
  | 'SUSPENDED'
  | 'DISSOLVED';

export interface ApplicationRow {
  id: string;
  name: string;
  type: string;
  typeName: string;
  line: 'TERRITORY' | 'SYSTEM';
  teamLevel: string | null;
  areaCode: string;
  areaName: string;
  principalName: string;
  intro: string;
  categories: string[];
  joinMode: 'REVIEW' | 'OPEN';
  address: string | null;
  foundedOn: string | null;
  creditCode: string | null;
  headcount: number | null;
  /** masked */
  principalPhone: string | null;
  territoryParent: { id: string; name: string } | null;
  systemParent: { id: string; name: string } | null;
  createdAt: string;
  state: OrganizationState;
  stateReason: string | null;
}

export interface Application extends ApplicationRow {
  stateName: string;
  /** what happened and what comes next */
  trail: { text: string; done: boolean }[];
}

export const ORGANIZATION_STATES: Record<OrganizationState, string> = {
  DRAFT: '草稿',
  PENDING: '待审核',
  RETURNED: '退回修改',
  REJECTED: '未通过',
  ACTIVE: '已通过',
  SUSPENDED: '已停用',
  DISSOLVED: '已注销',
};

export async function listApplications(cursor?: string): Promise<PageOf<Application>> {
  const path = withQuery('/api/organizer/organization-applications', { cursor });
  const { items, next } = await get<PageOf<ApplicationRow>>(path);
  return { items: items.map(application), next };
}

/** @returns one's own application. There is no route for one; nobody has many. */
export async function findApplication(id: string): Promise<Application | undefined> {
  let cursor: string | undefined;
  do {
    const page = await listApplications(cursor);
    const found = page.items.find((each) => each.id === id);
    if (found) return found;
    cursor = page.next ?? undefined;
  } while (cursor);
  return undefined;
}

export const application = (row: ApplicationRow): Application => ({
  ...row,
  stateName: ORGANIZATION_STATES[row.state],
  trail: [
    { text: `${dayText(row.createdAt)} 提交申请`, done: true },
    { text: `${reviewerOf(row)}审核`, done: row.state !== 'PENDING' },
    outcomeOf(row),
  ],
});

const reviewerOf = ({ line, territoryParent, systemParent }: ApplicationRow): string =>
  (line === 'TERRITORY' ? territoryParent : systemParent)?.name ?? '上级科协';

function outcomeOf({ state, stateReason }: ApplicationRow): { text: string; done: boolean } {
  const because = stateReason ? `：${stateReason}` : '';
  if (state === 'PENDING') return { text: '通过后您就是组织管理员，可以发布活动', done: false };
  if (state === 'ACTIVE') return { text: '审核通过，您是组织管理员', done: true };
  return { text: `${ORGANIZATION_STATES[state]}${because}`, done: true };
}

/** @param id of the returned application; empty for a new one */
export const apply = (id: string, form: OrganizationForm): Promise<void> =>
  post(id ? `/api/organizer/organizations/${id}/resubmission` : '/api/organizer/organizations', form);

export interface Parent {
  id: string;
  name: string;
}

/** Who may stand above a new organization: 科协 first, then active organizations, by part of their name. */
export async function findParents(name: string): Promise<Parent[]> {
  const query = { name, limit: 10 };
  const [units, organizations] = await Promise.all([
    get<PageOf<Parent>>(withQuery('/api/public/units', query)),
    get<PageOf<Parent>>(withQuery('/api/public/organizations', query)),
  ]);
  return [...units.items, ...organizations.items].map(({ id, name: found }) => ({ id, name: found }));
}

/** The application while it is written. */
export interface Founding {
  name: string;
  type: string;
  line: 'TERRITORY' | 'SYSTEM';
  teamLevel: string;
  areaCode: string;
  areaName: string;
  parentId: string;
  parentName: string;
  principalName: string;
  intro: string;
  categories: string[];
  joinMode: 'REVIEW' | 'OPEN';
  address: string;
  foundedOn: string;
  creditCode: string;
  headcount: string;
  /** a new one; the present one is known masked only */
  principalPhone: string;
}

export const EMPTY_FOUNDING: Founding = {
  name: '',
  type: '',
  line: 'TERRITORY',
  teamLevel: '',
  areaCode: '',
  areaName: '',
  parentId: '',
  parentName: '',
  principalName: '',
  intro: '',
  categories: [],
  joinMode: 'REVIEW',
  address: '',
  foundedOn: '',
  creditCode: '',
  headcount: '',
  principalPhone: '',
};

export function foundingOf(row: ApplicationRow): Founding {
  const parent = row.line === 'TERRITORY' ? row.territoryParent : row.systemParent;
  const { name, type, line, areaCode, areaName, principalName, intro, categories, joinMode } = row;
  const own = { name, type, line, areaCode, areaName, principalName, intro, categories, joinMode };
  return {
    ...own,
    teamLevel: row.teamLevel ?? '',
    parentId: parent?.id ?? '',
    parentName: parent?.name ?? '',
    address: row.address ?? '',
    foundedOn: row.foundedOn ?? '',
    creditCode: row.creditCode ?? '',
    headcount: row.headcount === null ? '' : String(row.headcount),
    principalPhone: '',
  };
}

const NEEDED: Problems = {
  name: '请填写组织全称',
  type: '请选择组织性质',
  areaCode: '请选择所在地区',
  parentId: '请选择上级科协或上级组织，由它审核',
  principalName: '请填写负责人姓名',
  intro: '请介绍组织做什么',
};

/** @returns what to mend before it can be submitted */
export function foundingProblems(founding: Founding): Problems {
  const empty = Object.keys(NEEDED).filter((field) => !String(founding[field as keyof Founding]).trim());
  const problems: Problems = Object.fromEntries(empty.map((field) => [field, NEEDED[field]]));
  if (founding.headcount && !/^\d{1,7}$/.test(founding.headcount)) problems.headcount = '请填写整数';
  if (founding.principalPhone && !/^1[3-9]\d{9}$/.test(founding.principalPhone))
    problems.principalPhone = '请填写 11 位手机号';
  if (founding.name.trim().length === 1) problems.name = '请写组织的全称';
  const count = founding.categories.length;
  if (count === 0 || count > 4) problems.categories = '请选择 1 到 4 个服务类别';
  return problems;
}

export function foundingForm(founding: Founding): OrganizationForm {
  const { name, type, line, teamLevel, areaCode, parentId, principalName, intro, categories, joinMode } =
    founding;
  return {
    name: name.trim(),
    type,
    line,
    ...(teamLevel ? { teamLevel } : {}),
    areaCode,
    ...(line === 'TERRITORY' ? { territoryParentId: parentId } : { systemParentId: parentId }),
    principalName: principalName.trim(),
    intro: intro.trim(),
    categories,
    joinMode,
    address: founding.address.trim() || null,
    foundedOn: founding.foundedOn.trim() || null,
    creditCode: founding.creditCode.trim() || null,
    headcount: founding.headcount === '' ? null : Number(founding.headcount),
    ...(founding.principalPhone ? { principalPhone: founding.principalPhone } : {}),
  };
}
