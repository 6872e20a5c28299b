import { fullTimeText } from '../platform/chinese-time';
import { maskName } from '../platform/crypto/personal-data';
import type { Parts } from '../platform/parts';
import { Certificate, type CertificateState } from './certificate.entity';

const STATES: Record<CertificateState, string> = {
  ISSUED: '有效',
  REVOKED: '已撤销',
  SUPERSEDED: '已被新的替代',
};

/** What a certificate means to somebody who leaves the platform or asks what is kept about them (R61). */
export function ownCertificates({ relay, ownData }: Pick<Parts, 'relay' | 'ownData'>): void {
  ownData.section({
    title: '志愿服务证明',
    columns: ['编号', '开具方', '起止', '分钟', '状态', '开具时间'],
    rows: async (reader, volunteerId, take) => {
      const rows = await reader.manager.find(Certificate, {
        where: { volunteerId },
        order: { id: 'DESC' },
        take,
      });
      return rows.map(({ number, issuerName, fromDay, toDay, minutes, state, issuedAt }) => [
        number,
        issuerName,
        `${fromDay} 至 ${toDay}`,
        minutes,
        STATES[state],
        fullTimeText(issuedAt),
      ]);
    },
  });

  // Whoever holds the paper can go on verifying it: what that shows is masked anyway, and only that much stays.
  relay.on('volunteer.erased', 'certificates.forget-holder', async (tx, { volunteerId }) => {
    for (const { id, holderName } of await tx.manager.findBy(Certificate, { volunteerId })) {
      const masked = { holderName: maskName(holderName), holderNumber: '', holderDocument: '' };
      await tx.manager.update(Certificate, { id }, masked);
    }
  });
}
