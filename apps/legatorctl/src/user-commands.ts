import type { Command } from 'commander';
import { record, rows, text } from './answers.js';
import type { ApiClient } from './api-client.js';
import { ago } from './durations.js';
import { Failure } from './failure.js';
import { invite } from './invitation-commands.js';
import type { Register } from './program.js';
import type { Action } from './session.js';
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
  register(one('disable', 'sign somebody out and keep them out, in every tenant'), disable);
  register(one('enable', 'let somebody in again, also who is disabled in this tenant alone'), enable);
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
  if (user['enabled'] === false) return 'disabled';
  if (isAway(user)) return 'disabled here';
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

/** A provider that gives no role any more, or an administrator, keeps them out of this tenant alone. */
function isAway(user: Record<string, unknown>): boolean {
  return user['member_state'] === 'disabled';
}

const disable: Action = async ({ api, terminal, json }, wanted) => {
  const user = await findUser(api, String(wanted));
  const { body } = await api.ask('POST', `${pathOf(user)}/disable`, { body: {} });
  if (json) terminal.json(body);
  else terminal.line(`${nameOf(user)} is signed out, and the account is disabled in every tenant.`);
};

/** The account, and the way into this tenant: whichever is closed. */
const enable: Action = async ({ api, terminal, json }, wanted) => {
  let user = await findUser(api, String(wanted));
  // Of who belongs to other tenants, too, only an administrator of the installation changes the account.
  const isAccount = user['enabled'] === false || !isAway(user);
  if (isAccount) user = record((await api.ask('POST', `${pathOf(user)}/enable`, { body: {} })).body);
  const where = isAway(user) ? 'work in this tenant' : 'sign in';
  if (isAway(user)) {
    // The rest may be refused.
    if (isAccount)
      terminal.note(`The account of ${nameOf(user)} is enabled, and still disabled in this tenant.`);
    user = await letIn(api, user);
  }
  if (json) terminal.json(user);
  else terminal.line(`${nameOf(user)} may ${where} again.`);
};

async function letIn(api: ApiClient, user: Record<string, unknown>): Promise<Record<string, unknown>> {
  const tenant = encodeURIComponent(text(record(await api.get('/api/v1/me'))['tenant_id']));
  const path = `/api/v1/tenants/${tenant}/members/${encodeURIComponent(text(user['id']))}`;
  await api.ask('PATCH', path, { body: { state: 'active' } });
  return record(await api.get(pathOf(user)));
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
