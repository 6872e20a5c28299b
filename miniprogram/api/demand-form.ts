import { post } from '../core/http';

/** A demand while it is written; numbers are text. */
export interface DemandDraft {
  bodyName: string;
  bodyKind: string;
  contactName: string;
  contactPhone: string;
  areaCode: string;
  areaName: string;
  place: string;
  title: string;
  category: string;
  discipline: string;
  fromDay: string;
  untilDay: string;
  peopleExpected: string;
  description: string;
  riskNotice: string;
}

export const EMPTY_DEMAND: DemandDraft = {
  bodyName: '',
  bodyKind: '',
  contactName: '',
  contactPhone: '',
  areaCode: '',
  areaName: '',
  place: '',
  title: '',
  category: '',
  discipline: '',
  fromDay: '',
  untilDay: '',
  peopleExpected: '',
  description: '',
  riskNotice: '',
};

export type DemandProblems = Partial<Record<keyof DemandDraft, string>>;

/** @returns what has to be mended, by field; the server checks everything again */
export function demandProblems(draft: DemandDraft): DemandProblems {
  const problems: DemandProblems = {};
  const check = (field: keyof DemandDraft, holds: boolean, problem: string) => {
    if (!holds) problems[field] = problem;
  };
  check('bodyName', draft.bodyName.trim().length >= 2, '请填写需求单位的名称');
  check('bodyKind', draft.bodyKind !== '', '请选择单位类型');
  check('areaCode', draft.areaCode !== '', '请选择所在地区');
  check('place', draft.place.trim() !== '', '请填写服务地点');
  check('title', draft.title.trim().length >= 4, '请用一句话说明需要什么，至少 4 个字');
  check('category', draft.category !== '', '请选择服务类别');
  check('fromDay', draft.fromDay !== '', '请选择最早日期');
  check('untilDay', draft.untilDay >= draft.fromDay && draft.untilDay !== '', '最晚日期不能早于最早日期');
  check('peopleExpected', Number(draft.peopleExpected) >= 1, '请填写大约服务多少人');
  check('description', draft.description.trim().length >= 10, '请写清楚情况，至少 10 个字');
  check('riskNotice', draft.riskNotice.trim().length >= 5, '请写明可能的风险，至少 5 个字');
  check('contactName', draft.contactName.trim() !== '', '请填写联系人');
  check('contactPhone', /^1[3-9]\d{9}$/.test(draft.contactPhone.trim()), '请填写 11 位手机号');
  return problems;
}

/**
 * @param draft without problems
 * @param key names this posting; sent again it answers the same demand
 * @returns the id of the demand
 */
export async function submitDemand(draft: DemandDraft, key: string): Promise<string> {
  const { areaName: _, discipline, ...form } = draft;
  const body = {
    ...form,
    key,
    peopleExpected: Number(form.peopleExpected),
    contactPhone: form.contactPhone.trim(),
    ...(discipline ? { discipline } : {}),
  };
  const { id } = await post<{ id: string }>('/api/volunteer/demands', body);
  return id;
}
