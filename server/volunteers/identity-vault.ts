import type { PersonalData } from '../platform/crypto/personal-data';
import type { NamedGuardian } from './registration.rules';
import type { Volunteer } from './volunteer.entity';

/** What is decrypted for masking or checking; never log or return it unmasked. */
export interface PlainIdentity {
  documentNumber: string;
  phone: string;
}

/** How a person's document and phone are kept: encrypted, with a keyed hash beside them to find them by (R60). */
export class IdentityVault {
  constructor(private readonly personalData: PersonalData) {}

  documentIndex = (type: string, number: string): string =>
    this.personalData.index('document', `${type}:${number}`);

  phoneIndex = (phone: string): string => this.personalData.index('phone', phone);

  sealDocument(
    type: string,
    number: string,
  ): Pick<Volunteer, 'documentType' | 'documentNumber'> & {
    documentIndex: string;
  } {
    return {
      documentType: type,
      documentNumber: this.personalData.encrypt('document', number),
      documentIndex: this.documentIndex(type, number),
    };
  }

  sealPhone(phone: string): { phone: string; phoneIndex: string } {
    return { phone: this.personalData.encrypt('phone', phone), phoneIndex: this.phoneIndex(phone) };
  }

  sealGuardian(guardian: NamedGuardian | null): Pick<Volunteer, 'guardianName' | 'guardianPhoneIndex'> {
    return {
      guardianName: guardian?.name ?? null,
      guardianPhoneIndex: guardian && this.phoneIndex(guardian.phone),
    };
  }

  /** Of somebody erased there is nothing left to decrypt. */
  plain({ documentNumber, phone }: PlainIdentity): PlainIdentity {
    return { documentNumber: this.open('document', documentNumber), phone: this.open('phone', phone) };
  }

  private open = (purpose: string, stored: string): string =>
    stored === '' ? '' : this.personalData.decrypt(purpose, stored);
}
