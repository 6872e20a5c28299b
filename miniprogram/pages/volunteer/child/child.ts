import { registerChild } from '../../../api/children';
import {
  agreementProblems,
  documentProblems,
  EMPTY_DRAFT,
  type Problems,
  type RegistrationDraft,
} from '../../../api/registration';
import { busily } from '../../../core/busy';
import type { ChosenArea } from '../../../core/chosen-area';
import { goBack } from '../../../core/go-back';
import { READY } from '../../../core/screen';
import { AGREEMENT } from '../agreement/agreement-text';

/** A guardian registers a child under 14 (R04). */
Page({
  data: {
    screen: READY,
    draft: EMPTY_DRAFT as RegistrationDraft,
    problems: {} as Problems,
    choosingArea: false,
    busy: false,
  },
  edited({ detail }: WechatMiniprogram.CustomEvent<Partial<RegistrationDraft>>) {
    const problems = { ...this.data.problems };
    for (const field of Object.keys(detail)) delete problems[field as keyof RegistrationDraft];
    this.setData({ draft: { ...this.data.draft, ...detail }, problems });
  },
  openAreas() {
    this.setData({ choosingArea: true });
  },
  closeAreas() {
    this.setData({ choosingArea: false });
  },
  areaChosen({ detail }: WechatMiniprogram.CustomEvent<ChosenArea>) {
    const draft = { ...this.data.draft, areaCode: detail.code, areaName: detail.name };
    this.setData({ draft, 'problems.areaCode': '' });
  },
  act(): Promise<void> | undefined {
    const { draft } = this.data;
    const problems: Problems = {
      ...documentProblems(draft),
      ...(draft.areaCode === '' ? { areaCode: '请选择孩子常住的地区。' } : {}),
      ...agreementProblems(draft),
    };
    this.setData({ problems });
    if (Object.keys(problems).length > 0) {
      wx.showToast({ title: '还有没填好的地方', icon: 'none' });
      return undefined;
    }
    return busily(this, async () => {
      await registerChild(draft, AGREEMENT.version);
      goBack('/pages/volunteer/children/children');
    });
  },
});
