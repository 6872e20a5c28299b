import type { Actor } from '../actor';
import type { Clock } from '../clock';
import type { Tx } from '../database';
import { newId } from '../ids';
import { AuditEntry } from './audit-entry.entity';
import { AuditSubjects } from './audit-subjects';

export class Audit {
  readonly subjects = new AuditSubjects();

  constructor(private readonly clock: Clock) {}

  /**
   * Records a review, export, unmask or role change in the transaction that does it (R64). The `organizationId` of the
   * detail, when there is one, is whose admins may read it.
   */
  async record(
    tx: Tx,
    actor: Pick<Actor, 'volunteerId'> | null,
    action: string,
    subjectId: string,
    detail: Record<string, unknown> = {},
  ): Promise<void> {
    await tx.manager.insert(AuditEntry, {
      id: newId(),
      volunteerId: actor?.volunteerId ?? null,
      action,
      subjectId,
      organizationId: typeof detail.organizationId === 'string' ? detail.organizationId : null,
      detail: detail as never,
      at: this.clock.now(),
    });
  }
}
