import { In, IsNull } from 'typeorm';
import type { Actor } from '../platform/actor';
import type { Reader } from '../platform/database';
import { ensure, forbidden, missing } from '../platform/fault';
import type { VolunteerService } from '../volunteers';
import { Appointment, type AppointmentRole } from './appointment.entity';
import { type Line, Organization } from './organization.entity';
import { idsOnPath, pathOn, reviewersOf } from './organization.rules';

/** Audiences of the API that somebody has to be let in to. */
type GuardedAudience = 'volunteer' | 'organizer' | 'unit' | 'platform';

/** A piece of a WHERE clause with its parameters. */
export interface ScopeFragment {
  where: string;
  parameters: Record<string, unknown>;
}

type Administers = (reader: Reader, volunteerId: string, organizationId: string) => Promise<boolean>;

type Reviewed = Pick<Organization, 'id' | 'kind' | 'line' | 'territoryPath' | 'systemPath' | 'applicantId'>;

const NOT_UNIT_OFFICER = forbidden(
  'not_unit_officer',
  '这里只对科协工作人员开放，请联系平台管理员为您授权。',
);
const NOT_PLATFORM_ADMIN = forbidden(
  'not_platform_admin',
  '这里只对平台管理员开放。如工作需要，请联系平台管理员为您授权。',
);

const OUT_OF_SCOPE = forbidden('out_of_scope', '这个组织不在您所在科协的管理范围内，请由它的上级科协处理。');

/** Who may do what by appointment. A right at a node covers its subtree and nothing beside it. */
export class RightsService {
  private administers: Administers = async () => false;

  constructor(private readonly volunteers: VolunteerService) {}

  /** Who the admins of an organization are is known to the module above, which tells it once. */
  learnAdministrators(administers: Administers): void {
    this.administers = administers;
  }

  async isAdministrator(reader: Reader, actor: Actor, organizationId: string): Promise<boolean> {
    return actor.volunteerId !== null && this.administers(reader, actor.volunteerId, organizationId);
  }

  /** Nobody decides about an organization that they run (R10). @throws Fault forbidden `own_organization` */
  async requireOutsider(reader: Reader, actor: Actor, organizationId: string): Promise<void> {
    ensure(
      !(await this.isAdministrator(reader, actor, organizationId)),
      forbidden('own_organization', '不能处理自己管理的组织，请由同事或上一级科协处理。'),
    );
  }

  /**
   * Lets an actor in to an audience: organizers are verified volunteers; units and the platform need a live appointment
   * besides. An auditor may read in both.
   *
   * @throws Fault forbidden `not_registered` | `not_verified` | `not_unit_officer` | `not_platform_admin` |
   *   `auditor_reads_only`
   */
  async authoriseAudience(reader: Reader, actor: Actor, audience: GuardedAudience): Promise<void> {
    if (audience === 'volunteer') return;
    ensure(actor.volunteerId, forbidden('not_registered', '请先注册成为科技志愿者，再使用这项功能。'));
    const { state } = await this.volunteers.findVolunteer(reader, actor.volunteerId);
    ensure(
      state === 'VERIFIED',
      forbidden('not_verified', '您的实名认证还没有完成或已停用，完成认证后可以使用这项功能。'),
    );
    if (audience === 'organizer') return;
    const role = audience === 'unit' ? 'UNIT_OFFICER' : 'PLATFORM_ADMIN';
    if (await this.holds(reader, actor, role)) return;
    // Let in without a unit of their own: what lies in a unit's scope stays closed to them.
    if (audience === 'unit' && (await this.holds(reader, actor, 'IMPORT_OFFICER'))) return;
    const auditor = await this.holds(reader, actor, 'AUDITOR');
    ensure(!auditor || actor.reading, forbidden('auditor_reads_only', '审计员只能查看，不能进行这项操作。'));
    ensure(auditor, audience === 'unit' ? NOT_UNIT_OFFICER : NOT_PLATFORM_ADMIN);
  }

  /**
   * The actor is an officer of a CAST unit above the organization on its review line, the nearest or a higher one;
   * never of a unit beside it.
   *
   * @throws Fault forbidden `out_of_scope`
   */
  async requireScope(reader: Reader, actor: Actor, organization: Reviewed): Promise<void> {
    ensure(organization.kind === 'ORGANIZATION', OUT_OF_SCOPE);
    await this.requireAbove(reader, actor, organization);
  }

  /** As `requireScope`, of CAST units too. @throws Fault forbidden `out_of_scope` */
  async requireAbove(reader: Reader, actor: Actor, node: Reviewed): Promise<void> {
    const above = new Set(reviewersOf(node));
    const units = await this.officerUnits(reader, actor);
    ensure(
      units.some((unit) => above.has(unit.id)),
      OUT_OF_SCOPE,
    );
  }

  /**
   * The actor runs the organization or stands above it.
   *
   * @throws Fault missing `organization_not_found`; forbidden `out_of_scope`
   */
  async requireSight(reader: Reader, actor: Actor, organizationId: string): Promise<void> {
    if (await this.isAdministrator(reader, actor, organizationId)) return;
    const organization = await reader.manager.findOneBy(Organization, { id: organizationId });
    ensure(organization, missing('organization_not_found', '没有找到这个组织，它可能已经停用。'));
    await this.requireAbove(reader, actor, organization);
  }

