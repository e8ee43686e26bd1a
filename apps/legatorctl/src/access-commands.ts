import type { Command } from 'commander';
import { record, rows, text } from './answers.js';
import { ago } from './durations.js';
import type { Register } from './program.js';
import type { Action } from './session.js';
import { clean } from './terminal.js';

/** Tokens with which hosts enrol. */
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
