import type { Tx } from '../database/transactions.js';
import type { Actor } from '../context/actor.js';

/** One line of the trail, before it is sealed. Fields as in the core contract, section 5.1, and who really acted. */
export interface AuditRecord {
  readonly id: string;
  readonly tenantId: string;
  readonly at: Date;
  /** Such as `command.sent`. */
  readonly type: string;
  readonly actor: Pick<Actor, 'type' | 'id' | 'name' | 'address'>;
  readonly summary: string;
  readonly probeId?: string;
  readonly subject?: { readonly type: string; readonly id: string };
  readonly detail?: Readonly<Record<string, unknown>>;
  readonly before?: unknown;
  readonly after?: unknown;
  readonly requestId?: string;
  readonly correlationId?: string;
  readonly signalId?: string;
}

/**
 * Where the trail takes entries. Provided by `audit`; called in the transaction of the change itself, so that neither
 * exists without the other.
 */
export abstract class AuditAppender {
  abstract append(tx: Tx, records: readonly AuditRecord[]): Promise<void>;
}
