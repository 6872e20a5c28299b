import type { View } from '../api/client';

export type Certificate = View<'CertificateView'>;

export const CERTIFICATE_STATES = [
  { value: '', label: '全部' },
  { value: 'ISSUED', label: '有效' },
  { value: 'REVOKED', label: '已撤销' },
  { value: 'SUPERSEDED', label: '已被替代' },
];

export const certificateStateName = (state: string): string =>
  CERTIFICATE_STATES.find(({ value }) => value === state)?.label ?? state;
