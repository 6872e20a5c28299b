import {
  type DemandDraft,
  type DemandProblems,
  demandProblems,
  EMPTY_DEMAND,
  submitDemand,
} from '../../../api/demand-form';
import { newAttemptKey } from '../../../core/attempt-key';
import { busily, tell } from '../../../core/busy';
import { codeOptions } from '../../../core/codes';
import { READY } from '../../../core/screen';
import { readStored, writeStored } from '../../../core/storage';
import { dayKey } from '../../../core/time';

const STORED = 'demand.draft';

const choices = {
  bodyKind: codeOptions('requestingBody'),
  category: codeOptions('activityCategory'),
  discipline: [{ code: '', name: '不限' }, ...codeOptions('discipline')],
};
type Choice = keyof typeof choices;

const namesOf = (draft: DemandDraft) => ({
  bodyKind: choices.bodyKind.find(({ code }) => code === draft.bodyKind)?.name ?? '',
  category: choices.category.find(({ code }) => code === draft.category)?.name ?? '',
  discipline: choices.discipline.find(({ code }) => code === draft.discipline)?.name ?? '',
});

/** What is kept on this phone until it is sent, without the contact's number; the key names the posting of just these words. */
interface KeptDemand {
  draft: DemandDraft;
  key: string;
}

/** Posts a demand for a community, school or centre. What is written stays on this phone until it is sent. */
Page({
  data: {
    screen: READY,
    draft: EMPTY_DEMAND,
    key: '',
    names: namesOf(EMPTY_DEMAND),
    problems: {} as DemandProblems,
    choices,
    today: dayKey(new Date().toISOString()),
    choosingArea: false,
    busy: false,
  },
  onLoad() {
    const kept = readStored<KeptDemand>(STORED);
    const draft = { ...EMPTY_DEMAND, ...kept?.draft };
    this.setData({ draft, key: kept?.key ?? newAttemptKey(), names: namesOf(draft) });
  },
  typed({ currentTarget, detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.change({ [currentTarget.dataset.field as string]: detail.value });
  },
  picked({ currentTarget, detail }: WechatMiniprogram.CustomEvent<{ value: string | number }>) {
    const field = currentTarget.dataset.field as Choice;
    this.change({ [field]: choices[field][Number(detail.value)]?.code ?? '' });
  },
  change(part: Partial<DemandDraft>) {
    const problems = { ...this.data.problems };
    for (const field of Object.keys(part) as (keyof DemandDraft)[]) delete problems[field];
    const draft = { ...this.data.draft, ...part };
    const key = newAttemptKey();
    this.setData({ draft, key, problems, names: namesOf(draft) });
    const kept: KeptDemand = { draft: { ...draft, contactPhone: '' }, key };
    writeStored(STORED, kept);
  },
  openAreas() {
    this.setData({ choosingArea: true });
  },
  closeAreas() {
    this.setData({ choosingArea: false });
  },
  areaChosen({ detail }: WechatMiniprogram.CustomEvent<{ code: string; name: string }>) {
    this.change({ areaCode: detail.code, areaName: detail.name });
  },
  submit(): Promise<void> | undefined {
    const problems = demandProblems(this.data.draft);
    this.setData({ problems });
    const [first] = Object.values(problems);
    if (first) {
      wx.showToast({ title: first, icon: 'none' });
      return undefined;
    }
    return busily(this, async () => {
      const id = await submitDemand(this.data.draft, this.data.key);
      writeStored(STORED, null);
      wx.redirectTo({ url: `/pages/demand/detail/detail?id=${id}&as=mine` });
      tell('当地科协会审核，通过或不通过都会在“消息”里告诉您。', '需求已提交');
    });
  },
});
