/**
 * The columns of the two collective registration forms (notice 三（三）): how the template writes them, and under which
 * names they are recognised in what people send. Columns are found by name, never by position. To recognise another
 * name, add it to `aliases`; blanks, widths, `*`, `★` and what stands in brackets do not matter.
 */
export interface ImportColumn {
  field: string;
  title: string;
  required?: boolean;
  aliases: readonly string[];
  /** code table whose names the template offers */
  codes?: string;
  hint?: string;
  example: string;
  /** characters in the template */
  width?: number;
}

const REMARK = { title: '备注', aliases: [], example: '导入时跳过本行', width: 20 } as const;

/** 备注 of 附件2: what a list remarks about people is not kept. */
export const UNKEPT_REMARK: ImportColumn = { field: '', ...REMARK };

/** Columns that are recognised and left aside. */
export const IGNORED_COLUMNS = ['序号', '编号序号', REMARK.title, '需要修改', 'no'];

/** Where people and organizations are, in both forms. */
const AREA = [
  {
    field: 'province',
    title: '省',
    required: true,
    aliases: ['省份', '省级', '所在省', '省自治区直辖市', '省市'],
    example: '北京市',
    width: 14,
  },
  {
    field: 'city',
    title: '市',
    required: true,
    aliases: ['城市', '地市', '所在市', '市级', '地级市'],
    example: '北京市',
    width: 14,
    hint: '直辖市可与省相同',
  },
  {
    field: 'county',
    title: '区县',
    aliases: ['区', '县', '县区', '县级', '所在区县', '区县市'],
    example: '朝阳区',
    width: 14,
  },
] as const satisfies readonly ImportColumn[];

/** What is written alike of a volunteer and of the admin of an organization; title and aliases are each form's own. */
const DOCUMENT_TYPE = { codes: 'identityDocument', example: '内地居民身份证', width: 18 } as const;
const DOCUMENT_NUMBER = {
  required: true,
  example: '',
  width: 22,
  hint: '按文本填写，不要出现 1.1E+17 这样的数字',
} as const;
const CLAIM_PHONE = { required: true, example: '', hint: '本人手机号，认领账号时核对' } as const;
const EMAIL = { example: '', width: 22 } as const;

const SERVICE_CATEGORIES = {
  title: '服务类别',
  aliases: ['志愿服务类别', '服务类型', '服务领域'],
  codes: 'activityCategory',
  example: '科普类',
  hint: '最多 4 项，用顿号隔开',
} as const;

/** 附件2 */
export const VOLUNTEER_COLUMNS = [
  {
    field: 'name',
    title: '姓名',
    required: true,
    aliases: ['志愿者姓名', '真实姓名', '名字'],
    example: '张三',
    hint: '与证件一致',
  },
  { field: 'gender', title: '性别', aliases: [], example: '男', width: 8 },
  {
    field: 'documentType',
    title: '证件类型',
    required: true,
    aliases: ['证件种类', '证件类别'],
    ...DOCUMENT_TYPE,
  },
  {
    field: 'documentNumber',
    title: '证件号码',
    aliases: ['身份证号', '身份证号码', '证件号', '公民身份号码', '身份证'],
    ...DOCUMENT_NUMBER,
  },
  {
    field: 'birthDay',
    title: '出生日期',
    aliases: ['出生年月日', '生日', '出生年月'],
    example: '1990-03-07',
    hint: '身份证可不填；其他证件必填',
  },
  { field: 'ethnicity', title: '民族', aliases: [], codes: 'ethnicity', example: '汉族', width: 10 },
  {
    field: 'politicalStatus',
    title: '政治面貌',
    aliases: ['政治面目'],
    codes: 'politicalStatus',
    example: '群众',
    width: 18,
  },
  {
    field: 'education',
    title: '学历',
    aliases: ['文化程度', '最高学历'],
    codes: 'education',
    example: '大学本科',
    width: 14,
  },
  {
    field: 'employer',
    title: '工作单位',
    aliases: ['单位', '所在单位', '工作单位名称'],
    example: '某某大学',
    width: 24,
  },
  { field: 'title', title: '职务/职称', aliases: ['职务', '职称', '职务职称'], example: '讲师' },
  {
    field: 'disciplines',
    title: '专业领域',
    aliases: ['专业', '学科', '学科领域', '从事专业'],
    codes: 'discipline',
    example: '物理学',
  },
  { field: 'serviceCategories', ...SERVICE_CATEGORIES },
  ...AREA,
  {
    field: 'phone',
    title: '手机号码',
    aliases: ['手机', '手机号', '联系电话', '电话', '联系方式', '移动电话'],
    ...CLAIM_PHONE,
  },
  { field: 'email', title: '邮箱', aliases: ['电子邮箱', '邮件', 'email', '电子邮件'], ...EMAIL },
  {
    field: 'organization',
    title: '所属组织名称或编号',
    required: true,
    aliases: [
      '所属组织',
      '组织名称',
      '组织编号',
      '所属组织名称',
      '所在组织',
      '所属队伍',
      '队伍名称',
      '志愿服务组织',
    ],
    example: '某某科技志愿服务队',
    width: 30,
  },
  {
    field: 'legacyNumber',
    title: '原系统志愿者编号',
    aliases: ['原编号', '志愿者编号', '原志愿者编号'],
    example: '',
  },
] as const satisfies readonly ImportColumn[];

