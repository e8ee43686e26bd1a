import type { Command } from 'commander';
import { record, rows, text } from './answers.js';
import { ago } from './durations.js';
import { Failure, USAGE } from './failure.js';
import type { Register } from './program.js';
import type { Action } from './session.js';
import { clean } from './terminal.js';

/** Who may come in: tokens with which probes enrol, and keys with which programs ask. */
export function addAccessCommands(program: Command, register: Register): void {
  const tokens = program.command('tokens').description('tokens with which hosts enrol');
  register(
    tokens
      .command('create')
      .description('make a token; its value is shown once')
      .option('--multi-use', 'for any number of hosts')
      .option('--no-expiry', 'valid until it is revoked'),
    createToken,
  );
  register(tokens.command('list').description('the tokens and how far they are used'), listTokens);
  register(tokens.command('revoke').description('end a token').argument('<id>'), revokeToken);

  const keys = program.command('keys').description('keys for programs');
  register(keys.command('list').description('the keys and when they were last used'), listKeys);
  register(
    keys
      .command('create')
      .description('make a key; its value is shown once')
      .requiredOption('--name <name>', 'what it is for')
      .requiredOption('--perms <list>', 'what it may do, such as fleet:read,command:exec')
      .option('--expires-in <duration>', 'valid for so long, such as 720h'),
    createKey,
  );
  register(keys.command('revoke').description('end a key').argument('<id>'), revokeKey);
}

const createToken: Action = async ({ api, terminal, json }, options) => {
  const { multiUse, expiry } = options as { multiUse?: boolean; expiry: boolean };
  const query = { multi_use: multiUse ? 'true' : undefined, no_expiry: expiry ? undefined : 'true' };
  const { body } = await api.ask('POST', '/api/v1/tokens', { query });
  if (json) return terminal.json(body);
  const token = record(body);
  terminal.facts([
    ['Token', text(token['token'])],
    ['ID', text(token['id'])],
    ['Expires', text(token['expires'])],
    ['Install with', text(token['install_command'])],
  ]);
};

const listTokens: Action = async ({ api, terminal, json, around }) => {
  const answer = await api.get('/api/v1/tokens');
  if (json) return terminal.json(answer);
  const tokens = rows(answer, 'tokens');
  if (tokens.length === 0) return terminal.note('No tokens.');
  terminal.table(
    ['ID', 'TOKEN', 'STATE', 'USES', 'CREATED', 'EXPIRES'],
    tokens.map((token) => [
      text(token['id']),
      // Upstream lists whole values; they need not be on a screen.
      text(token['prefix'] ?? text(token['token']).slice(0, 12)),
      stateOf(token),
      [text(token['uses']), text(token['max_uses'])].filter(Boolean).join('/'),
      ago(token['created'], around.now()),
      ago(token['expires'], around.now()),
    ]),
  );
};

function stateOf(token: Record<string, unknown>): string {
  if (token['revoked']) return 'revoked';
  if (token['used'] === true) return 'used';
  return token['active'] === false ? 'expired' : 'active';
}

const revokeToken: Action = async ({ api, terminal, json }, id) => {
  const { body } = await api.ask('DELETE', `/api/v1/tokens/${encodeURIComponent(String(id))}`);
  if (json) terminal.json(body ?? { revoked: id });
  else terminal.line(`Token ${clean(String(id))} is revoked.`);
};

const listKeys: Action = async ({ api, terminal, json, around }) => {
  const answer = await api.get('/api/v1/auth/keys');
  if (json) return terminal.json(answer);
  const keys = rows(answer, 'keys');
  if (keys.length === 0) return terminal.note('No keys.');
  terminal.table(
    ['ID', 'NAME', 'KEY', 'STATE', 'LAST USED', 'EXPIRES', 'PERMISSIONS'],
    keys.map((key) => [
      text(key['id']),
      text(key['name']),
      text(key['key_prefix']),
      key['enabled'] === false ? 'revoked' : 'active',
      ago(key['last_used_at'], around.now()),
      ago(key['expires_at'], around.now()),
      text(key['permissions']),
    ]),
  );
};

const createKey: Action = async ({ api, terminal, json }, options) => {
  const { name, perms, expiresIn } = options as { name: string; perms: string; expiresIn?: string };
  const permissions = perms
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);
  if (permissions.length === 0) throw new Failure('--perms names at least one permission.', USAGE);
  const wanted = { name, permissions, ...(expiresIn === undefined ? {} : { expires_in: expiresIn }) };
  const { body } = await api.ask('POST', '/api/v1/auth/keys', { body: wanted });
  if (json) return terminal.json(body);
  const { key, plain_key: plain, warning } = record(body);
  terminal.facts([
    ['Key', text(plain)],
    ['ID', text(record(key)['id'])],
    ['Expires', text(record(key)['expires_at'])],
  ]);
  terminal.note(clean(text(warning)));
};

const revokeKey: Action = async ({ api, terminal, json }, id) => {
  const { body } = await api.ask('DELETE', `/api/v1/auth/keys/${encodeURIComponent(String(id))}`);
  if (json) terminal.json(body ?? { revoked: id });
  else terminal.line(`Key ${clean(String(id))} is revoked.`);
};
