export interface CertificateChanged {
  certificateId: string;
  volunteerId: string;
}

declare module '../platform/outbox/events' {
  interface Events {
    'certificate.issued': CertificateChanged;
    'certificate.revoked': CertificateChanged;
    'certificate-batch.requested': { batchId: string };
  }
}
