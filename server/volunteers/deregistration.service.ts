import { LessThanOrEqual } from 'typeorm';
import type { Policy } from '../../config/config';
import type { Actor } from '../platform/actor';
import type { Audit } from '../platform/audit';
import { type Clock, DAY } from '../platform/clock';
import { changeExactlyOne, type Database, type Reader, type Tx } from '../platform/database';
import { conflict, ensure, forbidden } from '../platform/fault';
import { newPublicNumber } from '../platform/ids';
import { Account } from './account.entity';
import { ClaimRequest } from './claim-request.entity';
import { Session } from './session.entity';
import { Volunteer, type VolunteerState } from './volunteer.entity';
import type { VolunteerService } from './volunteer.service';

const MAY_LEAVE: readonly VolunteerState[] = [
  'REGISTERED',
  'GUARDIAN_PENDING',
  'VERIFIED',
  'REJECTED',
  'SUSPENDED',
];

/** What an anonymous row keeps: nothing that tells whose hours they were. The province stays for its figures. */
const nobody = (areaCode: string): Partial<Volunteer> => ({
  number: newPublicNumber('V'),
  name: '已注销',
  documentNumber: '',
  documentIndex: null,
  phone: '',
  phoneIndex: null,
  claimPhoneIndex: null,
  birthDay: '1900-01-01',
  areaCode: `${areaCode.slice(0, 2)}0000`,
  serviceCategories: [],
  profile: {},
  legacyNumber: null,
  state: 'ERASED',
  stateBefore: null,
  stateReason: null,
  guardianName: null,
  guardianPhoneIndex: null,
  guardianAccountId: null,
});

/** Leaving the platform: days to think it over, then the person is erased and anonymous hours stay (R61). */
export class DeregistrationService {
  constructor(
    private readonly volunteers: VolunteerService,
    private readonly audit: Audit,
    private readonly policy: Policy,
    private readonly clock: Clock,
  ) {}

  /** @throws Fault conflict `cannot_leave_now` | `children_held`, and what the modules above check */
  async begin(tx: Tx, actor: Actor): Promise<void> {
    const { volunteerId } = actor;
    ensure(volunteerId, forbidden('not_registered', '您还没有注册，不需要注销。'));
    await this.volunteers.requireFreeToLeave(tx, volunteerId);
    const volunteer = await this.volunteers.findVolunteer(tx, volunteerId);
    await this.requireNoChildren(tx, actor, volunteer);
    const already = conflict('cannot_leave_now', '账号已在注销中或状态刚刚有变化，请刷新后再看。');
    ensure(MAY_LEAVE.includes(volunteer.state), already);
    const deregistersAt = new Date(this.clock.now().getTime() + this.policy.deregistrationDays * DAY);
    await changeExactlyOne(
      tx,
      Volunteer,
      { id: volunteerId, state: volunteer.state },
      { state: 'DEREGISTERING', stateBefore: volunteer.state, deregistersAt },
      already,
    );
    await this.audit.record(tx, actor, 'volunteer.deregistering', volunteerId);
    tx.emit('volunteer.deregistering', { volunteerId });
  }

  /** @throws Fault conflict `not_leaving` */
  async revoke(tx: Tx, actor: Actor): Promise<void> {
    const notLeaving = conflict('not_leaving', '账号没有在注销中，或已经注销完成。');
    const volunteer = actor.volunteerId && (await tx.manager.findOneBy(Volunteer, { id: actor.volunteerId }));
    ensure(volunteer && volunteer.state === 'DEREGISTERING', notLeaving);
    await changeExactlyOne(
      tx,
      Volunteer,
      { id: volunteer.id, state: 'DEREGISTERING' },
      { state: volunteer.stateBefore, stateBefore: null, deregistersAt: null },
      notLeaving,
    );
    await this.audit.record(tx, actor, 'volunteer.stayed', volunteer.id);
  }

  /** @returns up to 100 volunteers whose days are over */
  async dueIds(reader: Reader): Promise<string[]> {
    const due = await reader.manager.find(Volunteer, {
      where: { state: 'DEREGISTERING', deregistersAt: LessThanOrEqual(this.clock.now()) },
      select: { id: true },
      take: 100,
    });
    return due.map(({ id }) => id);
  }

  /** Erases one person whose days are over; who revoked in the last moment stays. */
  async erase(tx: Tx, volunteerId: string): Promise<void> {
    const volunteer = await this.volunteers.findVolunteer(tx, volunteerId);
    const due = { id: volunteerId, state: 'DEREGISTERING' as const, deregistersAt: volunteer.deregistersAt };
    const { affected } = await tx.manager.update(
      Volunteer,
      due as never,
      nobody(volunteer.areaCode) as never,
    );
    if (affected !== 1) return;
    await tx.manager.update(Session, { childId: volunteerId }, { childId: null });
    const account = await tx.manager.findOneBy(Account, { volunteerId });
    if (account) {
      await tx.manager.delete(Session, { accountId: account.id });
      await tx.manager.delete(ClaimRequest, { accountId: account.id });
      await tx.manager.delete(Account, { id: account.id });
    }
    await this.audit.record(tx, null, 'volunteer.erased', volunteerId);
    tx.emit('volunteer.erased', { volunteerId });
  }

  async eraseDue(database: Database): Promise<void> {
    for (;;) {
      const ids = await this.dueIds(database);
      for (const id of ids) await database.transaction((tx) => this.erase(tx, id));
      if (ids.length < 100) return;
    }
  }

  private async requireNoChildren(tx: Tx, actor: Actor, volunteer: Volunteer): Promise<void> {
    const children = await tx.manager
      .createQueryBuilder(Volunteer, 'child')
      .where('child.guardianAccountId = :accountId AND child.phoneIndex IS NULL', actor)
      .andWhere("child.id <> :id AND child.state <> 'ERASED'", { id: volunteer.id })
      .getCount();
    // A guardian who acts for the child takes the child's own leave.
    ensure(
      children === 0 || volunteer.phoneIndex === null,
      conflict('children_held', '您还管理着孩子的账号，请先切换到孩子的账号逐个注销，再注销自己的。'),
    );
  }
}
