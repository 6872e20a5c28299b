import {
  Clearable,
  Flag,
  Id,
  Int,
  Nested,
  OneOf,
  Optional,
  PageQuery,
  Phone,
  Shaped,
  SomeOf,
  Text,
} from '../platform/http';
import { codesOf } from '../reference';
import { APPOINTMENT_ROLES, type AppointmentRole } from './appointment.entity';
import {
  JOIN_MODES,
  type JoinMode,
  LINES,
  type Line,
  ORGANIZATION_STATES,
  type OrganizationState,
} from './organization.entity';

const FOUNDED = [
  /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/,
  '2020、2020-05 或 2020-05-30 这样的日期',
] as const;
const AREA_CODE = [/^\d{6}$/, '6 位行政区划代码'] as const;

/** What an organization's own admins may change about it without asking. */
export class OrganizationProfileForm {
  @Text(1000) intro: string;
  @SomeOf(codesOf('activityCategory'), 4, 1) categories: string[];
  @OneOf(JOIN_MODES) joinMode: JoinMode;
  /** these may be left out, which leaves them as they are; null clears one */
  @Clearable() @Text(120) address?: string | null;
  @Clearable() @Shaped(...FOUNDED) foundedOn?: string | null;
  /** GB 32100, checked */
  @Clearable() @Text(30) creditCode?: string | null;
  @Clearable() @Int(0, 1_000_000) headcount?: number | null;
  /** leaves masked */
  @Clearable() @Phone() principalPhone?: string | null;
}

/** Application for an organization; the same form edits and resubmits a returned one. */
export class OrganizationForm extends OrganizationProfileForm {
  @Text(50, 2) name: string;
  @OneOf(codesOf('organizationType')) type: string;
  /** TERRITORY for local teams, SYSTEM for societies, universities, enterprises (R10) */
  @OneOf(LINES) line: Line;
  @Optional() @OneOf(codesOf('teamLevel')) teamLevel?: string;
  @Shaped(...AREA_CODE) areaCode: string;
  /** CAST unit or active organization above it; required on the line that reviews it */
  @Optional() @Id() territoryParentId?: string;
  @Optional() @Id() systemParentId?: string;
  @Text(30) principalName: string;
}

export class ChecklistForm {
  @Flag() nameProper: boolean;
  @Flag() parentCorrect: boolean;
  @Flag() principalConfirmed: boolean;
  @Flag() purposePublic: boolean;
}

export class OrganizationReviewForm {
  @OneOf(['APPROVE', 'RETURN', 'REJECT']) decision: 'APPROVE' | 'RETURN' | 'REJECT';
  @Nested(() => ChecklistForm) checklist: ChecklistForm;
  /** shown to the applicant; required unless approving */
  @Optional() @Text(200) reason?: string;
}

export class ReasonForm {
  /** shown to those concerned */
  @Text(200, 2) reason: string;
}

export class OrganizationQuery extends PageQuery {
  /** everything inside this area */
  @Optional() @Shaped(...AREA_CODE) areaCode?: string;
  @Optional() @OneOf(LINES) line?: Line;
  @Optional() @OneOf(codesOf('organizationType')) type?: string;
  /** part of the name */
  @Optional() @Text(30) name?: string;
}

export class UnitQuery extends PageQuery {
  /** units directly below this one; the national unit when omitted together with `name` */
  @Optional() @Id() parentId?: string;
  @Optional() @Text(30) name?: string;
}

export class SystemTreeQuery extends PageQuery {
  /** whose children; the national unit's when omitted */
  @Optional() @Id() parentId?: string;
}

export class UnitOrganizationFilter {
  @Optional() @OneOf(ORGANIZATION_STATES) state?: OrganizationState;
  /** part of the name, or the whole number */
  @Optional() @Text(30) name?: string;
  @Optional() @OneOf(codesOf('organizationType')) type?: string;
}

export class UnitTreeQuery {
  @OneOf(LINES) line: Line;
  /** whose children; the units of the officer when omitted */
  @Optional() @Id() parentId?: string;
}

export class UnitQueueQuery extends PageQuery {
  @Optional() @OneOf(ORGANIZATION_STATES) state?: OrganizationState;
  /** part of the name, or the whole number */
  @Optional() @Text(30) name?: string;
  @Optional() @OneOf(codesOf('organizationType')) type?: string;
}

export class AppointmentForm {
  @Shaped(/^V[0-9A-Z]{10}$/, '志愿者编号') volunteerNumber: string;
  @OneOf(APPOINTMENT_ROLES) role: AppointmentRole;
  /** required for UNIT_OFFICER, refused for the others */
  @Optional() @Id() unitId?: string;
}

export class AppointmentQuery extends PageQuery {
  @Optional() @OneOf(APPOINTMENT_ROLES) role?: AppointmentRole;
  @Optional() @Id() unitId?: string;
}
