import { randomBytes } from 'node:crypto';
import Pay from 'wechatpay-node-v3';
import type { PayConfig } from '../../../config/config';
import type { Clock } from '../../platform/clock';

export const PAY_ORIGIN = 'https://api.mch.weixin.qq.com';

/** What `wx.requestPayment` takes. */
export interface PaymentParams {
  timeStamp: string;
  nonceStr: string;
  package: string;
  signType: 'RSA';
  paySign: string;
}

/**
 * wechatpay-node-v3 with its own time and randomness replaced: nonces that cannot be guessed, and the product's clock.
 */
export class SigningPay extends Pay {
  constructor(
    config: Pick<PayConfig, 'mchId' | 'serial' | 'privateKey'> & { appId: string },
    private readonly clock: Clock,
  ) {
    super({
      appid: config.appId,
      mchid: config.mchId,
      // Only read for the serial number, which is given.
      publicKey: Buffer.from('-'),
      privateKey: Buffer.from(config.privateKey),
      serial_no: config.serial,
      userAgent: 'stvs',
    });
  }

  /** @returns the headers of a GET that the library has no method for */
  headersFor(path: string): Record<string, string> {
    return this.getHeaders(this.buildAuthorization('GET', PAY_ORIGIN + path));
  }

  protected override buildAuthorization(
    method: string,
    url: string,
    params?: Record<string, unknown>,
  ): string {
    const nonce = newNonce();
    const timestamp = this.seconds();
    const path = url.replace(PAY_ORIGIN, '');
    return this.getAuthorization(nonce, timestamp, this.getSignature(method, nonce, timestamp, path, params));
  }

  /** @returns what the phone needs to show the payment sheet of an order */
  paymentParams(prepayPackage: string): PaymentParams {
    const timeStamp = this.seconds();
    const nonceStr = newNonce();
    const paySign = this.sign(`${[this.appid, timeStamp, nonceStr, prepayPackage].join('\n')}\n`);
    return { timeStamp, nonceStr, package: prepayPackage, signType: 'RSA', paySign };
  }

  private seconds(): string {
    return String(Math.floor(this.clock.now().getTime() / 1_000));
  }
}

const newNonce = (): string => randomBytes(16).toString('hex');
