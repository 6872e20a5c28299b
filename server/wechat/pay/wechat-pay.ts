import type { PayConfig } from '../../../config/config';
import type { Clock } from '../../platform/clock';
import type { Logger } from '../../platform/logger';
import type { Metrics } from '../../platform/metrics';
import { type CertificateList, Keyring } from './keyring';
import { PayError } from './pay.error';
import { PayHttp } from './pay-http';
import { PayNotifications } from './pay-notifications';
import { type PayRefund, type PayTransaction, readRefund, readTransaction } from './pay-results';
import { payTransport } from './pay-transport';
import { PAY_ORIGIN, type PaymentParams, SigningPay } from './signing-pay';
import { type BillLine, readBill, unzipBill } from './trade-bill';

export interface PayOrder {
  /** ours, unique at the merchant; asking twice with the same is one order */
  outTradeNo: string;
  /** at most 127 characters, shown on the payment sheet */
  description: string;
  amountFen: number;
  /** of the payer at the mini-program */
  openid: string;
  /** until when it can be paid */
  payUntil: Date;
}

export interface RefundOrder {
  outTradeNo: string;
  /** ours; asking twice with the same is one refund */
  outRefundNo: string;
  /** at most 80 characters, shown to the payer */
  reason: string;
  amountFen: number;
}

/** What the modules may ask of WeChat Pay. Every call has a deadline; every answer was checked to be WeChat Pay's. */
export interface WechatPay {
  readonly notifications: PayNotifications;
  /** @throws PayError with `ORDERPAID`, `ORDER_CLOSED`, … */
  prepay(order: PayOrder): Promise<PaymentParams>;
  /** @returns undefined when WeChat Pay never heard of it */
  findTransaction(outTradeNo: string): Promise<PayTransaction | undefined>;
  /** Closes an unpaid order: nobody can pay it afterwards. @throws PayError with `ORDERPAID` */
  close(outTradeNo: string): Promise<void>;
  refund(refund: RefundOrder): Promise<PayRefund>;
  /** @returns undefined when it was never asked for */
  findRefund(outRefundNo: string): Promise<PayRefund | undefined>;
  /** @param day `YYYY-MM-DD`; there from 10:00 the next day. @returns undefined when nothing happened that day */
  bill(day: string): Promise<BillLine[] | undefined>;
}

export interface WechatPayDeps {
  config: PayConfig;
  appId: string;
  /** where WeChat Pay reports: must be https in the real world */
  notifyUrl: string;
  host: string | undefined;
  timeoutMs: number;
  clock: Clock;
  logger: Logger;
  metrics: Metrics;
}

export function createWechatPay(deps: WechatPayDeps): WechatPay {
  const { config, appId, notifyUrl, clock } = deps;
  const merchant = { appId, mchId: config.mchId };
  const pay = new SigningPay({ ...config, appId }, clock);
  const transport = payTransport(deps);
  const keyring = new Keyring(config, clock, async () => {
    const path = '/v3/certificates';
    const { body } = await transport('GET', PAY_ORIGIN + path, pay.headersFor(path));
    return JSON.parse(body.toString('utf8')) as CertificateList;
  });
  pay.createHttp(new PayHttp({ ...deps, transport, keyring }));

  return {
    notifications: new PayNotifications({ ...deps, merchant, keyring }),

    async prepay({ outTradeNo, description, amountFen, openid, payUntil }) {
      const { data } = await pay.transactions_jsapi({
        description,
        out_trade_no: outTradeNo,
        time_expire: shanghaiTime(payUntil),
        notify_url: notifyUrl,
        amount: { total: amountFen, currency: 'CNY' },
        payer: { openid },
      });
      return pay.paymentParams(String(data.package));
    },

    findTransaction: (outTradeNo) =>
      unlessMissing(['ORDER_NOT_EXIST', 'RESOURCE_NOT_EXISTS'], async () =>
        readTransaction((await pay.query({ out_trade_no: outTradeNo })).data, merchant),
      ),

    async close(outTradeNo) {
      await pay.close(outTradeNo);
    },

    async refund({ outTradeNo, outRefundNo, reason, amountFen }) {
      const { data } = await pay.refunds({
        out_trade_no: outTradeNo,
        out_refund_no: outRefundNo,
        reason,
        notify_url: notifyUrl,
        amount: { refund: amountFen, total: amountFen, currency: 'CNY' },
      });
      return readRefund(data);
    },

    findRefund: (outRefundNo) =>
      unlessMissing(['RESOURCE_NOT_EXISTS'], async () =>
        readRefund((await pay.find_refunds(outRefundNo)).data),
      ),

    bill: (day) =>
      unlessMissing(['NO_STATEMENT_EXIST', 'STATEMENT_CREATING'], async () => {
        const { data } = await pay.tradebill({ bill_date: day, bill_type: 'ALL', tar_type: 'GZIP' });
        if (data.hash_type !== 'SHA1') throw new PayError('v3/bill/tradebill', undefined);
        const file = (await pay.downloadBill(String(data.download_url))).data as Buffer;
        return readBill(unzipBill(file, String(data.hash_value)));
      }),
  };
}

async function unlessMissing<T>(codes: readonly string[], ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof PayError && codes.includes(error.payCode ?? '')) return undefined;
    throw error;
  }
}

/** RFC 3339 in Shanghai, to the second, as WeChat Pay writes times. */
const shanghaiTime = (instant: Date): string =>
  `${new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;
