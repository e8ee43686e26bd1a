import type { Client } from 'pg';
import type { ConversationDetail } from '@legator/contracts';
import { eventually } from '../spine.js';
import type { Tenant } from './tenant.js';

/** A conversation about a probe in which something was asked, and what a turn with a model would leave behind. */
export async function talked(owner: Client, tenant: Tenant, word: string, probeId: string) {
  const { id: conversation } = await tenant.must<{ id: string }>('POST', '/conversations', {
    ...{ scope: 'probe', probe_id: probeId, title: `${word} talk` },
  });
  const path = `/conversations/${conversation}`;
  await tenant.must('POST', `${path}/messages`, { content: `${word}-question` });
  const { messages } = await eventually(async () => {
    const found = await tenant.must<ConversationDetail>('GET', path);
    const over = found.messages.length === 2 && ['done', 'failed'].includes(found.messages[1]!.state);
    if (!over) throw new Error('Nobody has answered yet.');
    return found;
  });
  const { id: message, turn_id: turn } = messages[1]!;
  const feedback = { verdict: 'wrong', reason: `${word}-feedback` };
  await tenant.must('POST', `${path}/messages/${message}/feedback`, feedback);
  await owner.query(
    `insert into chat_step (id, tenant_id, turn_id, call_id, tool, input, status, summary, answer, started_at)
     values (gen_random_uuid(), $1, $2, $3, 'probe_facts', $4, 'done', $3, $4, now())`,
    [tenant.id, turn, `${word}-step`, JSON.stringify({ text: `${word}-answer` })],
  );
  await owner.query(
    `insert into chat_confirmation (id, tenant_id, conversation_id, turn_id, command, hosts, created_at)
     values (gen_random_uuid(), $1, $2, $3, $4, $5, now())`,
    [tenant.id, conversation, turn, `${word}-confirmed`, JSON.stringify([{ id: probeId, hostname: word }])],
  );
  await checkpoints(owner, tenant.id, { turn: turn!, conversation, word });
  return { conversation, message: message, turn: turn! };
}

async function checkpoints(
  owner: Client,
  tenantId: string,
  { turn, conversation, word }: { turn: string; conversation: string; word: string },
): Promise<void> {
  const bytes = Buffer.from(`${word}-state`);
  await owner.query(
    `insert into chat_checkpoint (tenant_id, turn_id, ns, checkpoint_id, kind, checkpoint, metadata)
     values ($1, $2, '', $3, 'json', $4, $4)`,
    [tenantId, turn, `${word}-checkpoint`, bytes],
  );
  await owner.query(
    `insert into chat_checkpoint_write (tenant_id, turn_id, ns, checkpoint_id, task_id, idx, task_path, channel, kind, value)
     values ($1, $2, '', $3, $3, 0, '', 'messages', 'json', $4)`,
    [tenantId, turn, `${word}-checkpoint`, bytes],
  );
  await owner.query(
    `insert into chat_run (tenant_id, turn_id, call_id, conversation_id, command, reason, target, targets, created_at)
     values ($1, $2, $3, $4, $3, $3, $3, '[]', now())`,
    [tenantId, turn, `${word}-call`, conversation],
  );
}
