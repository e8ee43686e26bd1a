import type { Command } from 'commander';
import { record, text } from './answers.js';
import { changeLines } from './changes.js';
import { Failure } from './failure.js';
import type { Register } from './program.js';
import { Questions } from './question.js';
import { carryOn } from './run-command.js';
import type { Action, Session } from './session.js';
import { clean } from './terminal.js';

/** Commands that were asked for: what became of them, and the way back. */
export function addCommandsCommands(program: Command, register: Register): void {
  const commands = program
    .command('commands')
    .description('commands that were asked for, by their request id');
  register(
    commands.command('show').description('how it stands and what it changed').argument('<request>', 'its id'),
    show,
  );
  register(
    commands
      .command('revert')
      .description('ask for the command that takes it back; it is judged and approved like any other')
      .argument('<request>', 'the id of the one to take back')
      .option('--preview', 'only say what would run')
      .option('--yes', 'do not ask again')
      .option('--reason <text>', 'what it is for; shown to whoever has to approve it')
      .option('--no-follow', 'do not wait for its output'),
    revert,
  );
}

const show: Action = async (session, id) => {
  const { api, terminal, json } = session;
  const found = record(await api.get(`/api/v1/commands/${encodeURIComponent(String(id))}`));
  if (json) return terminal.json(found);
  const result = record(found['result']);
  const words = Array.isArray(found['argv']) ? found['argv'].map(text).join(' ') : '';
  terminal.facts([
    ['Command', text(found['line'] ?? words)],
    ['Probe', text(found['probe_id'])],
    ['State', text(found['state'])],
    ['Exit code', text(result['exit_code'])],
    ['Because', text(found['error_message'])],
    ['Asked by', text(record(found['requested_by'])['name'])],
    ['At', text(found['requested_at'])],
    ['Takes back', text(found['reverts'])],
  ]);
  const changes = record(found['changes']);
  if (!changes['items']) return;
  terminal.line();
  for (const line of changeLines(session, changes)) terminal.line(line);
  terminal.line(
    changes['revertible'] === true
      ? `It can be taken back: legatorctl commands revert ${clean(text(found['request_id']))}`
      : clean(text(changes['not_revertible'])),
  );
};

interface RevertOptions {
  preview?: boolean;
  yes?: boolean;
  reason?: string;
  follow: boolean;
}

const revert: Action = async (session, id, given) => {
  const { preview, yes, reason, follow } = given as RevertOptions;
  const { api, terminal, json } = session;
  const path = `/api/v1/commands/${encodeURIComponent(String(id))}/revert`;
  const plan = record((await api.ask('POST', `${path}/preview`)).body);
  if (preview && json) return terminal.json(plan);
  if (!json) showPlan(session, plan);
  if (preview) return;
  if (!yes && (await asked(session)) !== 'yes') throw new Failure('Nothing was asked for.');
  const body = reason === undefined ? {} : { reason };
  return carryOn(session, await api.ask('POST', path, { body, also: [429] }), { follow });
};

function showPlan({ terminal }: Session, plan: Record<string, unknown>): void {
  const list = (name: string) => (Array.isArray(plan[name]) ? (plan[name] as unknown[]).map(text) : []);
  for (const step of list('steps')) terminal.note(`Puts back: ${clean(step)}`);
  for (const rest of list('remains')) terminal.note(`Stays: ${clean(rest)}`);
  terminal.note(`Would run: ${clean(text(plan['command']))}`);
  for (const condition of list('only_if')) terminal.note(`Only if ${clean(condition)}`);
  const { decision, reasons } = record(plan['verdict']);
  const words = {
    allow: 'It would run at once',
    queue: 'It would wait for approval',
    deny: 'It would be denied',
  };
  const verdict = words[text(decision) as keyof typeof words] ?? '';
  terminal.note(
    [verdict, ...(Array.isArray(reasons) ? reasons.map(text).map(clean) : [])].filter(Boolean).join(': '),
  );
}

async function asked(session: Session): Promise<string> {
  const questions = new Questions(session);
  try {
    return await questions.ask('Type yes to ask for it:', '--yes');
  } finally {
    await questions.close();
  }
}
