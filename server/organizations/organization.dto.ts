import { Flag, Id, Nested, OneOf, Optional, PageQuery, Shaped, SomeOf, Text } from '../platform/http';
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

const AREA_CODE = [/^\d{6}$/, '6 位行政区划代码'] as const;

/** What an organization's own admins may change about it without asking. */
export class OrganizationProfileForm {
  @Text(1000) intro: string;
  @SomeOf(codesOf('activityCategory'), 4, 1) categories: string[];
  @OneOf(JOIN_MODES) joinMode: JoinMode;
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
