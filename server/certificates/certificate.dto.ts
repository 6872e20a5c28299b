import { Day, Id, OneOf, Optional, PageQuery, QueryInt, Text } from '../platform/http';

export class CertificateForm {
  /** the organization that issues it: hours served for it count */
  @Id() organizationId: string;
  @Day() fromDay: string;
  @Day() toDay: string;
}

export class BatchForm {
  @Day() fromDay: string;
  @Day() toDay: string;
}

export class BatchFileQuery {
  /** which of the files it is divided into, from 1; the first when left out */
  @Optional() @QueryInt(1, 1_000) part?: number;
}

export class RevocationForm {
  /** shown to the volunteer and to who verifies */
  @Text(200, 2) reason: string;
}

export class VerificationQuery {
  /** the number on the certificate, or what its QR code says */
  @Text(64) code: string;
}

export class CertificateListQuery extends PageQuery {
  @Optional() @OneOf(['ISSUED', 'REVOKED', 'SUPERSEDED']) state?: string;
}
