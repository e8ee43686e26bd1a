import { currentContext, Signals } from '@legator/core';
import type { Actor, Signal, Tx } from '@legator/core';

/** Writes a fact into the trails of these tenants, each once, on behalf of who really acted; as a worker. */
export async function tellIn(
  signals: Signals,
  tx: Tx,
  actor: Actor,
  tenantIds: readonly string[],
  make: () => Signal,
): Promise<void> {
  const { requestId, correlationId } = currentContext();
  await signals.recordAll(
    tx,
    [...new Set(tenantIds)].map((tenantId) => ({
      signal: make(),
      context: { actor: { ...actor, tenantId }, requestId, correlationId },
    })),
  );
}
