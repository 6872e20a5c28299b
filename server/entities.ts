import type { DataSource } from 'typeorm';
import type { Config } from '../config/config';
import { MIGRATIONS } from '../migrations';
import { Activity, ActivityChange, ActivitySeries, ActivityTemplate, PlanDraft, Post } from './activities';
import { CalendarAddress } from './calendars';
import { Certificate, CertificateBatch, CertificateCounter, CertificateItem } from './certificates';
import { CloseOut } from './close-outs';
import { ConsoleLogIn } from './conversation';
import { Demand, DemandTrail } from './demands';
import { Following, Membership } from './memberships';
import { Notice, NoticeDelivery, SubscriptionCredit } from './notices';
import { Appointment, Organization, OrganizationChange } from './organizations';
import { Payment } from './payments';
import { AuditEntry } from './platform/audit';
import { createDataSource } from './platform/database';
import { OutboxEvent, OutboxHandled } from './platform/outbox';
import { PolicyChange } from './platform/policy';
import { Photo, Recap } from './recaps';
import {
  ColumnMemory,
  ImportBatch,
  ImportIssue,
  ImportResult,
  ImportRow,
  LegacyAssociation,
} from './registrations';
import {
  CheckIn,
  LedgerEntry,
  PastActivity,
  ServiceAppeal,
  ServiceRecord,
  ServiceReminder,
  ServiceReport,
} from './service-hours';
import { SignUp } from './signups';
import { Figures, FiguresMark, FiguresRefresh, VolunteerFigures } from './statistics';
import { Account, ClaimRequest, Consent, Session, Volunteer } from './volunteers';

/** Every entity of the product, by module. */
const ENTITIES = [
  OutboxEvent,
  OutboxHandled,
  AuditEntry,
  PolicyChange,
  Account,
  Session,
  Volunteer,
  Consent,
  ClaimRequest,
  Organization,
  Appointment,
  OrganizationChange,
  Membership,
  Following,
  Activity,
  ActivityChange,
  Post,
  PlanDraft,
  ActivityTemplate,
  ActivitySeries,
  Demand,
  DemandTrail,
  SignUp,
  Payment,
  ImportBatch,
  ImportRow,
  ImportResult,
  ImportIssue,
  ColumnMemory,
  LegacyAssociation,
  CheckIn,
  ServiceRecord,
  ServiceReport,
  PastActivity,
  ServiceAppeal,
  ServiceReminder,
  LedgerEntry,
  Certificate,
  CertificateItem,
  CertificateCounter,
  CertificateBatch,
  Photo,
  Recap,
  CloseOut,
  CalendarAddress,
  Figures,
  VolunteerFigures,
  FiguresMark,
  FiguresRefresh,
  Notice,
  NoticeDelivery,
  SubscriptionCredit,
  ConsoleLogIn,
];

/** @returns the data source of a configuration, with all entities and migrations, not yet connected */
export const dataSourceOf = (config: Config): DataSource =>
  createDataSource(config.database, { entities: ENTITIES, migrations: MIGRATIONS });
