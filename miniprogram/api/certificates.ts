import { downloadOwn, get, post, withQuery } from '../core/http';
import type { PageOf } from '../core/paged-list';
import { dayText } from '../core/time';

interface VerifiedRow {
  number: string;
  holderName: string;
  issuerName: string;
  /** first and last day, `2026-11-28` */
  fromDay: string;
  toDay: string;
  hours: string;
  services: number;
  issuedAt: string;
  state: 'ISSUED' | 'REVOKED' | 'SUPERSEDED';
  valid: boolean;
  sentence: string;
}

export interface Verified extends VerifiedRow {
  period: string;
  issued: string;
  stateName: string;
  tone: string;
}

export interface Certificate extends Verified {
  id: string;
  verifyUrl: string;
}

export interface CertificateDetail extends Certificate {
  holderNumber: string;
  holderDocument: string;
  items: { title: string; day: string; hours: string }[];
}

export interface Issuer {
  organizationId: string;
  name: string;
  hours: string;
  firstDay: string;
  lastDay: string;
}

const STATES = {
  ISSUED: { stateName: '有效', tone: 'good' },
  REVOKED: { stateName: '已撤销', tone: 'bad' },
  SUPERSEDED: { stateName: '已被替代', tone: 'quiet' },
};

const dayWords = (day: string): string => {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
};

export const withWords = <T extends VerifiedRow>(row: T): T & Verified => ({
  ...row,
  period: `${dayWords(row.fromDay)} 至 ${dayWords(row.toDay)}`,
  issued: `${dayText(row.issuedAt)} 签发`,
  ...STATES[row.state],
});

type Row = Omit<Certificate, 'period' | 'issued' | 'stateName' | 'tone'>;
type DetailRow = Omit<CertificateDetail, 'period' | 'issued' | 'stateName' | 'tone'>;

export async function listCertificates(cursor?: string): Promise<PageOf<Certificate>> {
  const { items, next } = await get<PageOf<Row>>(withQuery('/api/volunteer/certificates', { cursor }));
  return { next, items: items.map(withWords) };
}

export const findCertificate = async (id: string): Promise<CertificateDetail> =>
  withWords(await get<DetailRow>(`/api/volunteer/certificates/${id}`));

/** Organizations with effective hours of this person. */
export const listIssuers = async (): Promise<Issuer[]> =>
  (await get<{ items: Issuer[] }>('/api/volunteer/certificate-issuers')).items;

/** @returns the id of the certificate: the one that is there already when nothing has changed */
export const applyForCertificate = async (form: {
  organizationId: string;
  fromDay: string;
  toDay: string;
}): Promise<string> => (await post<{ id: string }>('/api/volunteer/certificates', form)).id;

/** @returns the path of the PDF on this phone */
export const downloadCertificate = (id: string): Promise<string> =>
  downloadOwn(`/api/volunteer/certificates/${id}/pdf`);

/** @param code the number on a certificate, or what its QR code says */
export const verifyCertificate = async (code: string): Promise<Verified> =>
  withWords(
    await get<VerifiedRow>(withQuery('/api/public/certificates/verification', { code: tokenIn(code) })),
  );

/** @returns what follows `/verify/` in an address, else the text itself */
export const tokenIn = (code: string): string => /\/verify\/([\w-]+)/.exec(code)?.[1] ?? code.trim();
