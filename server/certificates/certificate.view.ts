import { maskName } from '../platform/crypto/personal-data';
import { Flag, Instant, ListOf, Nullable, OneOf, Output, OutputNumber } from '../platform/http';
import type { Certificate } from './certificate.entity';
import { PER_FILE, stateWords } from './certificate.rules';
import type { CertificateBatch } from './certificate-batch.entity';
import type { CertificateItem } from './certificate-item.entity';

const STATES = ['ISSUED', 'REVOKED', 'SUPERSEDED'];

/** A certificate as everybody may see who has its number or its code (R50). */
export class VerificationView {
  @Output() number: string;
  @Output('masked') holderName: string;
  @Output() issuerName: string;
  @Output('YYYY-MM-DD') fromDay: string;
  @Output('YYYY-MM-DD') toDay: string;
  @OutputNumber() minutes: number;
  @Output('two decimals') hours: string;
  @OutputNumber() services: number;
  @Instant() issuedAt: Date;
  @OneOf(STATES) state: string;
  /** whether it is valid now */
  @Flag() valid: boolean;
  /** what the state means, to show as it is */
  @Output() sentence: string;
}

export class CertificateItemView {
  @Output() title: string;
  @Output('YYYY-MM-DD') day: string;
  @OutputNumber() minutes: number;
  @Output('two decimals') hours: string;
}

/** A certificate as its holder and its issuer see it. */
export class CertificateView extends VerificationView {
  @Output() id: string;
  @Output() organizationId: string;
  @Output() volunteerId: string;
  @Output() holderNumber: string;
  @Nullable() @Output() stateReason: string | null;
  @Nullable() @Instant() endedAt: Date | null;
  /** what the QR code opens */
  @Output() verifyUrl: string;
}

export class CertificateDetailView extends CertificateView {
  @Output('masked') holderDocument: string;
  @ListOf(() => CertificateItemView, 500) items: CertificateItemView[];
}

export class IssuerView {
  @Output() organizationId: string;
  @Output() name: string;
  /** effective hours there, all together */
  @OutputNumber() minutes: number;
  @Output('two decimals') hours: string;
  @Output('YYYY-MM-DD') firstDay: string;
  @Output('YYYY-MM-DD') lastDay: string;
}

export class IssuersView {
  @ListOf(() => IssuerView, 50) items: IssuerView[];
}

export class BatchView {
  @Output() id: string;
  @Output('YYYY-MM-DD') fromDay: string;
  @Output('YYYY-MM-DD') toDay: string;
  @OneOf(['RUNNING', 'DONE']) state: string;
  @OutputNumber() total: number;
  @OutputNumber() done: number;
  @Instant() createdAt: Date;
  @Nullable() @Instant() finishedAt: Date | null;
  /** valid certificates of its period, which its file holds */
  @OutputNumber() valid: number;
  /** into how many files they are divided */
  @OutputNumber() files: number;
}

/** @returns hours with two decimals (R35) */
export const hoursText = (minutes: number): string => (minutes / 60).toFixed(2);

function sentenceOf({ state, stateReason }: Certificate): string {
  switch (state) {
    case 'ISSUED':
      return '这份证明真实有效。';
    case 'REVOKED':
      return `这份证明已经撤销，不再有效${stateReason ? `：${stateReason}` : ''}。`;
    case 'SUPERSEDED':
      return '这份证明已被同一时间段的新证明替代，请以新证明为准。';
  }
}

export const verificationView = (certificate: Certificate): VerificationView => ({
  number: certificate.number,
  holderName: maskName(certificate.holderName),
  issuerName: certificate.issuerName,
  fromDay: certificate.fromDay,
  toDay: certificate.toDay,
  minutes: certificate.minutes,
  hours: hoursText(certificate.minutes),
  services: certificate.services,
  issuedAt: certificate.issuedAt,
  state: certificate.state,
  valid: certificate.state === 'ISSUED',
  sentence: sentenceOf(certificate),
});

export const certificateView =
  (publicUrl: string) =>
  (certificate: Certificate): CertificateView => ({
    ...verificationView(certificate),
    holderName: certificate.holderName,
    id: certificate.id,
    organizationId: certificate.organizationId,
    volunteerId: certificate.volunteerId,
    holderNumber: certificate.holderNumber,
    stateReason: certificate.stateReason,
    endedAt: certificate.endedAt,
    verifyUrl: `${publicUrl}/verify/${certificate.verifyToken}`,
  });

export const certificateDetailView = (
  publicUrl: string,
  certificate: Certificate,
  items: CertificateItem[],
): CertificateDetailView => ({
  ...certificateView(publicUrl)(certificate),
  holderDocument: certificate.holderDocument,
  items: items.map(({ title, day, minutes }) => ({ title, day, minutes, hours: hoursText(minutes) })),
});

export const batchView = (batch: CertificateBatch, valid: number): BatchView => ({
  id: batch.id,
  fromDay: batch.fromDay,
  toDay: batch.toDay,
  state: batch.state,
  total: batch.total,
  done: batch.done,
  createdAt: batch.createdAt,
  finishedAt: batch.finishedAt,
  valid,
  files: Math.ceil(valid / PER_FILE),
});

export const fileName = ({ number, state }: Certificate): string =>
  `志愿服务证明 ${number}${state === 'ISSUED' ? '' : `（${stateWords[state]}）`}.pdf`;

/** @returns without the extension; the part only where there are several */
export const batchFileName = (
  { fromDay, toDay }: CertificateBatch,
  { length }: readonly Certificate[],
  part: number,
): string =>
  `志愿服务证明 ${fromDay} 至 ${toDay}（${length} 份${part > 1 || length === PER_FILE ? `，第 ${part} 部分` : ''}）`;
