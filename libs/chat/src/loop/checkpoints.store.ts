import { Injectable } from '@nestjs/common';
import { Transactions } from '@legator/core';
import type { Tx } from '@legator/core';
import { turnOver } from '../conversations/chat.errors.js';

/** Which state of which turn is meant. */
export interface Place {
  readonly tenantId: string;
  readonly turnId: string;
  readonly ns: string;
}

export interface StoredCheckpoint {
  readonly checkpointId: string;
  readonly parentId: string | null;
  readonly kind: string;
  readonly checkpoint: Uint8Array;
  readonly metadata: Uint8Array;
}

export interface StoredWrite {
  readonly taskId: string;
  readonly idx: number;
  readonly taskPath: string;
  readonly channel: string;
  readonly kind: string;
  readonly value: Uint8Array;
}

const CHECKPOINT = 'checkpoint_id as "checkpointId", parent_id as "parentId", kind, checkpoint, metadata';
const WRITE = 'task_id as "taskId", idx, task_path as "taskPath", channel, kind, value';

/**
 * Queries on `chat_checkpoint` and `chat_checkpoint_write`; each as the tenant whose turn it is. Whoever writes holds the
 * turn first, then writes, then checkpoints, as does whoever removes a turn: neither waits for the other in a ring.
 */
@Injectable()
export class CheckpointsStore {
  constructor(private readonly transactions: Transactions) {}

  /** The newest, or the named one, with what was written since; their ids grow with time. */
  read(
    { tenantId, turnId, ns }: Place,
    checkpointId?: string,
  ): Promise<{ checkpoint: StoredCheckpoint; writes: StoredWrite[] } | undefined> {
    return this.transactions.runAs(tenantId, async (tx) => {
      const [checkpoint]: StoredCheckpoint[] = await tx.query(
        `select ${CHECKPOINT} from chat_checkpoint
         where turn_id = $1 and ns = $2 and ($3::text is null or checkpoint_id = $3)
         order by checkpoint_id desc limit 1`,
        [turnId, ns, checkpointId ?? null],
      );
      if (!checkpoint) return undefined;
      const writes: StoredWrite[] = await tx.query(
        `select ${WRITE} from chat_checkpoint_write where turn_id = $1 and ns = $2 and checkpoint_id = $3`,
        [turnId, ns, checkpoint.checkpointId],
      );
      return { checkpoint, writes };
    });
  }

  /** A turn only goes forward, so the one before is of no more use. @throws `chat.turn_over` when the turn is gone */
  replace({ tenantId, turnId, ns }: Place, stored: StoredCheckpoint): Promise<void> {
    const { checkpointId, parentId, kind, checkpoint, metadata } = stored;
    const older = 'turn_id = $1 and ns = $2 and checkpoint_id < $3';
    return this.transactions.runAs(tenantId, async (tx) => {
      await hold(tx, turnId);
      await tx.query(`delete from chat_checkpoint_write where ${older}`, [turnId, ns, checkpointId]);
      await tx.query(`delete from chat_checkpoint where ${older}`, [turnId, ns, checkpointId]);
      await tx.query(
        `insert into chat_checkpoint (tenant_id, turn_id, ns, checkpoint_id, parent_id, kind, checkpoint, metadata)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (tenant_id, turn_id, ns, checkpoint_id)
         do update set kind = excluded.kind, checkpoint = excluded.checkpoint, metadata = excluded.metadata`,
        [tenantId, turnId, ns, checkpointId, parentId, kind, toBytes(checkpoint), toBytes(metadata)],
      );
    });
  }

  /**
   * Results of a task are written once; marks with a negative index, such as an interrupt, again each time.
   * @throws `chat.turn_over` when the turn is gone
   */
  async write(
    { tenantId, turnId, ns }: Place,
    checkpointId: string,
    writes: readonly StoredWrite[],
  ): Promise<void> {
    await this.transactions.runAs(tenantId, async (tx) => {
      await hold(tx, turnId);
      for (const { taskId, idx, taskPath, channel, kind, value } of writes) {
        await tx.query(
          `insert into chat_checkpoint_write
             (tenant_id, turn_id, ns, checkpoint_id, task_id, idx, task_path, channel, kind, value)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
           on conflict (tenant_id, turn_id, ns, checkpoint_id, task_id, idx)
           do update set channel = excluded.channel, kind = excluded.kind, value = excluded.value
           where chat_checkpoint_write.idx < 0`,
          [tenantId, turnId, ns, checkpointId, taskId, idx, taskPath, channel, kind, toBytes(value)],
        );
      }
    });
  }

  /** The turn has ended. */
  forget(tenantId: string, turnId: string): Promise<void> {
    return this.transactions.runAs(tenantId, async (tx) => {
      await tx.query('delete from chat_checkpoint_write where turn_id = $1', [turnId]);
      await tx.query('delete from chat_checkpoint where turn_id = $1', [turnId]);
    });
  }

  /** As a worker: of turns that are over. A turn that somebody holds is left for another time. @returns of how many */
  async forgetOver(tx: Tx, limit: number): Promise<number> {
    const turns: { id: string }[] = await tx.query(
      `select t.id from chat_turn t where t.status not in ('queued', 'working', 'waiting')
         and (exists (select from chat_checkpoint c where c.turn_id = t.id)
           or exists (select from chat_checkpoint_write w where w.turn_id = t.id))
       order by t.id limit $1 for update of t skip locked`,
      [limit],
    );
    const ids = turns.map(({ id }) => id);
    await tx.query('delete from chat_checkpoint_write where turn_id = any($1)', [ids]);
    await tx.query('delete from chat_checkpoint where turn_id = any($1)', [ids]);
    return ids.length;
  }
}

/** Until the transaction is over the turn stays; nobody who removes it is kept waiting for what comes next. */
async function hold(tx: Tx, turnId: string): Promise<void> {
  const found = await tx.query('select 1 from chat_turn where id = $1 for key share', [turnId]);
  if (found.length === 0) throw turnOver();
}

function toBytes(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
