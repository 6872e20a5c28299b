import { Fault } from '../../platform/fault';

/**
 * WeChat Pay did not do what it was asked. It is a Fault, so that who taps 去支付 gets a sentence.
 *
 * @property api   path without numbers of orders, e.g. `v3/pay/transactions/jsapi`
 * @property payCode WeChat Pay's code such as `ORDERPAID`; undefined when no answer came that can be trusted
 */
export class PayError extends Fault {
  constructor(
    readonly api: string,
    readonly payCode: string | undefined,
  ) {
    super('upstream', 'pay_failed', sentenceOf(payCode));
  }
}

function sentenceOf(payCode: string | undefined): string {
  if (payCode === undefined || ['SYSTEM_ERROR', 'FREQUENCY_LIMITED'].includes(payCode))
    return '微信支付暂时没有回应，没有扣款。请稍后再试。';
  return `微信支付没有接受这次请求（${payCode}），没有扣款。请稍后再试，仍不行请联系平台管理员。`;
}
