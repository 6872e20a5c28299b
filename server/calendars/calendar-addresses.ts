import type { Clock } from '../platform/clock';
import { TokenSigner } from '../platform/crypto/signed-token';
import { type Reader, refusingDuplicates, type Tx } from '../platform/database';
import { conflict, ensure, missing } from '../platform/fault';
import { newId } from '../platform/ids';
import { CalendarAddress } from './calendar-address.entity';

/** Secret addresses: who knows one reads one person's calendar and nothing else. The secret itself is stored nowhere. */
export class CalendarAddresses {
  private readonly signer: TokenSigner;

  constructor(
    signingKey: Buffer,
    private readonly clock: Clock,
  ) {
    this.signer = new TokenSigner(signingKey, 'calendar');
  }

  async find(reader: Reader, volunteerId: string): Promise<CalendarAddress | null> {
    return reader.manager.findOneBy(CalendarAddress, { volunteerId });
  }

  /** Makes an address; the one before, if any, leads nowhere from now on. */
  async renew(tx: Tx, volunteerId: string): Promise<CalendarAddress> {
    await tx.manager.delete(CalendarAddress, { volunteerId });
    const address: CalendarAddress = { id: newId(), volunteerId, createdAt: this.clock.now() };
    const twice = conflict('address_renewed', '地址刚刚换过了，请刷新查看。');
    await refusingDuplicates(tx, { uq_calendar_addresses_volunteer: twice }, () =>
      tx.manager.insert(CalendarAddress, address),
    );
    return address;
  }

  async end(tx: Tx, volunteerId: string): Promise<void> {
    await tx.manager.delete(CalendarAddress, { volunteerId });
  }

  secretOf = ({ id }: CalendarAddress): string => this.signer.sign(id);

  /** @returns whose calendar it opens. @throws Fault missing `calendar_not_found` */
  async open(reader: Reader, secret: string): Promise<string> {
    const id = this.signer.verify(secret);
    const address = id && (await reader.manager.findOneBy(CalendarAddress, { id }));
    ensure(address, missing('calendar_not_found', '这个日历地址已经失效，请在小程序里重新复制。'));
    return address.volunteerId;
  }
}
