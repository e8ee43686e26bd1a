import { Injectable } from '@nestjs/common';
import type { ChatVia } from '@legator/contracts';
import type { Tx } from '@legator/core';
import type { TurnKind } from './turn.js';
import type { Hold, NotedMeta, TurnStatus } from './turn-row.js';

export interface NewTurn {
  readonly id: string;
  readonly tenantId: string;
  readonly conversationId: string;
  readonly place: number;
  readonly asker: { readonly type: string; readonly id: string; readonly name: string };
  readonly question: string;
  readonly target: string | null;
  readonly confirmedTargets: number;
  readonly confirmation: string | null;
  readonly kind: TurnKind;
  readonly requestId: string | null;
  readonly messageId: string;
  readonly answerId: string;
  readonly nonce: string;
  readonly askedAt: Date;
}

/** A turn as who stops it or waits for it needs it. */
export interface FoundTurn {
  readonly id: string;
  readonly status: TurnStatus;
  readonly askerType: string;
  readonly askerId: string;
  readonly messageId: string;
  readonly answerId: string;
  readonly place: number;
}

const FOUND = `id, status, asker_type as "askerType", asker_id as "askerId", message_id as "messageId",
  answer_id as "answerId", place::int`;

/** What was found out while it was at work. */
export interface Progress {
  readonly meta: NotedMeta;
  readonly commandsUsed: number;
  readonly untrusted: boolean;
  readonly workMs: number;
}

/** Turns of the transaction's tenant. Whoever works at one writes only while they hold it. */
@Injectable()
export class TurnsStore {
  async insert(tx: Tx, turn: NewTurn): Promise<void> {
    await tx.query(
      `insert into chat_turn (id, tenant_id, conversation_id, place, status, asker_type, asker_id, asker_name, question,
         target, confirmed_targets, request_id, message_id, answer_id, nonce, asked_at, kind, confirmation)
       values ($1, $2, $3, $4, 'queued', $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
      [
        ...[turn.id, turn.tenantId, turn.conversationId, turn.place],
        ...[turn.asker.type, turn.asker.id, turn.asker.name],
        ...[turn.question, turn.target, turn.confirmedTargets, turn.requestId],
        ...[turn.messageId, turn.answerId, turn.nonce, turn.askedAt, turn.kind, turn.confirmation],
      ],
    );
  }

  async byRequest(tx: Tx, conversationId: string, requestId: string): Promise<FoundTurn | undefined> {
    const [row]: FoundTurn[] = await tx.query(
      `select ${FOUND} from chat_turn where conversation_id = $1 and request_id = $2`,
      [conversationId, requestId],
    );
    return row;
  }

  async find(tx: Tx, id: string): Promise<FoundTurn | undefined> {
    const [row]: FoundTurn[] = await tx.query(`select ${FOUND} from chat_turn where id = $1`, [id]);
    return row;
  }

  /** Those that are not over, in their order; locked, so that they do not move meanwhile. */
  lockOpen(tx: Tx, conversationId: string): Promise<FoundTurn[]> {
    return tx.query(
      `select ${FOUND} from chat_turn where conversation_id = $1 and status in ('queued', 'working', 'waiting')
       order by place for update`,
      [conversationId],
    );
  }

  /** How many are at work or in line. */
  async ahead(tx: Tx, conversationId: string): Promise<number> {
    const [{ n }]: [{ n: number }] = await tx.query(
      `select count(*)::int as n from chat_turn where conversation_id = $1 and status in ('queued', 'working')`,
      [conversationId],
    );
    return n;
  }

  /**
   * Whether what was said in it before this turn is not the asker's alone: something of a host was read or told (rules
   * answer with what hosts say of themselves), or somebody else spoke.
   */
  async othersSpoke(tx: Tx, turnId: string): Promise<boolean> {
    const [{ spoke }]: [{ spoke: boolean }] = await tx.query(
      `select exists (select from chat_turn b join chat_turn t on t.conversation_id = b.conversation_id
         where t.id = $1 and b.place < t.place
           and (b.untrusted or b.via = 'rules' or (b.asker_type, b.asker_id) <> (t.asker_type, t.asker_id))) as spoke`,
      [turnId],
    );
    return spoke;
  }

  /** Locks it for who holds it. @returns who wants it stopped; nothing when they hold it no more: then nothing may be written */
  async hold(tx: Tx, { turnId, by, attempt }: Hold): Promise<{ stopBy: string | null } | undefined> {
    const [row]: { stopBy: string | null }[] = await tx.query(
      `select stop_by as "stopBy" from chat_turn
       where id = $1 and lease_by = $2 and attempt = $3 and status = 'working' for update`,
      [turnId, by, attempt],
    );
    return row;
  }

  /** The same where nobody asked for its end; until the transaction is over nobody can. */
  async stands(tx: Tx, { turnId, by, attempt }: Hold): Promise<boolean> {
    const rows = await tx.query(
      `select 1 from chat_turn where id = $1 and lease_by = $2 and attempt = $3 and status = 'working'
         and stop_by is null for update`,
      [turnId, by, attempt],
    );
    return rows.length > 0;
  }

  async chooseAnswerer(tx: Tx, id: string, via: ChatVia): Promise<void> {
    await tx.query('update chat_turn set via = $2 where id = $1', [id, via]);
  }

  async keepProgress(tx: Tx, id: string, { meta, commandsUsed, untrusted, workMs }: Progress): Promise<void> {
    await tx.query(
      `update chat_turn set meta = $2, commands_used = greatest(commands_used, $3), untrusted = untrusted or $4,
         work_ms = $5 where id = $1`,
      [id, JSON.stringify(meta), commandsUsed, untrusted, Math.round(workMs)],
    );
  }

  async wait(
    tx: Tx,
    id: string,
    wait: { reason: string; directiveIds: readonly string[]; at: Date },
  ): Promise<void> {
    await tx.query(
      `update chat_turn set status = 'waiting', waits_reason = $2, waits_for = $3, waits_since = $4, lease_by = null,
         lease_until = null where id = $1`,
      [id, wait.reason, wait.directiveIds, wait.at],
    );
  }

  /** Gives it back, for another replica to go on with. */
  async release(tx: Tx, { turnId, by, attempt }: Hold): Promise<void> {
    await tx.query(
      `update chat_turn set status = 'queued', lease_by = null, lease_until = null
       where id = $1 and lease_by = $2 and attempt = $3 and status = 'working'`,
      [turnId, by, attempt],
    );
  }

  /** It is over; the question is kept as it may be shown. What it asked for may end later, if it ended early. */
  async end(
    tx: Tx,
    id: string,
    end: {
      status: 'done' | 'stopped' | 'failed';
      errorCode: string | null;
      stopBy: string | null;
      question?: string;
      at: Date;
    },
  ): Promise<void> {
    await tx.query(
      `update chat_turn set status = $2, error_code = $3, stop_by = coalesce(stop_by, $4), ended_at = $5,
         question = coalesce($6, (select m.content from chat_message m where m.id = message_id), ''),
         lease_by = null, lease_until = null, waits_for = null, waits_reason = null, waits_since = null,
         runs_look_at = case when $2 <> 'done' and exists (select from chat_run r where r.turn_id = chat_turn.id)
           then now() end
       where id = $1`,
      [id, end.status, end.errorCode, end.stopBy, end.at, end.question ?? null],
    );
  }

  /** Somebody wants it stopped; whoever works at it finds out. */
  async askToStop(tx: Tx, id: string, by: string): Promise<void> {
    await tx.query(`update chat_turn set stop_by = $2 where id = $1 and status = 'working'`, [id, by]);
  }
}
