import { profileDraft, saveProfile } from '../../../api/own-data';
import {
  EMPTY_DRAFT,
  type Problems,
  profileProblems,
  type RegistrationDraft,
} from '../../../api/registration';
import { findMe, type Volunteer } from '../../../api/volunteer';
import { busily } from '../../../core/busy';
import { LOADING, show } from '../../../core/screen';
import { REGISTRATION } from '../../../core/ways';

/** What I told about myself, to correct (R61). Name and document are changed by a new verification only. */
Page({
  data: {
    screen: LOADING,
    volunteer: null as Volunteer | null,
    draft: EMPTY_DRAFT as RegistrationDraft,
    problems: {} as Problems,
    changed: false,
    busy: false,
  },
  onShow(): Promise<void> {
    return this.load();
  },
  load(): Promise<void> {
    return show(this, async () => {
      const { volunteer } = await findMe();
      // What is being typed stays when the reader comes back from another page.
      if (!volunteer || this.data.changed) return { volunteer };
      return { volunteer, draft: profileDraft(volunteer) };
    });
  },
  edited({ detail }: WechatMiniprogram.CustomEvent<Partial<RegistrationDraft>>) {
    const problems = { ...this.data.problems };
    for (const field of Object.keys(detail)) delete problems[field as keyof RegistrationDraft];
    this.setData({ draft: { ...this.data.draft, ...detail }, problems, changed: true });
  },
  save(): Promise<void> | undefined {
    const problems = profileProblems(this.data.draft);
    this.setData({ problems });
    if (Object.keys(problems).length > 0) {
      wx.showToast({ title: '还有没填好的地方', icon: 'none' });
      return undefined;
    }
    return busily(this, async () => {
      await saveProfile(this.data.draft);
      this.setData({ changed: false });
      wx.showToast({ title: '已保存', icon: 'success' });
    });
  },
  openPhone() {
    wx.navigateTo({ url: '/pages/volunteer/phone/phone' });
  },
  register() {
    wx.navigateTo({ url: REGISTRATION });
  },
});
