import { signIn } from '../../session';

Page({
  data: { name: '未登录', phoneCode: '', failure: '' },
  async onLoad() {
    try {
      this.setData({ name: await signIn() });
    } catch (error) {
      this.setData({ failure: (error as { errMsg: string }).errMsg });
    }
  },
  gotPhone({ detail }: WechatMiniprogram.CustomEvent<{ code?: string; errMsg: string }>) {
    this.setData({ phoneCode: detail.code ?? detail.errMsg });
  },
  pay() {
    wx.requestPayment({
      timeStamp: '1',
      nonceStr: 'n',
      package: 'prepay_id=1',
      signType: 'RSA',
      paySign: 's',
      success: () => this.setData({ name: '已缴纳' }),
      fail: ({ errMsg }) => this.setData({ failure: errMsg }),
    });
  },
});
