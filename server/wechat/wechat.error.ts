import { Fault } from '../platform/fault';
import { outcomeOf, type WechatOutcome } from './errcodes';

/**
 * A call to WeChat that did not succeed. It is a Fault, so that a call made on a person's behalf answers
 * with a sentence they can act on; senders of notices decide by `outcome` and keep `errcode`.
 * Neither message nor fields ever contain a token, secret, code or openid.
 *
 * @property api     path of the call without query, e.g. `cgi-bin/message/template/send`
 * @property errcode WeChat's code; undefined when no readable answer came
 */
export class WechatError extends Fault {
  constructor(
    readonly api: string,
    readonly outcome: WechatOutcome,
    readonly errcode: number | undefined,
  ) {
    super('upstream', 'wechat_failed', messageOf(outcome, errcode));
  }

  static ofCode(api: string, errcode: number): WechatError {
    return new WechatError(api, outcomeOf(errcode), errcode);
  }
}

function messageOf(outcome: WechatOutcome, errcode: number | undefined): string {
  const code = errcode === undefined ? '' : `（微信错误码 ${errcode}）`;
  switch (outcome) {
    case 'permanent':
      return `微信没有接受这次请求${code}，请联系平台管理员处理`;
    case 'quota':
      return `微信接口的调用次数已达上限${code}，请稍后再试`;
    default:
      return `微信暂时没有正常响应${code}，请稍后再试`;
  }
}

/**
 * Gives one errcode of an interactive call its own answer.
 *
 * @param faults by errcode; what is not listed is passed on unchanged
 */
export async function translating<T>(call: Promise<T>, faults: Record<number, () => Fault>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    const fault = error instanceof WechatError && error.errcode !== undefined && faults[error.errcode];
    throw fault ? fault() : error;
  }
}
