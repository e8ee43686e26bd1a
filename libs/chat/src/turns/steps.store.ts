import { Injectable } from '@nestjs/common';
import type { Tx } from '@legator/core';
import type { ToolAnswer } from '../tools/chat-tool.js';

export type StepStatus = 'running' | 'pending' | 'done' | 'failed';

export interface Step {
  readonly id: string;
  readonly tool: string;
  readonly input: unknown;
  readonly status: StepStatus;
  /** Nothing when it has not ended, or was too large to keep. */
  readonly answer: ToolAnswer | null;
}

/** What turns did, call by call. */
@Injectable()
export class StepsStore {
  async find(tx: Tx, turnId: string, callId: string): Promise<Step | undefined> {
    const [found]: Step[] = await tx.query(
      'select id, tool, input, status, answer from chat_step where turn_id = $1 and call_id = $2',
      [turnId, callId],
    );
    return found;
  }

  /** Whether there is a call of one of these tools that has another name. */
  async hasBeside(
    tx: Tx,
    turnId: string,
    { callId, tools }: { callId: string; tools: readonly string[] },
  ): Promise<boolean> {
    const found: unknown[] = await tx.query(
      'select 1 from chat_step where turn_id = $1 and call_id <> $2 and tool = any($3) limit 1',
      [turnId, callId, tools],
    );
    return found.length > 0;
  }

  /** Writes a call down before it is made. */
  async begin(
    tx: Tx,
    step: {
      id: string;
      tenantId: string;
      turnId: string;
      callId: string;
      tool: string;
      input: unknown;
      at: Date;
    },
  ): Promise<void> {
    const { id, tenantId, turnId, callId, tool, input, at } = step;
    await tx.query(
      `insert into chat_step (id, tenant_id, turn_id, call_id, tool, input, status, started_at)
       values ($1, $2, $3, $4, $5, $6, 'running', $7)`,
      [id, tenantId, turnId, callId, tool, JSON.stringify(input), at],
    );
  }

  async end(
    tx: Tx,
    id: string,
    end: {
      status: StepStatus;
      summary: string;
      answer: string | null;
      directiveIds: readonly string[];
      at: Date;
    },
  ): Promise<void> {
    await tx.query(
      `update chat_step set status = $2, summary = $3, answer = $4, ended_at = $6,
         directive_ids = (select coalesce(array_agg(distinct d), '{}') from unnest(directive_ids || $5::uuid[]) d)
       where id = $1`,
      [id, end.status, end.summary, end.answer, end.directiveIds, end.at],
    );
  }

  /** Directives that turns asked for: those their steps name, and those their events do. */
  async directivesOf(tx: Tx, turnIds: readonly string[]): Promise<string[]> {
    const rows: { id: string }[] = await tx.query(
      `select unnest(directive_ids) as id from chat_step where turn_id = any($1)
       union select (body ->> 'id')::uuid from chat_event where turn_id = any($1) and type = 'directive'
       union select unnest(waits_for) from chat_turn where id = any($1)`,
      [turnIds],
    );
    return rows.map(({ id }) => id);
  }
}
