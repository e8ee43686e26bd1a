import type { Command } from 'commander';
import { record, rows, text } from './answers.js';
import { showApproval } from './approval-show.js';
import { ago, parseDuration } from './durations.js';
import { Failure, PENDING, USAGE } from './failure.js';
import type { Register } from './program.js';
import { Questions } from './question.js';
import type { Action, Session } from './session.js';
import { clean } from './terminal.js';

interface Approve {
  reason?: string;
  confirm?: string;
  notBefore?: string;
  notAfter?: string;
}

/** What waits for a person, and the person's answer. Keys never decide: whoever does is signed in as themselves. */
export function addApprovalCommands(program: Command, register: Register): void {
  const approvals = program.command('approvals').description('requests that wait for a person');
  register(
    approvals
      .command('list')
      .description('the requests, newest first')
      .option(
        '--status <status>',
        'only pending, approved, denied, expired, withdrawn, superseded or void ones',
      )
      .option('--waiting-for-me', 'only what I can decide now')
      .option('--needs-review', 'only where glass was broken and nobody has looked at it')
      .option('--limit <count>', 'no more than so many')
      .option('--cursor <cursor>', 'from where the list before ended'),
    list,
  );
  register(approvals.command('show').description('everything about one request').argument('<id>'), show);
  register(
    approvals
      .command('approve')
      .description('say yes (3: another person has to as well)')
      .argument('<id>')
      .option('--reason <text>', 'why; needed at high and critical risk')
      .option('--confirm <name>', 'the name of the host, instead of typing it when asked')
      .option('--not-before <when>', 'not to start before a time, or before so long from now, such as 2h')
      .option('--not-after <when>', 'nor after it'),
    approve,
  );
  register(
    approvals
      .command('deny')
      .description('say no')
      .argument('<id>')
      .option('--reason <text>', 'why; told to whoever asked'),
    deny,
  );
  register(
    approvals
      .command('withdraw')
      .description('take back what I asked for')
      .argument('<id>')
      .option('--reason <text>', 'why'),
    withdraw,
  );
}

const list: Action = async ({ api, terminal, json, around }, options) => {
  const { status, limit, cursor, waitingForMe, needsReview } = options as Record<string, string | undefined>;
  const answer = await api.get('/api/v1/approvals', {
    ...{ status, limit, cursor },
    waiting_for: waitingForMe ? 'me' : undefined,
    needs_review: needsReview ? 'true' : undefined,
  });
  if (json) return terminal.json(answer);
  const found = rows(answer, 'approvals');
  if (found.length === 0) return terminal.note('No approvals.');
  terminal.table(
    ['ID', 'STATE', 'RISK', 'PROBE', 'FROM', 'ASKED', 'EXPIRES', 'WHAT'],
    found.map((row) => [
      text(row['id']),
      text(row['decision']),
      text(row['risk_level']),
      text(record(row['target'])['name'] ?? row['probe_id']),
      text(row['requester']),
      ago(row['created_at'], around.now()),
      ago(row['expires_at'], around.now()),
      text(row['summary'] ?? row['command']),
    ]),
  );
  const next = text(record(answer)['next_cursor']);
  if (next) terminal.note(`There are more: --cursor ${clean(next)}`);
};

const show: Action = async (session, id) => {
  const found = await session.api.get(pathOf(id));
  if (session.json) return session.terminal.json(found);
  showApproval(session, record(found));
};

const approve: Action = async (session, id, options) => {
  const given = options as Approve;
  const found = record(await session.api.get(pathOf(id)));
  if (!session.json) showApproval(session, found);
  const { reason, confirm } = await whatItTakes(session, found, given);
  const { body } = await session.api.ask('POST', `${pathOf(id)}/decide`, {
    body: {
      ...{ decision: 'approved', reason, confirm },
      not_before: moment(given.notBefore, session),
      not_after: moment(given.notAfter, session),
    },
  });
  return decided(session, body);
};

/** Asks for what is missing, where there is somebody to ask. */
async function whatItTakes(session: Session, found: Record<string, unknown>, given: Approve) {
  const options = record(found['options']);
  const name = clean(text(options['confirm_with']));
  let { reason, confirm } = given;
  const asksWhy = reason === undefined && options['needs_reason'] === true;
  const asksName = confirm === undefined && name !== '';
  if (!asksWhy && !asksName) return { reason, confirm };
  const questions = new Questions(session);
  try {
    if (asksWhy) reason = await questions.ask('Why?', '--reason');
    if (asksName) confirm = await questions.ask(`Type ${name} to approve:`, `--confirm ${name}`);
  } finally {
    await questions.close();
  }
  return { reason, confirm };
}

const deny: Action = async (session, id, options) => {
  const { reason } = options as { reason?: string };
  const body = { decision: 'denied', reason };
  return decided(session, (await session.api.ask('POST', `${pathOf(id)}/decide`, { body })).body);
};

const withdraw: Action = async ({ api, terminal, json }, id, options) => {
  const { reason } = options as { reason?: string };
  const { body } = await api.ask('POST', `${pathOf(id)}/withdraw`, { body: reason ? { reason } : {} });
  if (json) return terminal.json(body);
  terminal.line(`withdrawn: ${clean(text(record(body)['summary']))}`);
};

function decided({ terminal, json }: Session, body: unknown): number {
  const { status, request } = record(body);
  const { summary, not_before: notBefore, approvals, required_approvals: needed } = record(request);
  const isPending = status === 'pending';
  if (json) terminal.json(body);
  else if (isPending) {
    const count = Array.isArray(approvals) ? approvals.length : 1;
    terminal.line(`pending: ${count} of ${text(needed)} people have approved it; another one has to.`);
  } else {
    const when = notBefore ? `, not before ${clean(text(notBefore))}` : '';
    terminal.line(`${clean(text(status))}: ${clean(text(summary))}${when}`);
  }
  return isPending ? PENDING : 0;
}

/** A time, or as long from now. */
function moment(when: string | undefined, { around }: Session): string | undefined {
  if (when === undefined) return undefined;
  if (/^[\d.]+(ms|s|m|h|d)$/.test(when))
    return new Date(around.now().getTime() + parseDuration(when)).toISOString();
  if (!Number.isNaN(Date.parse(when))) return new Date(when).toISOString();
  throw new Failure(`${when} is not a time; write 2h for in two hours, or 2026-01-31T08:00:00Z.`, USAGE);
}

function pathOf(id: unknown): string {
  return `/api/v1/approvals/${encodeURIComponent(String(id))}`;
}
