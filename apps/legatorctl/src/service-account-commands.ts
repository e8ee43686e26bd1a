import type { Command } from 'commander';
import { rows, text } from './answers.js';
import type { ApiClient } from './api-client.js';
import { ago } from './durations.js';
import { Failure, USAGE } from './failure.js';
import { listOf } from './permission-list.js';
import type { Register } from './program.js';
import type { Action } from './session.js';
import { clean } from './terminal.js';

const PATH = '/api/v1/service-accounts';

/** Accounts for programs, to which keys belong. */
export function addServiceAccountCommands(program: Command, register: Register): void {
  const accounts = program.command('service-accounts').description('accounts for programs');
  register(accounts.command('list').description('the accounts and what they may do'), list);
  register(
    accounts
      .command('create')
      .description('make an account; keys for it: legatorctl keys create --service-account')
      .requiredOption('--name <name>', 'what it is for')
      .option('--perms <list>', 'what it may do, such as fleet:read,command:exec')
      .option('--role <role>', 'or the role that says so')
      .option('--description <text>', 'more about it'),
    create,
  );
  for (const [verb, enabled] of [
    ['disable', false],
    ['enable', true],
  ] as const) {
    register(
      accounts
        .command(verb)
        .description(enabled ? 'let its keys work again' : 'stop all of its keys at once')
        .argument('<account>', 'id or name'),
      (session, account) => setEnabled(session, String(account), enabled),
    );
  }
  register(
    accounts
      .command('remove')
      .description('remove an account and revoke its keys')
      .argument('<account>', 'id or name'),
    remove,
  );
}

/** @throws Failure when no account has this id or name */
export async function findAccount(api: ApiClient, wanted: string): Promise<Record<string, unknown>> {
  const accounts = rows(await api.get(PATH), 'service_accounts');
  const found =
    accounts.find((one) => text(one['id']) === wanted) ??
    accounts.find((one) => text(one['name']).toLowerCase() === wanted.toLowerCase());
  if (!found) throw new Failure(`There is no service account ${clean(wanted)}.`);
  return found;
}

const list: Action = async ({ api, terminal, json, around }) => {
  const answer = await api.get(PATH);
  if (json) return terminal.json(answer);
  const accounts = rows(answer, 'service_accounts');
  if (accounts.length === 0) return terminal.note('No service accounts.');
  terminal.table(
    ['ID', 'NAME', 'STATE', 'KEYS', 'LAST USED', 'MAY'],
    accounts.map((one) => [
      text(one['id']),
      text(one['name']),
      one['enabled'] === false ? 'disabled' : 'active',
      text(one['keys']),
      ago(one['last_used_at'], around.now()),
      one['role'] ? `role ${text(one['role'])}` : text(one['permissions']),
    ]),
  );
};

const create: Action = async ({ api, terminal, json }, options) => {
  const { name, perms, role, description } = options as Record<string, string | undefined>;
  if ((perms === undefined) === (role === undefined))
    throw new Failure('Say what it may do: --perms or --role.', USAGE);
  const body = {
    ...{ name, ...(perms === undefined ? { role } : { permissions: listOf(perms) }) },
    ...(description !== undefined && { description }),
  };
  const answer = (await api.ask('POST', PATH, { body })).body;
  if (json) return terminal.json(answer);
  const { id } = answer as { id?: unknown };
  terminal.line(`Service account ${clean(String(name))} is made: ${clean(text(id))}`);
};

async function setEnabled(
  { api, terminal, json }: Parameters<Action>[0],
  wanted: string,
  enabled: boolean,
): Promise<void> {
  const account = await findAccount(api, wanted);
  const path = `${PATH}/${encodeURIComponent(text(account['id']))}`;
  const { body } = await api.ask('PATCH', path, { body: { enabled } });
  if (json) return terminal.json(body);
  const name = clean(text(account['name']));
  terminal.line(
    enabled
      ? `Service account ${name} is enabled.`
      : `Service account ${name} is disabled; its keys stopped.`,
  );
}

const remove: Action = async ({ api, terminal, json }, wanted) => {
  const account = await findAccount(api, String(wanted));
  const { body } = await api.ask('DELETE', `${PATH}/${encodeURIComponent(text(account['id']))}`);
  if (json) terminal.json(body ?? { removed: account['id'] });
  else terminal.line(`Service account ${clean(text(account['name']))} and its keys are removed.`);
};
