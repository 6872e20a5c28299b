import { type ClaimRequest, claim, findClaimRequest, requestClaim } from '../../../api/claims';
import {
  agreementProblems,
  EMPTY_DRAFT,
  identityProblems,
  namedGuardianProblems,
  type Problems,
  type RegistrationDraft,
} from '../../../api/registration';
import { findMe, type Volunteer } from '../../../api/volunteer';
import { busily, tell } from '../../../core/busy';
import type { Failure } from '../../../core/http';
import { LOADING, show } from '../../../core/screen';
import { confirmPhone } from '../../../core/session';
import { ME_TAB } from '../../../core/ways';
import { AGREEMENT } from '../agreement/agreement-text';

const LAST_SIX = /^[0-9A-Z()-]{6}$/;

/**
 * Claims the record that an organization made, by the phone that WeChat confirms, the name and the last six of the
 * document (R62); what does not fit is handed to a person.
 */
Page({
  data: {
    screen: LOADING,
    phone: '',
    draft: EMPTY_DRAFT as RegistrationDraft,
    problems: {} as Problems,
    lastSix: '',
    /** then a guardian is named */
    minor: false,
    lastSixProblem: '',
    /** the list told neither birth day nor gender: they are asked for then */
    birthAsked: false,
    remark: '',
    /** the whole document, for a person to look at */
    byPerson: false,
    request: null as ClaimRequest | null,
    volunteer: null as Volunteer | null,
    busy: false,
  },
  onLoad({ by = '' }): Promise<void> {
    this.setData({ byPerson: by === 'person' });
    return this.load();
  },
  load(): Promise<void> {
    return show(this, async () => {
      const [{ verifiedPhone, volunteer }, request] = await Promise.all([findMe(), findClaimRequest()]);
      return { phone: verifiedPhone ?? '', volunteer, request };
    });
  },
  phoneGranted({ detail }: WechatMiniprogram.CustomEvent<{ code: string }>): Promise<void> {
    return busily(this, async () => {
      const { phone } = await confirmPhone(detail.code);
      this.setData({ phone });
    });
  },
  phoneRefused() {
    tell('要用手机号与组织登记的核对，没有它不能认领。您可以再试一次。');
  },
  edited({ detail }: WechatMiniprogram.CustomEvent<Partial<RegistrationDraft>>) {
    const problems = { ...this.data.problems };
    for (const field of Object.keys(detail)) delete problems[field as keyof RegistrationDraft];
    this.setData({ draft: { ...this.data.draft, ...detail }, problems });
  },
  nameTyped({ detail }: WechatMiniprogram.Input) {
    this.setData({ draft: { ...this.data.draft, name: detail.value }, 'problems.name': '' });
  },
  guardianTyped({ currentTarget, detail }: WechatMiniprogram.Input) {
    const field = currentTarget.dataset.field as 'guardianName' | 'guardianPhone';
    this.setData({ draft: { ...this.data.draft, [field]: detail.value }, [`problems.${field}`]: '' });
  },
  toggleMinor() {
    this.setData({ minor: !this.data.minor });
  },
  lastSixTyped({ detail }: WechatMiniprogram.Input) {
    this.setData({ lastSix: detail.value.trim().toUpperCase(), lastSixProblem: '' });
  },
  remarkTyped({ detail }: WechatMiniprogram.Input) {
    this.setData({ remark: detail.value });
  },
  switchWay() {
    this.setData({ byPerson: !this.data.byPerson, problems: {} });
    wx.pageScrollTo({ scrollTop: 0, duration: 0 });
  },
  act(): Promise<void> | undefined {
    if (this.data.volunteer) {
      wx.switchTab({ url: ME_TAB });
      return undefined;
    }
    const problems = { ...this.missing(), ...agreementProblems(this.data.draft) };
    this.setData({ problems });
    if (Object.keys(problems).length === 0 && !this.data.lastSixProblem)
      return this.data.byPerson ? this.askPerson() : this.claim();
    wx.showToast({ title: '还有没填好的地方', icon: 'none' });
    return undefined;
  },
  missing(): Problems {
    const { byPerson, draft, lastSix, minor, birthAsked } = this.data;
    this.setData({ lastSixProblem: byPerson || LAST_SIX.test(lastSix) ? '' : '请填写证件号码的最后六位。' });
    if (byPerson) return identityProblems(draft);
    return {
      ...(draft.name.trim().length < 2 ? { name: '请填写证件上的姓名。' } : {}),
      ...(birthAsked && !draft.birthDay ? { birthDay: '请选择出生日期。' } : {}),
      ...(birthAsked && !draft.gender ? { gender: '请选择性别。' } : {}),
      ...(minor ? namedGuardianProblems(draft) : {}),
    };
  },
  claim(): Promise<void> {
    return busily(this, async () => {
      const { draft, lastSix, minor, birthAsked } = this.data;
      const claimed = minor ? draft : { ...draft, guardianName: '' };
      const { birthDay, gender } = draft;
      const birth = birthAsked ? { birthDay, gender } : null;
      const volunteer = await claim(claimed, lastSix, AGREEMENT.version, birth).catch((failure: Failure) => {
        if (failure.code === 'birth_day_required') this.setData({ birthAsked: true });
        throw failure;
      });
      this.setData({ volunteer });
      wx.pageScrollTo({ scrollTop: 0, duration: 0 });
    });
  },
  askPerson(): Promise<void> {
    return busily(this, async () => {
      await requestClaim(this.data.draft, this.data.remark, AGREEMENT.version);
      this.setData({ request: await findClaimRequest() });
      wx.pageScrollTo({ scrollTop: 0, duration: 0 });
    });
  },
});
