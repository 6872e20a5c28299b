import { conflict, ensure, invalid } from '../platform/fault';

/** First and last day, `YYYY-MM-DD` in Shanghai, both included. */
export interface Period {
  fromDay: string;
  toDay: string;
}

/** @throws Fault invalid `period_backwards` | `period_in_future` | `period_too_long` */
export function ensurePeriod({ fromDay, toDay }: Period, today: string): void {
  ensure(fromDay <= toDay, invalid('period_backwards', '开始日期不能晚于结束日期，请重新选择。'));
  ensure(toDay <= today, invalid('period_in_future', '结束日期不能晚于今天，请重新选择。'));
  const years = Number(toDay.slice(0, 4)) - Number(fromDay.slice(0, 4));
  ensure(years <= 10, invalid('period_too_long', '一份证明最长 10 年，请分段申请。'));
}

/** Lines that one certificate lists: more do not fit into a document that somebody reads. */
export const MOST_ITEMS = 500;

/** Certificates in one file: a stack to print and stamp, and a second or two to draw. */
export const PER_FILE = 200;

/** @throws Fault conflict `no_effective_hours` | `too_many_services` */
export function ensureCertifiable(services: number): void {
  ensure(
    services > 0,
    conflict(
      'no_effective_hours',
      '这段时间没有已计入的服务时长，不能开具证明。公示中和有异议的时长要等计入以后。',
    ),
  );
  ensure(
    services <= MOST_ITEMS,
    conflict('too_many_services', `一份证明最多列 ${MOST_ITEMS} 次服务，请缩短时间段分开申请。`),
  );
}

/** @returns e.g. `KJZM-2026-00000001` */
export const numberText = (year: number, sequence: number): string =>
  `KJZM-${year}-${String(sequence).padStart(8, '0')}`;

/** What people type or a code says: a number in any case and spacing, or the token of a QR code. */
export function readVerification(text: string): { number: string } | { verifyToken: string } {
  const given = text.normalize('NFKC').trim();
  const [, year, sequence] = /^KJZM\s*-?\s*(\d{4})\s*-?\s*(\d{1,8})$/i.exec(given) ?? [];
  if (year && sequence) return { number: numberText(Number(year), Number(sequence)) };
  return { verifyToken: given };
}

/** @returns e.g. `2026年1月1日` */
export function dayInWords(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}

export const stateWords = {
  ISSUED: '有效',
  REVOKED: '已撤销',
  SUPERSEDED: '已被新证明替代',
} as const;
