import { session, type Workplaces } from './session';

export interface Area {
  title: string;
  path: string;
  /** Whether somebody works here; the server decides about each thing itself. Open to all when there is no answer. */
  allows?: (workplaces: Workplaces, parameters: Record<string, string>) => boolean;
  /** Who may come in, and how one becomes that; for those who may not. */
  condition?: string;
  /** Where somebody begins; areas without it are not offered in the switcher. */
  entrances?: (workplaces: Workplaces) => { label: string; to: string }[];
}

const role = (name: string) => (workplaces: Workplaces) => workplaces.roles.some((each) => each === name);
/** Not an auditor, who stands in the national unit everywhere else: lists hold whole ID numbers. */
const registersOthers = (workplaces: Workplaces) =>
  role('IMPORT_OFFICER')(workplaces) || role('UNIT_OFFICER')(workplaces);

/** The parts of the site, by who works there. Features live in `pages/<area>/`. */
export const AREAS = {
  portal: { title: '科技志愿服务平台', path: '/' },
  organization: {
    title: '组织工作台',
    path: '/organization/:organizationId',
    allows: ({ organizations }, { organizationId }) => organizations.some(({ id }) => id === organizationId),
    condition: '这里只对本组织的管理员开放。请组织的现任管理员把您设为管理员。',
    entrances: ({ organizations }) =>
      organizations.map(({ id, name }) => ({ label: name, to: `/organization/${id}` })),
  },
  unit: {
    title: '科协工作台',
    path: '/unit',
    allows: ({ units }) => units.length > 0,
    condition: '这里只对科协工作人员开放。请联系平台管理员为您授权。',
    entrances: ({ units }) =>
      units.length > 0 ? [{ label: units.map(({ name }) => name).join('、'), to: '/unit' }] : [],
  },
  import: {
    title: '集体注册',
    path: '/import',
    allows: registersOthers,
    condition: '这里只对集体注册的经办人和科协工作人员开放。请联系平台管理员为您授权。',
    entrances: (workplaces) => (registersOthers(workplaces) ? [{ label: '集体注册', to: '/import' }] : []),
  },
  platform: {
    title: '平台管理',
    path: '/platform',
    // An auditor looks at everything and changes nothing.
    allows: (workplaces) => role('PLATFORM_ADMIN')(workplaces) || role('AUDITOR')(workplaces),
    condition: '这里只对平台管理员和审计员开放。',
    entrances: (workplaces) =>
      role('PLATFORM_ADMIN')(workplaces) || role('AUDITOR')(workplaces)
        ? [{ label: '平台管理', to: '/platform' }]
        : [],
  },
  me: {
    title: '我的账号',
    path: '/me',
    allows: () => true,
    condition: '请先登录。',
  },
} satisfies Record<string, Area>;

export type AreaName = keyof typeof AREAS;

/** @returns the area with its optional parts */
export const areaOf = (name: AreaName): Area => AREAS[name];

/** @returns every place where somebody may begin to work */
export const entrancesOf = (workplaces: Workplaces): { area: AreaName; label: string; to: string }[] =>
  (Object.keys(AREAS) as AreaName[]).flatMap((area) =>
    (areaOf(area).entrances?.(workplaces) ?? []).map((entrance) => ({ area, ...entrance })),
  );

/** @returns where somebody goes after the log-in when they wanted nowhere else */
export function firstPage(): string {
  const entrances = session.workplaces.value ? entrancesOf(session.workplaces.value) : [];
  return entrances.length === 1 ? entrances[0]!.to : '/workplaces';
}
