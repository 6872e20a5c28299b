import {
  EMPTY_DRAFT,
  keepDraft,
  keptDraft,
  type Problems,
  problemsOf,
  type RegistrationDraft,
  register,
  STEP,
  STEP_NAMES,
} from '../../../api/registration';
import { findAgreementVersion, findMe, type Volunteer } from '../../../api/volunteer';
import { busily, confirmed, tell } from '../../../core/busy';
import { LOADING, show } from '../../../core/screen';
import { confirmPhone } from '../../../core/session';
import { ME_TAB } from '../../../core/ways';
import { AGREEMENT } from '../agreement/agreement-text';

const LABELS = ['同意并继续', '下一步', '下一步', '提交注册', '完成'];

/** Registration in steps that survive leaving the app; what was entered is kept on this phone until it is sent. */
Page({
  data: {
    screen: LOADING,
    names: STEP_NAMES,
    labels: LABELS,
    draft: EMPTY_DRAFT as RegistrationDraft,
    problems: {} as Problems,
    phone: '',
    volunteer: null as Volunteer | null,
    resumed: false,
    busy: false,
  },
  onLoad(): Promise<void> {
    return this.load();
  },
  load(): Promise<void> {
    return show(this, async () => {
      const [{ verifiedPhone, volunteer }, version] = await Promise.all([findMe(), findAgreementVersion()]);
      if (version !== AGREEMENT.version)
        throw {
          code: 'mini_program_outdated',
          message: '注册协议有了新版本。请关闭小程序后重新打开，再继续注册。',
        };
      const phone = verifiedPhone ?? '';
      const draft = keptDraft();
      if (!volunteer) return { phone, draft, resumed: draft.step > STEP.agreement };
      const done = { ...draft, step: STEP.organizations, areaCode: volunteer.areaCode };
      return { phone, volunteer, draft: done };
    });
  },
  changed({ detail }: WechatMiniprogram.CustomEvent<Partial<RegistrationDraft>>) {
    const problems = { ...this.data.problems };
    for (const field of Object.keys(detail)) delete problems[field as keyof RegistrationDraft];
    this.enter({ ...this.data.draft, ...detail }, problems);
  },
  enter(draft: RegistrationDraft, problems: Problems = {}) {
    if (draft.step < STEP.organizations) keepDraft(draft);
    this.setData({ draft, problems });
  },
  goTo(step: number) {
    this.enter({ ...this.data.draft, step });
    this.setData({ resumed: false });
    wx.pageScrollTo({ scrollTop: 0, duration: 0 });
  },
  back() {
    this.goTo(this.data.draft.step - 1);
  },
  next() {
    const { draft } = this.data;
    if (draft.step === STEP.organizations) return this.finish();
    const problems = problemsOf(draft);
    this.setData({ problems });
    if (Object.keys(problems).length > 0) return wx.showToast({ title: '还有没填好的地方', icon: 'none' });
    return draft.step === STEP.profile ? this.register() : this.goTo(draft.step + 1);
  },
  /** Back to where registering was asked for: an activity, an organization. */
  finish() {
    if (getCurrentPages().length > 1) wx.navigateBack();
    else wx.switchTab({ url: ME_TAB });
  },
  phoneGranted({ detail }: WechatMiniprogram.CustomEvent<{ code: string }>): Promise<void> {
    return busily(this, async () => {
      const { phone } = await confirmPhone(detail.code);
      this.setData({ phone });
      this.goTo(STEP.identity);
    });
  },
  phoneRefused() {
    tell('没有手机号就不能注册，因为活动有变动时要能联系到您。您可以再试一次。');
  },
  register(): Promise<void> {
    return busily(this, async () => {
      const { draft } = this.data;
      this.setData({ volunteer: await register(draft, AGREEMENT.version) });
      this.goTo(STEP.organizations);
    });
  },
  openClaim() {
    wx.navigateTo({ url: '/pages/volunteer/claim/claim' });
  },
  async startOver() {
    if (!(await confirmed('重新填写？', '已经填写的内容会清空。', '清空'))) return;
    this.enter(EMPTY_DRAFT);
    this.setData({ resumed: false });
  },
});
