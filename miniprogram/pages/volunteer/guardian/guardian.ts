import { consentAsGuardian, findMe } from '../../../api/volunteer';
import { busily, tell } from '../../../core/busy';
import { LOADING, show } from '../../../core/screen';
import { confirmPhone } from '../../../core/session';
import { HOME_TAB } from '../../../core/ways';
import { AGREEMENT } from '../agreement/agreement-text';

const NUMBER = /^V[0-9A-Z]{10}$/;

/** A guardian consents for a minor (R04), known by the phone that WeChat confirms; needs no registration. */
Page({
  data: {
    screen: LOADING,
    phone: '',
    number: '',
    name: '',
    agreed: false,
    numberProblem: '',
    nameProblem: '',
    given: false,
    busy: false,
  },
  onLoad({ number = '' }): Promise<void> {
    this.setData({ number });
    return this.load();
  },
  load(): Promise<void> {
    return show(this, async () => ({ phone: (await findMe()).verifiedPhone ?? '' }));
  },
  phoneGranted({ detail }: WechatMiniprogram.CustomEvent<{ code: string }>): Promise<void> {
    return busily(this, async () => {
      const { phone } = await confirmPhone(detail.code);
      this.setData({ phone });
    });
  },
  phoneRefused() {
    tell('需要用孩子填写的监护人手机号核对您的身份。您可以再试一次。');
  },
  numberTyped({ detail }: WechatMiniprogram.Input) {
    this.setData({ number: detail.value.trim().toUpperCase(), numberProblem: '' });
  },
  nameTyped({ detail }: WechatMiniprogram.Input) {
    this.setData({ name: detail.value, nameProblem: '' });
  },
  toggle() {
    this.setData({ agreed: !this.data.agreed });
  },
  openAgreement() {
    wx.navigateTo({ url: '/pages/volunteer/agreement/agreement' });
  },
  act() {
    if (this.data.given) return wx.switchTab({ url: HOME_TAB });
    const { number, name, agreed } = this.data;
    const numberProblem = NUMBER.test(number) ? '' : '编号是 V 加 10 位字母和数字，在孩子手机的“我的”里。';
    const nameProblem = name.trim().length < 2 ? '请填写孩子注册时的姓名。' : '';
    this.setData({ numberProblem, nameProblem });
    if (numberProblem || nameProblem) return undefined;
    if (!agreed) return tell('请先阅读并勾选同意。');
    return this.consent();
  },
  consent(): Promise<void> {
    return busily(this, async () => {
      const { number, name } = this.data;
      const form = { volunteerNumber: number, minorName: name.trim(), agreementVersion: AGREEMENT.version };
      await consentAsGuardian(form);
      this.setData({ given: true });
    });
  },
});
