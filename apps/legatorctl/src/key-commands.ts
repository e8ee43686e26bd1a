import type { Command } from 'commander';
import { record, rows, text } from './answers.js';
import { ago } from './durations.js';
import { listOf } from './permission-list.js';
import type { Register } from './program.js';
import { findAccount } from './service-account-commands.js';
import type { Action } from './session.js';
import type { Terminal } from './terminal.js';
import { clean } from './terminal.js';

/** Keys with which programs ask. */
export function addKeyCommands(program: Command, register: Register): void {
  const keys = program.command('keys').description('keys for programs');
  register(keys.command('list').description('the keys, whose they are and when they were last used'), list);
  register(
    keys
      .command('create')
      .description('make a key; its value is shown once')
      .requiredOption('--name <name>', 'what it is for')
      .requiredOption('--perms <list>', 'what it may do, such as fleet:read,command:exec')
      .option('--description <text>', 'more about it')
      .option('--expires-in <duration>', 'valid for so long, such as 720h')
      .option('--service-account <account>', 'id or name of the account that it belongs to'),
    create,
  );
  register(
    keys
      .command('rotate')
      .description('make a new key in the place of one, which goes on for a while; the value is shown once')
      .argument('<id>')
      .option('--overlap <duration>', 'how long the old one goes on: 24h unless said, 0s for not at all'),
    rotate,
  );
  register(keys.command('revoke').description('end a key').argument('<id>'), revoke);
}

const list: Action = async ({ api, terminal, json, around }) => {
  const answer = await api.get('/api/v1/auth/keys');
  if (json) return terminal.json(answer);
  const keys = rows(answer, 'keys');
  if (keys.length === 0) return terminal.note('No keys.');
  terminal.table(
    ['ID', 'NAME', 'KEY', 'STATE', 'OWNER', 'LAST USED', 'EXPIRES', 'PERMISSIONS'],
    keys.map((key) => [
      text(key['id']),
      text(key['name']),
      text(key['key_prefix']),
      stateOf(key),
      ownerOf(key),
      ago(key['last_used_at'], around.now()),
      ago(key['expires_at'], around.now()),
      text(key['permissions']),
    ]),
  );
};

function stateOf(key: Record<string, unknown>): string {
  if (key['enabled'] === false) return 'off';
  if (key['expired'] === true) return 'expired';
  if (key['replaced_by']) return 'replaced';
  return key['expires_soon'] === true ? 'ends soon' : 'active';
}

/** Upstream says nothing of whose a key is. */
function ownerOf(key: Record<string, unknown>): string {
  const account = text(record(key['service_account'])['name']);
  return account ? `account ${account}` : text(record(key['owner'])['name']);
}

interface CreateOptions {
  name: string;
  perms: string;
  description?: string;
  expiresIn?: string;
  serviceAccount?: string;
}

const create: Action = async ({ api, terminal, json }, options) => {
  const { name, perms, description, expiresIn, serviceAccount } = options as CreateOptions;
  const permissions = listOf(perms);
  const account = serviceAccount === undefined ? undefined : await findAccount(api, serviceAccount);
  const body = {
    ...{ name, permissions },
    ...(description !== undefined && { description }),
    ...(expiresIn !== undefined && { expires_in: expiresIn }),
    ...(account && { service_account_id: text(account['id']) }),
  };
  const answer = (await api.ask('POST', '/api/v1/auth/keys', { body })).body;
  if (json) return terminal.json(answer);
  show(terminal, answer);
};

const rotate: Action = async ({ api, terminal, json, around }, id, options) => {
  const { overlap } = options as { overlap?: string };
  const path = `/api/v1/auth/keys/${encodeURIComponent(String(id))}/rotate`;
  const answer = (await api.ask('POST', path, { body: overlap === undefined ? {} : { overlap } })).body;
  if (json) return terminal.json(answer);
  const until = new Date(text(record(record(answer)['replaces'])['works_until']));
  const goesOn = until.getTime() > around.now().getTime();
  show(terminal, answer, [['Old key', goesOn ? `works until ${until.toISOString()}` : 'works no more']]);
};

function show(terminal: Terminal, answer: unknown, more: [string, string][] = []): void {
  const { key, plain_key: plain, warning } = record(answer);
  terminal.facts([
    ['Key', text(plain)],
    ['ID', text(record(key)['id'])],
    ['Expires', text(record(key)['expires_at'])],
    ...more,
  ]);
  terminal.note(clean(text(warning)));
}

const revoke: Action = async ({ api, terminal, json }, id) => {
  const { body } = await api.ask('DELETE', `/api/v1/auth/keys/${encodeURIComponent(String(id))}`);
  if (json) terminal.json(body ?? { revoked: id });
  else terminal.line(`Key ${clean(String(id))} is revoked.`);
};
