import type { Failure } from './http';

/** What the server hands over for WeChat's payment sheet. */
export interface PaymentParams {
  timeStamp: string;
  nonceStr: string;
  package: string;
  signType: 'RSA';
  paySign: string;
}

/** @returns whether the person paid; false when they closed the sheet. @throws Failure when WeChat did not take it */
export async function showPaymentSheet(params: PaymentParams): Promise<boolean> {
  try {
    await wx.requestPayment(params);
    return true;
  } catch (failure) {
    const { errMsg = '' } = failure as { errMsg?: string };
    if (/cancel/.test(errMsg)) return false;
    const refused: Failure = {
      code: 'payment_failed',
      message: '微信支付没有完成，没有扣款。名额还为您保留着，可以再试一次。',
      status: 0,
    };
    throw refused;
  }
}
