import { maskIdNumber, maskPhone } from '../platform/crypto/personal-data';
import { Flag, Instant, ListOf, Nested, Nullable, OneOf, Output } from '../platform/http';
import { areaFullName } from '../reference';
import type { Account } from './account.entity';
import type { OpenedSession } from './account.service';
import type { PlainIdentity } from './identity-vault';
import type { Session } from './session.entity';
import type { Volunteer } from './volunteer.entity';

export class SessionView {
  /** bearer token; shown once */
  @Output() token: string;
  @Instant() expiresAt: Date;
  @Flag() registered: boolean;
}

/** A place where the account is logged in. */
export class DeviceView {
  @Output() id: string;
  @OneOf(['MINI_PROGRAM', 'WEB']) channel: string;
  @Nullable() @Output() device: string | null;
  @Instant() loggedInAt: Date;
  @Instant() expiresAt: Date;
  /** the one that asks */
  @Flag() current: boolean;
}

export class DevicesView {
  @ListOf(() => DeviceView, 50) devices: DeviceView[];
}

export class AgreementView {
  @Output() version: string;
}

/** A volunteer as they see themselves: personal numbers masked even here (R60). */
export class VolunteerView {
  @Output() id: string;
  @Output() number: string;
  @Output() name: string;
  @Output() state: string;
  @Nullable() @Output() stateReason: string | null;
  @Output() documentNumber: string;
  @Output() phone: string;
  @Output() birthDay: string;
  @OneOf(['male', 'female']) gender: string;
  @Output() areaCode: string;
  @Output() areaName: string;
  @Output() source: string;
}

export class MeView {
  /** null until a phone was confirmed by WeChat */
  @Nullable() @Output() verifiedPhone: string | null;
  @Flag() followsOfficialAccount: boolean;
  @Nullable() @Nested(() => VolunteerView) volunteer: VolunteerView | null;
}

export class VolunteerListItem {
  @Output() id: string;
  @Output() number: string;
  @Output() name: string;
  @Output() documentType: string;
  @Output() documentNumber: string;
  @Instant() createdAt: Date;
}

export class PhoneView {
  @Output() phone: string;
}

export const sessionView = ({ token, expiresAt, account }: OpenedSession): SessionView => ({
  token,
  expiresAt,
  registered: account.volunteerId !== null,
});

export const devicesView = (sessions: Session[], currentId: string): DevicesView => ({
  devices: sessions.map(({ id, channel, device, createdAt, expiresAt }) => ({
    id,
    channel,
    device,
    loggedInAt: createdAt,
    expiresAt,
    current: id === currentId,
  })),
});

export function volunteerView(volunteer: Volunteer, plain: PlainIdentity): VolunteerView {
  const { id, number, name, state, stateReason, birthDay, gender, areaCode, source } = volunteer;
  return {
    id,
    number,
    name,
    state,
    stateReason,
    documentNumber: maskIdNumber(plain.documentNumber),
    phone: maskPhone(plain.phone),
    birthDay,
    gender,
    areaCode,
    areaName: areaFullName(areaCode),
    source,
  };
}

export const meView = (
  account: Account,
  verifiedPhone: string | null,
  volunteer: VolunteerView | null,
): MeView => ({
  verifiedPhone: verifiedPhone === null ? null : maskPhone(verifiedPhone),
  followsOfficialAccount: account.following,
  volunteer,
});

export const volunteerListItem = (volunteer: Volunteer, plain: PlainIdentity): VolunteerListItem => ({
  id: volunteer.id,
  number: volunteer.number,
  name: volunteer.name,
  documentType: volunteer.documentType,
  documentNumber: maskIdNumber(plain.documentNumber),
  createdAt: volunteer.createdAt,
});
