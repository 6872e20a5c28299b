import type { Tx } from '../platform/database';
import type { OutboxRelay } from '../platform/outbox';
import { Organization } from './organization.entity';

type Owned = new () => { organizationId: string | null };

/**
 * Hands rows of these kinds to the organization that took over theirs. What a row needs beside its `organizationId` is
 * done by `also`, in the same transaction. A test finds kinds of rows that nobody hands on.
 */
export function followMergers(
  relay: OutboxRelay,
  handler: string,
  kinds: readonly Owned[],
  also: (tx: Tx, fromId: string, intoId: string) => Promise<void> = async () => {},
): void {
  relay.on('organization.merged', handler, async (tx, { organizationId, intoId }) => {
    const into = await successorOf(tx, intoId);
    await also(tx, organizationId, into);
    for (const kind of kinds) await tx.manager.update(kind, { organizationId }, { organizationId: into });
  });
}

/** @returns the organization that goes on: the given one, or what it was merged into before the event came */
export async function successorOf({ manager }: Tx, id: string): Promise<string> {
  const row = await manager.findOneBy(Organization, { id });
  return row?.mergedIntoId ?? id;
}
