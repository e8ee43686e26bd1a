import type { Command } from 'commander';
import { ApiClient } from './api-client.js';
import { record, text } from './answers.js';
import { endOnServer, loginByBrowser, nameOf } from './browser-login.js';
import { Failure, USAGE } from './failure.js';
import type { Register } from './program.js';
import type { Action, Session } from './session.js';
import { tenantOf } from './tenant-commands.js';

const MAX_KEY_CHARACTERS = 4_096;

/** Who I am to a server. */
export function addLoginCommands(program: Command, register: Register): void {
  register(
    program
      .command('login')
      .description('sign in with the browser, or check a key, and keep it for this server')
      .option('--key <key>', 'a key (lgk_…) instead; - reads it from standard input, unseen by other users'),
    login,
  );
  register(
    program.command('logout').description('end the sign-in, and forget what is kept for this server'),
    logout,
  );
  register(program.command('whoami').description('whom the server takes me for, and what I may do'), whoami);
}

const login: Action = async (session, options) => {
  const given = (options as { key?: string }).key;
  if (given === undefined) return loginByBrowser(session);
  const apiKey = (given === '-' ? await readAll(session) : given).trim();
  if (!/^[\x21-\x7e]+$/.test(apiKey))
    throw new Failure('A key looks like lgk_ followed by letters and digits.', USAGE);
  // Asked before it is kept: a mistyped key must not replace one that works.
  const me = await new ApiClient({ ...session.settings, apiKey }).get('/api/v1/me');
  session.store.save(session.settings.server, apiKey);
  if (session.json) return session.terminal.json(me);
  session.terminal.line(`Logged in to ${session.settings.server} as ${nameOf(me)}.`);
  session.terminal.note(`The key is kept in ${session.store.path}.`);
};

async function readAll({ around }: Session): Promise<string> {
  let all = '';
  for await (const piece of around.stdin) {
    all += typeof piece === 'string' ? piece : Buffer.from(piece).toString('utf8');
    if (all.length > MAX_KEY_CHARACTERS) throw new Failure('That is too long for a key.', USAGE);
  }
  return all;
}

const logout: Action = async ({ store, settings, terminal, json }) => {
  const ended = await endOnServer(settings, store.keyFor(settings.server));
  const known = store.forget(settings.server);
  if (json) return terminal.json({ server: settings.server, forgotten: known, ended });
  if (ended) return terminal.line(`Signed out of ${settings.server}.`);
  terminal.line(
    known
      ? `The key for ${settings.server} is forgotten here; revoke it with: legatorctl keys revoke`
      : `No key is kept for ${settings.server}.`,
  );
};

const whoami: Action = async ({ api, terminal, json }) => {
  const me = await api.get('/api/v1/me');
  if (json) return terminal.json(me);
  const { id, role, permissions, session_expires_at: expires } = record(me);
  terminal.facts([
    ['Name', nameOf(me)],
    ['ID', text(id)],
    ['Role', text(role)],
    ['Tenant', tenantOf(me)],
    ['May', text(permissions)],
    ...(expires ? [['Signed in until', text(expires)] as [string, string]] : []),
    ['Server', api.server],
  ]);
};
