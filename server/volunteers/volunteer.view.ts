import { maskIdNumber, maskPhone } from '../platform/crypto/personal-data';
import { Flag, Instant, ListOf, Nested, Nullable, OneOf, Output, Texts } from '../platform/http';
import { areaFullName } from '../reference';
import type { Account } from './account.entity';
import type { OpenedSession } from './account.service';
import type { PlainIdentity } from './identity-vault';
import type { Session } from './session.entity';
import type { Volunteer, VolunteerProfile } from './volunteer.entity';

export class SessionView {
  /** bearer token; shown once */
  @Output() token: string;
  @Instant() expiresAt: Date;
  @Flag() registered: boolean;
  /** 长者模式; null until chosen */
  @Nullable() @Flag() largeType: boolean | null;
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

export class ProfileView {
  @Nullable() @Output() ethnicity: string | null;
  @Nullable() @Output() politicalStatus: string | null;
  @Nullable() @Output() education: string | null;
  @Nullable() @Output() employer: string | null;
  @Nullable() @Output() title: string | null;
  @Nullable() @Output() email: string | null;
  @Texts(5, 3) disciplines: string[];
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
  @Output() documentType: string;
  @Texts(4, 20) serviceCategories: string[];
  @Nested(() => ProfileView) profile: ProfileView;
  /** while DEREGISTERING: when the person is erased */
  @Nullable() @Instant() deregistersAt: Date | null;
}

export class MeView {
  /** null until a phone was confirmed by WeChat */
  @Nullable() @Output() verifiedPhone: string | null;
  @Flag() followsOfficialAccount: boolean;
  @Nullable() @Nested(() => VolunteerView) volunteer: VolunteerView | null;
  /** the volunteer is a child for whom the owner of the account acts (R04) */
  @Flag() actingForChild: boolean;
  /** 长者模式; null until chosen */
  @Nullable() @Flag() largeType: boolean | null;
}

export class VolunteerListItem {
  @Output() id: string;
  @Output() number: string;
  @Output() name: string;
  @Output() documentType: string;
  @Output() documentNumber: string;
  @Output() phone: string;
  @Output() state: string;
  @Output() source: string;
  @Output() areaName: string;
  @Instant() createdAt: Date;
}

export class PhoneView {
  @Output() phone: string;
}

export const sessionView = ({ token, expiresAt, account }: OpenedSession): SessionView => ({
  token,
  expiresAt,
  registered: account.volunteerId !== null,
  largeType: account.largeType,
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
  const { documentType, serviceCategories, profile, deregistersAt } = volunteer;
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
    documentType,
    serviceCategories,
    profile: profileView(profile),
    deregistersAt,
  };
}

const profileView = (profile: VolunteerProfile): ProfileView => ({
  ethnicity: profile.ethnicity ?? null,
  politicalStatus: profile.politicalStatus ?? null,
  education: profile.education ?? null,
  employer: profile.employer ?? null,
  title: profile.title ?? null,
  email: profile.email ?? null,
  disciplines: profile.disciplines ?? [],
});

export const meView = ({
  account,
  verifiedPhone,
  volunteer,
  actingForChild,
}: {
  account: Account;
  verifiedPhone: string | null;
  volunteer: VolunteerView | null;
  actingForChild: boolean;
}): MeView => ({
  verifiedPhone: verifiedPhone === null ? null : maskPhone(verifiedPhone),
  followsOfficialAccount: account.following,
  volunteer,
  actingForChild,
  largeType: account.largeType,
});

export const volunteerListItem = (volunteer: Volunteer, plain: PlainIdentity): VolunteerListItem => ({
  id: volunteer.id,
  number: volunteer.number,
  name: volunteer.name,
  documentType: volunteer.documentType,
  documentNumber: maskIdNumber(plain.documentNumber),
  phone: maskPhone(plain.phone),
  state: volunteer.state,
  source: volunteer.source,
  areaName: areaFullName(volunteer.areaCode),
  createdAt: volunteer.createdAt,
});