  /**
   * R10: `requireScope`, and nobody decides about an organization that they applied for themselves.
   *
   * @throws Fault forbidden `out_of_scope` | `own_application`
   */
  async requireReviewer(reader: Reader, actor: Actor, organization: Reviewed): Promise<void> {
    await this.requireScope(reader, actor, organization);
    ensure(
      organization.applicantId === null || organization.applicantId !== actor.volunteerId,
      forbidden('own_application', '不能审核自己申请的组织，请由同事或上一级科协处理。'),
    );
  }

  /** @returns ids of the volunteers who are officers of a unit */
  async officersOf(reader: Reader, unitId: string): Promise<string[]> {
    const live = { unitId, role: 'UNIT_OFFICER' as const, revokedAt: IsNull() };
    const appointments = await reader.manager.findBy(Appointment, live);
    return appointments.map(({ volunteerId }) => volunteerId);
  }

  /**
   * @returns the nearest unit above the organization that has officers, and who they are: whom a reminder goes to;
   * unit null when nobody is appointed anywhere above
   */
  async nearestOfficers(
    reader: Reader,
    organization: Pick<Organization, 'line' | 'territoryPath' | 'systemPath'>,
  ): Promise<{ unit: Organization | null; volunteerIds: string[] }> {
    const above = reviewersOf(organization);
    if (above.length === 0) return { unit: null, volunteerIds: [] };
    const appointments = await reader.manager.findBy(Appointment, {
      unitId: In(above),
      role: 'UNIT_OFFICER',
      revokedAt: IsNull(),
    });
    const unitId = above.findLast((id) => appointments.some((appointment) => appointment.unitId === id));
    if (!unitId) return { unit: null, volunteerIds: [] };
    const unit = await reader.manager.findOneBy(Organization, { id: unitId });
    const officers = appointments.filter((appointment) => appointment.unitId === unitId);
    return { unit, volunteerIds: officers.map(({ volunteerId }) => volunteerId) };
  }

  /**
   * The actor is an officer of one of the units in `ids`.
   *
   * @throws Fault forbidden `decided_above`
   */
  async requireOfficerAmong(reader: Reader, actor: Actor, ids: readonly string[]): Promise<void> {
    const units = await this.officerUnits(reader, actor);
    ensure(
      units.some(({ id }) => ids.includes(id)),
      forbidden('decided_above', '这项变更涉及您管理范围以外的位置，请由同时管理两处的上级科协决定。'),
    );
  }

  /** @returns the live appointments of a volunteer */
  async appointmentsOf(reader: Reader, volunteerId: string): Promise<Appointment[]> {
    return reader.manager.findBy(Appointment, { volunteerId, revokedAt: IsNull() });
  }

  /**
   * @returns the active CAST units that the actor is an officer of; an auditor who only reads sees what the national
   *   unit sees
   */
  async officerUnits(reader: Reader, actor: Actor): Promise<Organization[]> {
    if (!actor.volunteerId) return [];
    const appointments = await this.appointmentsOf(reader, actor.volunteerId);
    if (actor.reading && appointments.some(({ role }) => role === 'AUDITOR')) {
      return reader.manager.findBy(Organization, { kind: 'CAST_UNIT', territoryParentId: IsNull() });
    }
    const ids = appointments.flatMap(({ role, unitId }) =>
      role === 'UNIT_OFFICER' && unitId ? [unitId] : [],
    );
    if (ids.length === 0) return [];
    return reader.manager.findBy(Organization, { id: In(ids), kind: 'CAST_UNIT', state: 'ACTIVE' });
  }

  /** @returns whether the actor sees what lies in a unit's scope as an auditor alone, to whom people are masked (R60) */
  async onlyLooks(reader: Reader, actor: Actor): Promise<boolean> {
    return (await this.holds(reader, actor, 'AUDITOR')) && !(await this.holds(reader, actor, 'UNIT_OFFICER'));
  }

  /** @throws Fault forbidden `out_of_scope` unless the node is one of the units or below them on the axis */
  requireBelow(units: readonly Organization[], node: Organization, line: Line): void {
    const above = new Set(idsOnPath(pathOn(line, node)));
    ensure(
      units.some(({ id }) => above.has(id)),
      forbidden('out_of_scope', '这里不在您所在科协的管理范围内，请由它的上级科协处理。'),
    );
  }

  /**
   * @param alias of `Organization` in a query
   * @returns the condition that a row lies below one of the units on its own review line; the units themselves do not
   */
  inScope(alias: string, units: readonly Organization[]): ScopeFragment {
    const parameters: Record<string, unknown> = {};
    const below = units.map((unit, index) => {
      parameters[`territory${index}`] = `${unit.territoryPath}_%`;
      parameters[`system${index}`] = `${unit.systemPath}_%`;
      return (
        `(${alias}.line = 'TERRITORY' AND ${alias}.territoryPath LIKE :territory${index})` +
        ` OR (${alias}.line = 'SYSTEM' AND ${alias}.systemPath LIKE :system${index})`
      );
    });
    return { where: below.length === 0 ? '1 = 0' : `(${below.join(' OR ')})`, parameters };
  }

  /** @returns whether the actor holds a live appointment to a role, at whichever unit */
  async holds(reader: Reader, actor: Actor, role: AppointmentRole): Promise<boolean> {
    if (!actor.volunteerId) return false;
    const { volunteerId } = actor;
    return reader.manager.existsBy(Appointment, { volunteerId, role, revokedAt: IsNull() });
  }
}
