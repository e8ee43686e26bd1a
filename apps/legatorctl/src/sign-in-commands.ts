import type { Command } from 'commander';
import { record, rows, text } from './answers.js';
import { ago } from './durations.js';
import { Failure, USAGE } from './failure.js';
import { unseenLine } from './unseen-line.js';
import type { Register } from './program.js';
import type { Action } from './session.js';
import { clean } from './terminal.js';

const PATH = '/api/v1/auth/sessions';

/** Where people are signed in, and proving again that it is me. */
export function addSignInCommands(program: Command, register: Register): void {
  const sessions = program.command('sessions').description('where I am signed in');
  register(
    sessions
      .command('list')
      .description('my sign-ins; * marks this one')
      .option('--all', 'those of everybody in this tenant'),
    list,
  );
  register(
    sessions
      .command('end')
      .description('end a sign-in')
      .argument('[id]')
      .option('--others', 'all of mine but this one'),
    end,
  );
  register(
    program
      .command('confirm')
      .description('prove with your password that it is you, as a critical approval asks for')
      .option('--password-stdin', 'read it from standard input, for programs'),
    confirm,
  );
}

const list: Action = async ({ api, terminal, json, around }, options) => {
  const { all } = options as { all?: boolean };
  const answer = await api.get(PATH, { scope: all ? 'tenant' : undefined });
  if (json) return terminal.json(answer);
  const sessions = rows(answer, 'sessions');
  if (sessions.length === 0) return terminal.note('No sign-ins.');
  terminal.table(
    ['', 'ID', 'WHO', 'KIND', 'BY', 'TENANT', 'ADDRESS', 'LAST USED', 'EXPIRES'],
    sessions.map((one) => [
      one['current'] === true ? '*' : '',
      text(one['id']),
      text(one['username']),
      text(one['kind']),
      text(one['method']),
      text(one['tenant_id']),
      text(one['address']),
      ago(one['seen_at'], around.now()),
      ago(one['expires_at'], around.now()),
    ]),
  );
};

const end: Action = async ({ api, terminal, json }, id, options) => {
  const { others } = options as { others?: boolean };
  if ((id === undefined) === (others !== true)) throw new Failure('Name a sign-in, or --others.', USAGE);
  const path = others ? PATH : `${PATH}/${encodeURIComponent(String(id))}`;
  const { body } = await api.ask('DELETE', path);
  if (json) return terminal.json(body ?? { ended: 1 });
  terminal.line(
    others
      ? `Ended ${text(record(body)['ended'])} other sign-ins.`
      : `Sign-in ${clean(String(id))} is ended.`,
  );
};

const confirm: Action = async (session, options) => {
  const { api, terminal, json } = session;
  const me = record(await api.get('/api/v1/me'));
  if (me['session_id'] === undefined)
    throw new Failure('Only people confirm, not keys. Sign in as yourself: legatorctl login');
  if (me['has_passkey'] === true)
    throw new Failure(`You have a passkey: confirm, and decide, in the console: ${api.server}/approvals`);
  if (me['has_password'] === false)
    throw new Failure('You have no password here. Sign in again instead: legatorctl login');
  const password = await unseenLine(session, 'Your password: ', options as { passwordStdin?: boolean });
  const { body } = await api.ask('POST', '/api/v1/auth/confirm', { body: { password } });
  if (json) return terminal.json(body);
  terminal.line(`Confirmed at ${clean(text(record(body)['confirmed_at']))}.`);
};
