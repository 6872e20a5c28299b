import { maskName, maskPhone } from '../platform/crypto/personal-data';
import { Flag, Instant, Nested, Nullable, OneOf, Output, OutputNumber, Texts } from '../platform/http';
import { areaFullName, codeTable } from '../reference';
import type { Volunteer } from '../volunteers';
import { APPOINTMENT_ROLES, type Appointment } from './appointment.entity';
import {
  JOIN_MODES,
  LINES,
  ORGANIZATION_KINDS,
  ORGANIZATION_STATES,
  type Organization,
} from './organization.entity';

/** An organization in a list. */
export class OrganizationCard {
  @Output() id: string;
  @Output() number: string;
  @Output() name: string;
  @Output() type: string;
  @Output() typeName: string;
  @OneOf(LINES) line: string;
  @Nullable() @Output() teamLevel: string | null;
  @Output() areaCode: string;
  @Output() areaName: string;
  @OneOf(JOIN_MODES) joinMode: string;
  @OutputNumber() memberCount: number;
  @OutputNumber() activityCount: number;
}

/** A node of the system tree: an organization, or a CAST unit that leads to some. */
export class SystemNode extends OrganizationCard {
  @OneOf(ORGANIZATION_KINDS) kind: string;
  /** something stands below it */
  @Flag() hasChildren: boolean;
}

export class OrganizationName {
  @Output() id: string;
  @Output() name: string;
}

/** An organization as anybody sees it. */
export class OrganizationView extends OrganizationCard {
  @Output() intro: string;
  @Texts(4, 32) categories: string[];
  /** masked for everybody but its applicant and its reviewers */
  @Output() principalName: string;
  @Nullable() @Nested(() => OrganizationName) territoryParent: OrganizationName | null;
  @Nullable() @Nested(() => OrganizationName) systemParent: OrganizationName | null;
  @Nullable() @Output() address: string | null;
  @Nullable() @Output('as exactly as it is known: 2020, 2020-05 or 2020-05-30') foundedOn: string | null;
  @Nullable() @Output('unified social credit code') creditCode: string | null;
  @Nullable() @Output() legacyNumber: string | null;
  @Instant() createdAt: Date;
}

/** An organization as its own people and the units above see it. */
export class OwnOrganizationView extends OrganizationView {
  @Nullable() @OutputNumber('people it says it has') headcount: number | null;
  /** masked */
  @Nullable() @Output() principalPhone: string | null;
}

/** An application as its applicant sees it. */
export class ApplicationView extends OwnOrganizationView {
  @OneOf(ORGANIZATION_STATES) state: string;
  @Nullable() @Output() stateReason: string | null;
}

export class ApplicantView {
  @Output() number: string;
  @Output() name: string;
  @Output() phone: string;
}

/** An application as its reviewers see it. */
export class ReviewView extends ApplicationView {
  @Nullable() @Output('of the list it came by') remark: string | null;
  @Nullable() @Nested(() => ApplicantView) applicant: ApplicantView | null;
}

export class UnitQueueItem extends OrganizationCard {
  @OneOf(ORGANIZATION_STATES) state: string;
  @Instant() createdAt: Date;
}

export class UnitView {
  @Output() id: string;
  @Output() name: string;
  @OneOf(['national', 'province', 'city', 'county']) level: string;
  @Output() areaCode: string;
  @Nullable() @Output() parentId: string | null;
}

export class AppointmentView {
  @Output() id: string;
  @OneOf(APPOINTMENT_ROLES) role: string;
  @Output() volunteerNumber: string;
  @Output() volunteerName: string;
  @Nullable() @Nested(() => OrganizationName) unit: OrganizationName | null;
  @Instant() grantedAt: Date;
}

const WHOLE_COUNTRY = '000000';
const areaNameOf = (code: string): string => (code === WHOLE_COUNTRY ? '全国' : areaFullName(code));

export const organizationCard = (organization: Organization): OrganizationCard => {
  const { id, number, name, type, line, teamLevel, areaCode, joinMode, memberCount, activityCount } =
    organization;
  return {
    id,
    number,
    name,
    type,
    typeName: codeTable('organizationType')[type] ?? '',
    line,
    teamLevel,
    areaCode,
    areaName: areaNameOf(areaCode),
    joinMode,
    memberCount,
    activityCount,
  };
};

/** @param parents ids of nodes with organizations below */
export const systemNode = (node: Organization, parents: ReadonlySet<string>): SystemNode => ({
  ...organizationCard(node),
  kind: node.kind,
  hasChildren: node.kind === 'CAST_UNIT' || parents.has(node.id),
});

const named = (organization: Organization | undefined): OrganizationName | null =>
  organization ? { id: organization.id, name: organization.name } : null;

/** @param around its parents, by id */
export const organizationView = (
  organization: Organization,
  around: Map<string, Organization>,
): OrganizationView => ({
  ...organizationCard(organization),
  intro: organization.intro,
  categories: organization.categories,
  principalName: organization.principalName && maskName(organization.principalName),
  territoryParent: named(around.get(organization.territoryParentId ?? '')),
  systemParent: named(around.get(organization.systemParentId ?? '')),
  address: organization.address,
  foundedOn: organization.foundedOn,
  creditCode: organization.creditCode,
  legacyNumber: organization.legacyNumber,
  createdAt: organization.createdAt,
});

/** What its own people see: its parents by id, and the phone of its principal, masked. */
export interface Surroundings {
  parents: Map<string, Organization>;
  principalPhone: string | null;
}

export const ownOrganizationView = (
  organization: Organization,
  { parents, principalPhone }: Surroundings,
): OwnOrganizationView => ({
  ...organizationView(organization, parents),
  principalName: organization.principalName,
  headcount: organization.headcount,
  principalPhone,
});

export const applicationView = (organization: Organization, around: Surroundings): ApplicationView => ({
  ...ownOrganizationView(organization, around),
  state: organization.state,
  stateReason: organization.stateReason,
});

/** @param applicant with their phone in plain; it leaves masked */
export const reviewView = (
  organization: Organization,
  around: Surroundings,
  applicant: { volunteer: Volunteer; phone: string } | null,
): ReviewView => ({
  ...applicationView(organization, around),
  remark: organization.remark,
  applicant: applicant && {
    number: applicant.volunteer.number,
    name: applicant.volunteer.name,
    phone: maskPhone(applicant.phone),
  },
});

export const unitQueueItem = (organization: Organization): UnitQueueItem => ({
  ...organizationCard(organization),
  state: organization.state,
  createdAt: organization.createdAt,
});

export const unitView = (unit: Organization): UnitView => ({
  id: unit.id,
  name: unit.name,
  level: unit.unitLevel!,
  areaCode: unit.areaCode,
  parentId: unit.territoryParentId,
});

export const appointmentView = (
  appointment: Appointment,
  volunteer: Volunteer,
  unit: Organization | undefined,
): AppointmentView => ({
  id: appointment.id,
  role: appointment.role,
  volunteerNumber: volunteer.number,
  volunteerName: volunteer.name,
  unit: named(unit),
  grantedAt: appointment.grantedAt,
});
