import type { Policy } from '../../../config/config';
import type { RegisteredActor } from '../actor';
import type { Audit } from '../audit';
import type { Clock } from '../clock';
import type { Reader, Tx } from '../database';
import { newId } from '../ids';
import { ADJUSTABLE_NAMES, type AdjustableName, isAdjustable, requireInRange } from './policy.rules';
import { PolicyChange } from './policy-change.entity';

/**
 * The limits in force: what the environment says, overruled by what a platform admin decided since. `Config.policy` is
 * the one object that services read when they need a limit; this is the only place that writes to it.
 */
export class PolicyBook {
  private readonly standard: Readonly<Policy>;

  constructor(
    private readonly policy: Policy,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {
    this.standard = { ...policy };
  }

  /** Takes up what was decided in any process. */
  async refresh(reader: Reader): Promise<void> {
    const newest = await this.newest(reader);
    for (const name of ADJUSTABLE_NAMES) {
      this.policy[name] = newest.get(name)?.value ?? this.standard[name];
    }
  }

  /** Decides on a value; in force after the next `refresh`. @throws Fault invalid `limit_out_of_range` */
  async change(
    tx: Tx,
    actor: RegisteredActor,
    name: AdjustableName,
    { value, reason }: { value: number; reason: string },
  ): Promise<void> {
    requireInRange(name, value);
    const change = { id: newId(), name, value, reason, changedBy: actor.volunteerId, at: this.clock.now() };
    await tx.manager.insert(PolicyChange, change);
    await this.audit.record(tx, actor, 'policy.changed', change.id, { name, value, reason });
  }

  /** @returns the newest decision by name */
  async newest({ manager }: Reader): Promise<Map<AdjustableName, PolicyChange>> {
    const changes = await manager.find(PolicyChange, { order: { id: 'ASC' } });
    return new Map(
      changes.flatMap((change) => (isAdjustable(change.name) ? [[change.name, change] as const] : [])),
    );
  }

  valueOf = (name: AdjustableName): number => this.policy[name];
  /** what the environment says */
  standardOf = (name: AdjustableName): number => this.standard[name];
}
