import { Injectable } from '@nestjs/common';
import type { Tx } from '@legator/core';

/** One host that a call of a turn asked for. */
export interface RunTarget {
  readonly probeId: string;
  readonly hostname: string;
  readonly requestId: string | null;
  readonly directiveId: string | null;
  /** Why it was not asked. */
  readonly skipped: string | null;
}

/** What one call of a turn asked for. */
export interface Run {
  readonly turnId: string;
  readonly callId: string;
  readonly conversationId: string;
  readonly command: string;
  readonly reason: string;
  readonly target: string;
  /** Where it goes over the hosts in waves: then they have no requests of their own yet. */
  readonly rolloutId: string | null;
  readonly targets: readonly RunTarget[];
  readonly createdAt: Date;
}

const NAMES = `turn_id as "turnId", call_id as "callId", conversation_id as "conversationId", command, reason, target,
  rollout_id as "rolloutId", targets, created_at as "createdAt"`;

/** Queries on `chat_run`. */
@Injectable()
export class RunsStore {
  async find(tx: Tx, turnId: string, callId: string): Promise<Run | undefined> {
    const [run]: Run[] = await tx.query(`select ${NAMES} from chat_run where turn_id = $1 and call_id = $2`, [
      turnId,
      callId,
    ]);
    return run;
  }

  /** Fails for a call that has one: two who are at the same call must not both ask. */
  async insert(tx: Tx, tenantId: string, run: Run): Promise<void> {
    await tx.query(
      `insert into chat_run (tenant_id, turn_id, call_id, conversation_id, command, reason, target, rollout_id, targets, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        ...[tenantId, run.turnId, run.callId, run.conversationId, run.command, run.reason, run.target],
        ...[run.rolloutId, JSON.stringify(run.targets), run.createdAt],
      ],
    );
  }

  /** How many commands the turn has asked for. */
  async count(tx: Tx, turnId: string): Promise<number> {
    const [row]: { n: number }[] = await tx.query(
      'select count(*)::int as n from chat_run where turn_id = $1',
      [turnId],
    );
    return row!.n;
  }

  /** What turns asked for: directives of single hosts, and rollouts. */
  async startedBy(
    tx: Tx,
    turnIds: readonly string[],
  ): Promise<{ directiveIds: string[]; rolloutIds: string[] }> {
    const runs: Pick<Run, 'rolloutId' | 'targets'>[] = await tx.query(
      'select rollout_id as "rolloutId", targets from chat_run where turn_id = any($1)',
      [turnIds],
    );
    return {
      directiveIds: runs.flatMap(({ targets }) => targets.flatMap(({ directiveId }) => directiveId ?? [])),
      rolloutIds: runs.flatMap(({ rolloutId }) => rolloutId ?? []),
    };
  }

  /** Oldest first. */
  ofTurn(tx: Tx, turnId: string): Promise<Run[]> {
    return tx.query(`select ${NAMES} from chat_run where turn_id = $1 order by created_at, call_id`, [
      turnId,
    ]);
  }

  /** The command of the conversation that has this request; rollouts aside, whose hosts get theirs later. */
  async commandOf(tx: Tx, conversationId: string, requestId: string): Promise<string | undefined> {
    const [row]: { command: string }[] = await tx.query(
      'select command from chat_run where conversation_id = $1 and targets @> $2::jsonb limit 1',
      [conversationId, JSON.stringify([{ requestId }])],
    );
    return row?.command;
  }

  /** Commands of the conversation that go over their hosts in waves. */
  rolloutsOf(tx: Tx, conversationId: string): Promise<{ rolloutId: string; command: string }[]> {
    return tx.query(
      `select rollout_id as "rolloutId", command from chat_run
       where conversation_id = $1 and rollout_id is not null`,
      [conversationId],
    );
  }
}
