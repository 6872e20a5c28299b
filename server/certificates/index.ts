/**
 * Certificates of service (志愿服务证明). Invariants: only effective, undisputed hours are on a valid one; numbers of a
 * year run without gaps; what it said when it was issued never changes; one valid one per volunteer, issuer and period.
 */
export { Certificate, type CertificateState } from './certificate.entity';
export type {} from './certificate.events';
export { CertificateBatch } from './certificate-batch.entity';
export { CertificateCounter } from './certificate-counter.entity';
export { CertificateItem } from './certificate-item.entity';
