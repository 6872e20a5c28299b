import { resubmit } from '../../../api/own-data';
import {
  EMPTY_DRAFT,
  identityForm,
  identityProblems,
  type Problems,
  type RegistrationDraft,
} from '../../../api/registration';
import { findMe, type Volunteer } from '../../../api/volunteer';
import { busily } from '../../../core/busy';
import { LOADING, show } from '../../../core/screen';
import { ME_TAB } from '../../../core/ways';

/** A refused verification, tried again with the document corrected. */
Page({
  data: {
    screen: LOADING,
    volunteer: null as Volunteer | null,
    draft: EMPTY_DRAFT as RegistrationDraft,
    problems: {} as Problems,
    busy: false,
  },
  onLoad(): Promise<void> {
    return this.load();
  },
  load(): Promise<void> {
    return show(this, async () => {
      const { volunteer } = await findMe();
      if (!volunteer?.rejected) return { volunteer: null };
      const { name, documentType, birthDay, gender } = volunteer;
      return { volunteer, draft: { ...EMPTY_DRAFT, name, documentType, birthDay, gender } };
    });
  },
  edited({ detail }: WechatMiniprogram.CustomEvent<Partial<RegistrationDraft>>) {
    const problems = { ...this.data.problems };
    for (const field of Object.keys(detail)) delete problems[field as keyof RegistrationDraft];
    this.setData({ draft: { ...this.data.draft, ...detail }, problems });
  },
  act(): Promise<void> | undefined {
    const problems = identityProblems(this.data.draft);
    this.setData({ problems });
    if (Object.keys(problems).length > 0) {
      wx.showToast({ title: '还有没填好的地方', icon: 'none' });
      return undefined;
    }
    return busily(this, async () => {
      await resubmit(identityForm(this.data.draft));
      wx.switchTab({ url: ME_TAB });
    });
  },
  toMe() {
    wx.switchTab({ url: ME_TAB });
  },
});
