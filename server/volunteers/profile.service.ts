import type { Actor } from '../platform/actor';
import type { Audit } from '../platform/audit';
import { changeExactlyOne, refusingDuplicates, type Tx } from '../platform/database';
import { conflict, ensure, forbidden, invalid } from '../platform/fault';
import { findArea } from '../reference';
import { Account } from './account.entity';
import { phoneTaken } from './arrivals';
import type { IdentityVault } from './identity-vault';
import type { ProfileChangeForm } from './profile.dto';
import { Volunteer, type VolunteerState } from './volunteer.entity';

/** Who may still correct their data; who is leaving revokes that first. */
const EDITABLE: readonly VolunteerState[] = [
  'REGISTERED',
  'GUARDIAN_PENDING',
  'VERIFIED',
  'REJECTED',
  'SUSPENDED',
];

/** People correct their own data (R61). What the identity document says is changed by a new verification only. */
export class ProfileService {
  constructor(
    private readonly vault: IdentityVault,
    private readonly audit: Audit,
  ) {}

  /** @throws Fault forbidden `not_registered`, conflict `profile_locked`, invalid `unknown_area` */
  async edit(tx: Tx, actor: Actor, form: ProfileChangeForm): Promise<void> {
    const { areaCode, serviceCategories, profile } = form;
    ensure(
      findArea(areaCode),
      invalid('unknown_area', '没有这个地区，请重新选择所在地区。', { field: 'areaCode' }),
    );
    const volunteer = await this.requireEditable(tx, actor);
    await this.change(tx, volunteer, { areaCode, serviceCategories, profile: { ...profile } });
    if (areaCode !== volunteer.areaCode) tx.emit('volunteer.moved', { volunteerId: volunteer.id });
  }

  /**
   * Moves to another phone that WeChat vouched for. @param phone 11 digits
   *
   * @throws Fault conflict `phone_taken` | `phone_is_guardians`, forbidden `child_has_no_phone`
   */
  async changePhone(tx: Tx, actor: Actor, phone: string): Promise<void> {
    const volunteer = await this.requireEditable(tx, actor);
    const sealed = this.vault.sealPhone(phone);
    ensure(
      volunteer.phoneIndex !== null,
      forbidden('child_has_no_phone', '孩子的账号使用监护人的手机号，请切换回自己的账号后更换。'),
    );
    ensure(
      volunteer.guardianPhoneIndex !== sealed.phoneIndex,
      conflict('phone_is_guardians', '这是监护人的手机号，请使用您本人的手机号。'),
    );
    await refusingDuplicates(tx, { uq_volunteers_phone: phoneTaken }, () =>
      this.change(tx, volunteer, sealed),
    );
    await tx.manager.update(Account, { id: actor.accountId }, { verifiedPhone: sealed.phone });
    await this.audit.record(tx, actor, 'volunteer.phone-changed', volunteer.id);
  }

  private async requireEditable(tx: Tx, { volunteerId }: Actor): Promise<Volunteer> {
    const volunteer = volunteerId && (await tx.manager.findOneBy(Volunteer, { id: volunteerId }));
    ensure(volunteer, forbidden('not_registered', '请先注册成为科技志愿者，再修改资料。'));
    ensure(EDITABLE.includes(volunteer.state), locked);
    return volunteer;
  }

  private change = (tx: Tx, { id, state }: Volunteer, changes: Partial<Volunteer>): Promise<void> =>
    changeExactlyOne(tx, Volunteer, { id, state }, changes, locked);
}

const locked = conflict('profile_locked', '账号正在注销或状态刚刚有变化，请刷新后再修改。');
