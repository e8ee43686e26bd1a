import type { Command } from 'commander';
import { record, rows, text } from './answers.js';
import type { ApiClient } from './api-client.js';
import { ago } from './durations.js';
import { Failure } from './failure.js';
import { invite } from './invitation-commands.js';
import type { Register } from './program.js';
import type { Action, Session } from './session.js';
import { clean } from './terminal.js';

const PATH = '/api/v1/users';
const WHO = 'id, name to sign in with, or e-mail address';

/** The people of the tenant. */
export function addUserCommands(program: Command, register: Register): void {
  const users = program.command('users').description('the people of the tenant');
  register(users.command('list').description('the people, and how and when they signed in'), list);
  register(
    users
      .command('create')
      .description('make an account; its first password is shown once')
      .argument('<username>', 'the name to sign in with')
      .requiredOption('--role <role>', 'what they are here: see legatorctl roles list')
      .option('--display-name <name>', 'what people call them')
      .option('--email <address>', 'their e-mail address'),
    create,
  );
  register(
    users
      .command('invite')
      .description('make a link with which one person joins; it is shown once')
      .requiredOption('--role <role>', 'what they will be here')
      .option('--name <name>', 'whom it is for, in your words')
      .option('--expires-in <duration>', 'valid for so long: 72h unless said, at most 720h'),
    invite,
  );
  addChanges(users, register);
}

function addChanges(users: Command, register: Register): void {
  const one = (verb: string, description: string) =>
    users.command(verb).description(description).argument('<user>', WHO);
  register(one('disable', 'sign somebody out and keep them out, in every tenant'), (session, user) =>
    setState(session, String(user), 'disable'),
  );
  register(one('enable', 'let somebody in again'), (session, user) =>
    setState(session, String(user), 'enable'),
  );
  register(one('role', 'give somebody another role').argument('<role>'), assignRole);
  register(
    one('reset-password', 'make a password for one time, shown once; ends all their sign-ins').option(
      '--revoke-keys',
      'revoke the API keys that they answer for as well',
    ),
    resetPassword,
  );
  register(one('remove', 'take somebody out of this tenant'), remove);
}

const list: Action = async ({ api, terminal, json, around }) => {
  const answer = await api.get(PATH);
  if (json) return terminal.json(answer);
  const users = rows(answer, 'users');
  if (users.length === 0) return terminal.note('Nobody. See: legatorctl users invite --help');
  terminal.table(
    ['ID', 'USERNAME', 'NAME', 'ROLE', 'STATE', 'SIGNS IN BY', 'LAST SEEN'],
    users.map((user) => [
      text(user['id']),
      text(user['username']),
      text(user['display_name']),
      text(user['role']),
      stateOf(user),
      text(user['sign_in_methods']),
      ago(user['last_seen'] ?? user['last_login'], around.now()),
    ]),
  );
};

function stateOf(user: Record<string, unknown>): string {
  if (user['enabled'] === false || user['member_state'] === 'disabled') return 'disabled';
  return user['must_change_password'] === true ? 'new password' : 'active';
}

const create: Action = async ({ api, terminal, json }, username, options) => {
  const { role, displayName, email } = options as Record<string, string | undefined>;
  const body = { username: String(username), role, display_name: displayName, email };
  const answer = (await api.ask('POST', PATH, { body })).body;
  if (json) return terminal.json(answer);
  const user = record(answer);
  terminal.facts([
    ['Username', text(user['username'])],
    ['ID', text(user['id'])],
    ['Role', text(user['role'])],
    ['Password', text(user['one_time_password'])],
  ]);
  if (user['one_time_password'] !== undefined)
    terminal.note('The password is shown this once; it has to be changed at the first sign-in.');
};

async function setState(session: Session, wanted: string, verb: 'enable' | 'disable'): Promise<void> {
  const { api, terminal, json } = session;
  const user = await findUser(api, wanted);
  const { body } = await api.ask('POST', `${pathOf(user)}/${verb}`, { body: {} });
  if (json) return terminal.json(body);
  terminal.line(
    verb === 'enable'
      ? `${nameOf(user)} may sign in again.`
      : `${nameOf(user)} is signed out, and the account is disabled in every tenant.`,
  );
}

const assignRole: Action = async ({ api, terminal, json }, wanted, role) => {
  const user = await findUser(api, String(wanted));
  const { body } = await api.ask('PUT', `${pathOf(user)}/role`, { body: { role: String(role) } });
  if (json) terminal.json(body);
  else terminal.line(`${nameOf(user)} has the role ${clean(text(record(body)['role']))} now.`);
};

const resetPassword: Action = async ({ api, terminal, json }, wanted, options) => {
  const user = await findUser(api, String(wanted));
  const body = { revoke_keys: (options as { revokeKeys?: boolean }).revokeKeys === true };
  const answer = (await api.ask('POST', `${pathOf(user)}/password`, { body })).body;
  if (json) return terminal.json(answer);
  const { one_time_password: password, ended, revoked_keys: keys, warning } = record(answer);
  terminal.facts([
    ['Username', text(user['username'])],
    ['Password', text(password)],
    ['Sign-ins ended', text(ended)],
    ['Keys revoked', text(keys)],
  ]);
  terminal.note(clean(text(warning)));
};

const remove: Action = async ({ api, terminal, json }, wanted) => {
  const user = await findUser(api, String(wanted));
  const { body } = await api.ask('DELETE', pathOf(user));
  if (json) return terminal.json(body);
  const kept = record(body)['account'] === 'kept';
  terminal.line(
    `${nameOf(user)} is removed from this tenant${kept ? '; the account goes on in others' : ''}.`,
  );
};

/** @throws Failure when nobody, or more than one, has this id, name or address */
async function findUser(api: ApiClient, wanted: string): Promise<Record<string, unknown>> {
  const users = rows(await api.get(PATH), 'users');
  const same = (value: unknown) => text(value).toLowerCase() === wanted.toLowerCase();
  const byName = users.filter((user) => same(user['id']) || same(user['username']));
  const found = byName.length > 0 ? byName : users.filter((user) => wanted !== '' && same(user['email']));
  if (found.length === 1) return found[0]!;
  throw new Failure(
    found.length === 0
      ? `There is nobody called ${clean(wanted)} here. See: legatorctl users list`
      : `More than one person is called ${clean(wanted)}; name them by their id.`,
  );
}

function pathOf(user: Record<string, unknown>): string {
  return `${PATH}/${encodeURIComponent(text(user['id']))}`;
}

function nameOf(user: Record<string, unknown>): string {
  return clean(text(user['username']));
}
