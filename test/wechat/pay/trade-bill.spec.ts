import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { fenOf, readBill, unzipBill } from '../../../server/wechat/pay/trade-bill';

const HEADER = '交易时间,微信订单号,商户订单号,交易状态,应结订单金额,商户退款单号,退款金额,订单金额';
const BILL = [
  `\uFEFF${HEADER}`,
  '`2026-11-24 10:00:00,`4200001,`D001,`SUCCESS,`19.99,`0,`0.00,`20.00',
  '`2026-11-24 11:00:00,`4200001,`D001,`REFUND,`0.00,`RD001,`20.00,`0.00',
  '总交易单数,应结订单总金额',
  '`2,`19.99',
].join('\r\n');

describe('the bill of a day', () => {
  it('is read by the names of its columns, in fen, without its sums', () => {
    expect(readBill(BILL)).toEqual([
      {
        transactionId: '4200001',
        outTradeNo: 'D001',
        kind: 'SUCCESS',
        amountFen: 2000,
        outRefundNo: null,
        refundFen: 0,
      },
      {
        transactionId: '4200001',
        outTradeNo: 'D001',
        kind: 'REFUND',
        amountFen: 0,
        outRefundNo: 'RD001',
        refundFen: 2000,
      },
    ]);
    expect(() => readBill('交易时间,金额\r\n`1,`2')).toThrow('has no column');
  });

  it('counts amounts exactly', () => {
    const cases: [string, number][] = [
      ['0.00', 0],
      ['0.29', 29],
      ['1.1', 110],
      ['8', 800],
      ['1234567.89', 123456789],
      ['-0.01', -1],
    ];
    for (const [yuan, fen] of cases) expect(fenOf(yuan)).toBe(fen);
    for (const wrong of ['', '1.234', '1,00', 'NaN', '`1.00']) expect(() => fenOf(wrong)).toThrow();
  });

  it('must have the announced hash once unzipped', () => {
    const sha1 = createHash('sha1').update(BILL).digest('hex');
    expect(unzipBill(gzipSync(BILL), sha1.toUpperCase())).toBe(BILL);
    expect(() => unzipBill(gzipSync(`${BILL}x`), sha1)).toThrow('hash');
  });
});
