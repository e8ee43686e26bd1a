import type { Command } from 'commander';
import { rows, text } from './answers.js';
import { ago } from './durations.js';
import type { Register } from './program.js';
import type { Action } from './session.js';

/** What waits for a person. Keys never decide, so deciding is for the console. */
export function addApprovalCommands(program: Command, register: Register): void {
  const approvals = program.command('approvals').description('requests that wait for a person');
  register(
    approvals
      .command('list')
      .description('the requests, newest first')
      .option('--status <status>', 'only pending, approved, denied or expired ones')
      .option('--limit <count>', 'no more than so many'),
    list,
  );
}

const list: Action = async ({ api, terminal, json, around }, options) => {
  const { status, limit } = options as { status?: string; limit?: string };
  const answer = await api.get('/api/v1/approvals', { status, limit });
  if (json) return terminal.json(answer);
  const found = rows(answer, 'approvals');
  if (found.length === 0) return terminal.note('No approvals.');
  terminal.table(
    ['ID', 'STATE', 'RISK', 'PROBE', 'FROM', 'ASKED', 'EXPIRES', 'WHAT'],
    found.map((row) => [
      text(row['id']),
      text(row['decision']),
      text(row['risk_level']),
      text(row['probe_id']),
      text(row['requester']),
      ago(row['created_at'], around.now()),
      ago(row['expires_at'], around.now()),
      text(row['summary'] ?? row['command']),
    ]),
  );
};
