import type { Actor } from '../platform/actor';
import type { Audit } from '../platform/audit';
import type { Clock } from '../platform/clock';
import { lockRows, type Reader, type Tx } from '../platform/database';
import { conflict, ensure, invalid } from '../platform/fault';
import { findArea } from '../reference';
import { normalizePersonName } from '../volunteers';
import { type ChangeTarget, OrganizationChange } from './change.entity';
import { decidersOfMerge, decidersOfMove, requireHigherUnit } from './change.rules';
import { type Line, Organization } from './organization.entity';
import type { UnitMoved } from './organization.events';
import { reviewersOf } from './organization.rules';
import { type OrganizationService, readName, refusingTakenNames } from './organization.service';
import { AXES, type OrganizationTree } from './organization-tree';

const intoUnknown = invalid('into_unknown', '要并入的组织不存在或已停用，请重新选择。', { field: 'intoId' });

/** What each kind of change means: what it would do, who may decide it, and doing it. */
export class ChangeEffects {
  constructor(
    private readonly organizations: OrganizationService,
    private readonly tree: OrganizationTree,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns what it is and what it would become, as people read it
   * @throws Fault of what would refuse it now
   */
  async foresee(tx: Tx, organization: Organization, target: ChangeTarget) {
    switch (target.kind) {
      case 'RENAME': {
        const { name, nameKey } = readName(target.name);
        const holder = await tx.manager.findOneBy(Organization, { nameKey });
        ensure(
          holder === null || holder.id === organization.id,
          conflict('organization_name_taken', '已经有同名的组织，请换一个名称。如属重复登记，可以申请合并。'),
        );
        return { was: organization.name, becomes: name };
      }
      case 'PRINCIPAL':
        return { was: organization.principalName, becomes: normalizePersonName(target.principalName) };
      case 'MOVE':
        return this.foreseeMove(tx, organization, target);
      case 'MERGE': {
        const into = await this.requireInto(tx, organization.id, target.intoId);
        await this.tree.requireLeaf(tx, organization.id);
        return { was: organization.name, becomes: into.name };
      }
      case 'DISSOLVE':
        await this.tree.requireLeaf(tx, organization.id);
        return { was: organization.name, becomes: null };
      case 'MOVE_UNIT': {
        const parent = await this.organizations.findOrganization(tx, target.parentId);
        requireHigherUnit(organization, parent);
        return this.foreseePlace(tx, organization, 'TERRITORY', target.parentId);
      }
    }
  }

  private async foreseeMove(
    tx: Tx,
    organization: Organization,
    { line, parentId, areaCode }: Extract<ChangeTarget, { kind: 'MOVE' }>,
  ) {
    ensure(
      areaCode === null || findArea(areaCode),
      invalid('unknown_area', '没有这个地区，请重新选择所在地区。', { field: 'areaCode' }),
    );
    return this.foreseePlace(tx, organization, line, parentId);
  }

  private async foreseePlace(tx: Tx, organization: Organization, line: Line, parentId: string) {
    const oldId = organization[AXES[line].parent];
    ensure(oldId !== parentId, conflict('parent_unchanged', '它现在就在这个上级之下，请选择新的上级。'));
    await this.tree.pathBelow(tx, organization.id, line, parentId);
    const names = await this.organizations.findOrganizations(tx, [parentId, ...(oldId ? [oldId] : [])]);
    return { was: names.get(oldId ?? '')?.name ?? null, becomes: names.get(parentId)!.name };
  }

  private async requireInto(tx: Tx, fromId: string, intoId: string): Promise<Organization> {
    const locked = await lockRows(tx, Organization, [{ id: fromId }, { id: intoId }]);
    const into = locked.find(({ id }) => id === intoId);
    ensure(into?.kind === 'ORGANIZATION' && into.state === 'ACTIVE' && intoId !== fromId, intoUnknown);
    return into;
  }

  /** @returns ids of the units whose officers may decide, root first */
  async deciders(reader: Reader, organization: Organization, target: ChangeTarget): Promise<string[]> {
    switch (target.kind) {
      case 'MOVE':
      case 'MOVE_UNIT': {
        const parent = await this.organizations.findOrganization(reader, target.parentId);
        return decidersOfMove(organization, target.kind === 'MOVE' ? target.line : 'TERRITORY', parent);
      }
      case 'MERGE':
        return decidersOfMerge(
          organization,
          await this.organizations.findOrganization(reader, target.intoId),
        );
      default:
        return reviewersOf(organization);
    }
  }

  /** @returns id of the nearest unit that may decide, null when there is none */
  async nearestDecider(
    reader: Reader,
    organization: Organization,
    target: ChangeTarget,
  ): Promise<string | null> {
    const ids = await this.deciders(reader, organization, target);
    const found = await this.organizations.findOrganizations(reader, ids);
    return ids.findLast((id) => found.get(id)?.kind === 'CAST_UNIT') ?? null;
  }

  /** Makes an approved change. @throws Fault when it has become impossible since it was asked for */
  async apply(
    tx: Tx,
    actor: Actor,
    { id: changeId, organizationId: id, target, reason }: OrganizationChange,
  ): Promise<void> {
    switch (target.kind) {
      case 'RENAME':
        await refusingTakenNames(tx, () => tx.manager.update(Organization, { id }, readName(target.name)));
        await this.audit.record(tx, actor, 'organization.renamed', id);
        return tx.emit('organization.renamed', { organizationId: id });
      case 'PRINCIPAL':
        await tx.manager.update(
          Organization,
          { id },
          // The phone was the former principal's; the admins enter the new one's.
          { principalName: normalizePersonName(target.principalName), principalPhone: null },
        );
        return this.audit.record(tx, actor, 'organization.principal-changed', id);
      case 'MOVE':
        return this.move(tx, actor, id, target);
      case 'MERGE':
        return this.merge(tx, actor, id, target.intoId);
      case 'DISSOLVE':
        return this.dissolve(tx, actor, id, reason);
      case 'MOVE_UNIT':
        return this.moveUnit(tx, actor, { unitId: id, intoId: target.parentId, changeId });
    }
  }

  private async moveUnit(
    tx: Tx,
    actor: Actor,
    { unitId, intoId, changeId }: Omit<UnitMoved, 'fromId'>,
  ): Promise<void> {
    const fromId = await this.tree.moveUnit(tx, unitId, intoId);
    await this.audit.record(tx, actor, 'unit.moved', unitId, { parentId: intoId });
    tx.emit('unit.moved', { unitId, fromId, intoId, changeId });
  }

  private async move(
    tx: Tx,
    actor: Actor,
    id: string,
    { line, parentId, areaCode }: Extract<ChangeTarget, { kind: 'MOVE' }>,
  ): Promise<void> {
    await this.tree.move(tx, id, line, parentId);
    if (areaCode) await tx.manager.update(Organization, { id }, { areaCode });
    await this.audit.record(tx, actor, 'organization.moved', id, { line, parentId });
    tx.emit('organization.moved', { organizationId: id });
  }

  /** What belongs to it follows by the event, module by module; the organization itself stays as a pointer. */
  private async merge(tx: Tx, actor: Actor, id: string, intoId: string): Promise<void> {
    const into = await this.requireInto(tx, id, intoId);
    await this.tree.requireLeaf(tx, id);
    const { activityCount } = await this.organizations.findOrganization(tx, id);
    await this.organizations.step(tx, 'DISSOLVE', id, {
      nameKey: id,
      stateReason: `已并入「${into.name}」`,
      mergedIntoId: intoId,
      activityCount: 0,
    });
    await tx.manager.increment(Organization, { id: intoId }, 'activityCount', activityCount);
    // One step from any merged organization to the one that goes on.
    await tx.manager.update(Organization, { mergedIntoId: id }, { mergedIntoId: intoId });
    await this.endRequests(tx, id, `组织已并入「${into.name}」，不再需要这项变更。`);
    await this.audit.record(tx, actor, 'organization.merged', id, { intoId });
    tx.emit('organization.merged', { organizationId: id, intoId });
  }

  /** What else was asked for about it goes back, and who asked is told. */
  private async endRequests(tx: Tx, organizationId: string, stateReason: string): Promise<void> {
    const open = await lockRows(tx, OrganizationChange, [{ organizationId, state: 'PENDING' }]);
    for (const { id } of open) {
      await tx.manager.update(
        OrganizationChange,
        { id },
        { state: 'RETURNED', openKey: null, stateReason, decidedAt: this.clock.now() },
      );
      tx.emit('organization-change.decided', { changeId: id, organizationId });
    }
  }

  /** R15: it is never deleted; its hours and history stay, its name may be given again. */
  private async dissolve(tx: Tx, actor: Actor, id: string, reason: string): Promise<void> {
    await this.tree.requireLeaf(tx, id);
    await this.organizations.step(tx, 'DISSOLVE', id, { nameKey: id, stateReason: reason });
    await this.endRequests(tx, id, '组织已注销，不再需要这项变更。');
    await this.audit.record(tx, actor, 'organization.dissolved', id);
    tx.emit('organization.dissolved', { organizationId: id });
  }
}
