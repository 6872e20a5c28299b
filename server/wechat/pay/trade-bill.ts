import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';

/** One line of a day's bill (交易账单). Amounts in fen. */
export interface BillLine {
  outTradeNo: string;
  transactionId: string;
  /** SUCCESS: paid that day. REFUND: a refund was asked for that day. */
  kind: 'SUCCESS' | 'REFUND';
  amountFen: number;
  outRefundNo: string | null;
  refundFen: number;
}

/** A bomb would unzip to more. */
const UNZIPPED_LIMIT = 512 * 1_024 * 1_024;

const COLUMNS = {
  transactionId: '微信订单号',
  outTradeNo: '商户订单号',
  state: '交易状态',
  amount: '订单金额',
  settled: '应结订单金额',
  outRefundNo: '商户退款单号',
  refund: '退款金额',
} as const;

/**
 * @param sha1 of the unzipped text, hexadecimal
 * @throws Error when it is not what WeChat Pay announced
 */
export function unzipBill(file: Buffer, sha1: string): string {
  const text = gunzipSync(file, { maxOutputLength: UNZIPPED_LIMIT });
  if (createHash('sha1').update(text).digest('hex') !== sha1.toLowerCase())
    throw new Error('the bill does not have the announced hash');
  return text.toString('utf8');
}

/**
 * Reads a bill: header, lines whose fields each begin with a backtick, header and line of the sums. Columns are found by
 * their names.
 *
 * @throws Error when it has no such header or a sum that is not in whole fen
 */
export function readBill(text: string): BillLine[] {
  const [header = '', ...rest] = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const names = header.split(',').map((name) => name.trim());
  const at = (name: string): number => {
    const position = names.indexOf(name);
    if (position < 0) throw new Error(`the bill has no column ${name}`);
    return position;
  };
  const { transactionId, outTradeNo, state, outRefundNo, refund } = COLUMNS;
  const amount = names.includes(COLUMNS.amount) ? COLUMNS.amount : COLUMNS.settled;
  const lines: BillLine[] = [];
  for (const line of rest) {
    // The sums at the end have a header of their own.
    if (!line.startsWith('`')) break;
    const fields = line.slice(1).split(',`');
    const field = (name: string): string => (fields[at(name)] ?? '').trim();
    const kind = field(state);
    if (kind !== 'SUCCESS' && kind !== 'REFUND') continue;
    const none = ['', '0'].includes(field(outRefundNo));
    lines.push({
      transactionId: field(transactionId),
      outTradeNo: field(outTradeNo),
      kind,
      amountFen: fenOf(field(amount)),
      outRefundNo: none ? null : field(outRefundNo),
      refundFen: fenOf(field(refund)),
    });
  }
  return lines;
}

/** @param yuan such as `10.50`; read digit by digit, never as a fraction */
export function fenOf(yuan: string): number {
  const match = /^(-?)(\d{1,12})(?:\.(\d{1,2}))?$/.exec(yuan);
  if (!match) throw new Error(`not an amount: ${yuan}`);
  const [, sign = '', whole = '0', cents = ''] = match;
  const fen = Number(whole) * 100 + Number(cents.padEnd(2, '0'));
  return sign && fen !== 0 ? -fen : fen;
}