/** 附件1 */
export const ORGANIZATION_COLUMNS = [
  {
    field: 'name',
    title: '组织名称',
    required: true,
    aliases: ['名称', '队伍名称', '科技志愿服务组织名称', '单位名称'],
    example: '某某区科技志愿服务队',
    width: 30,
  },
  {
    field: 'type',
    title: '组织类型',
    required: true,
    aliases: ['类型', '组织性质', '单位性质'],
    codes: 'organizationType',
    example: '社会团体',
  },
  {
    field: 'parent',
    title: '上级/主管组织',
    required: true,
    aliases: ['上级', '上级组织', '主管组织', '上级单位', '主管单位', '上级或主管组织'],
    example: '北京市朝阳区科学技术协会',
    width: 30,
    hint: '名称或编号',
  },
  ...AREA,
  { field: 'address', title: '详细地址', aliases: ['地址', '办公地址', '通讯地址'], example: '', width: 24 },
  { field: 'foundedOn', title: '成立时间', aliases: ['成立日期', '成立年月'], example: '2020-05-30' },
  {
    field: 'creditCode',
    title: '统一社会信用代码',
    aliases: ['信用代码', '社会信用代码'],
    example: '',
    width: 22,
  },
  {
    field: 'principalName',
    title: '负责人姓名',
    required: true,
    aliases: ['负责人', '组织负责人', '主要负责人'],
    example: '李四',
  },
  {
    field: 'principalPhone',
    title: '负责人手机',
    required: true,
    aliases: ['负责人电话', '负责人手机号', '负责人手机号码', '负责人联系电话'],
    example: '',
  },
  {
    field: 'adminName',
    title: '管理员姓名',
    required: true,
    aliases: ['管理员', '联系人', '联系人姓名'],
    example: '王五',
  },
  {
    field: 'adminDocumentType',
    title: '管理员证件类型',
    aliases: ['证件类型'],
    hint: '不填为居民身份证；持其他证件的，认领时补充出生日期和性别',
    ...DOCUMENT_TYPE,
  },
  {
    field: 'adminDocumentNumber',
    title: '管理员证件号码',
    aliases: ['证件号码', '管理员身份证号', '管理员身份证号码', '身份证号', '管理员证件号'],
    ...DOCUMENT_NUMBER,
  },
  {
    field: 'adminPhone',
    title: '管理员手机',
    aliases: ['管理员手机号', '管理员手机号码', '管理员电话', '手机', '联系人电话', '手机号码', '联系电话'],
    ...CLAIM_PHONE,
  },
  {
    field: 'adminEmail',
    title: '管理员邮箱',
    aliases: ['邮箱', '电子邮箱', '管理员电子邮箱'],
    ...EMAIL,
  },
  { field: 'categories', ...SERVICE_CATEGORIES },
  {
    field: 'intro',
    title: '组织简介',
    aliases: ['简介', '组织介绍', '情况简介'],
    example: '面向社区开展科普服务。',
    width: 30,
  },
  {
    field: 'headcount',
    title: '现有人数',
    aliases: ['人数', '志愿者人数', '成员人数'],
    example: '',
    width: 10,
  },
  {
    field: 'legacyNumber',
    title: '原系统组织编号',
    aliases: ['原编号', '编码', '编号', '组织编号', '原组织编号'],
    example: '',
  },
  { field: 'remark', ...REMARK, hint: '只有上级科协看得到' },
] as const satisfies readonly ImportColumn[];

export type VolunteerField = (typeof VOLUNTEER_COLUMNS)[number]['field'];
export type OrganizationField = (typeof ORGANIZATION_COLUMNS)[number]['field'];
