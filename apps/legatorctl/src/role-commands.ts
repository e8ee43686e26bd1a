import type { Command } from 'commander';
import { record, rows, text } from './answers.js';
import { listOf } from './permission-list.js';
import type { Register } from './program.js';
import type { Action } from './session.js';
import { clean } from './terminal.js';

const PATH = '/api/v1/roles';

/** What people are, and what that lets them do. */
export function addRoleCommands(program: Command, register: Register): void {
  const roles = program.command('roles').description('what people are, and what that lets them do');
  register(roles.command('list').description('the roles and what they may do'), list);
  register(
    roles
      .command('create')
      .description('make a role of this tenant')
      .argument('<name>', 'small letters, digits, _ and -')
      .requiredOption('--perms <list>', 'what it may do, such as fleet:read,command:exec')
      .option('--description <text>', 'what it is for'),
    create,
  );
  register(roles.command('remove').description('remove a role that nobody has').argument('<name>'), remove);
}

const list: Action = async ({ api, terminal, json }) => {
  const answer = await api.get(PATH);
  if (json) return terminal.json(answer);
  terminal.table(
    ['NAME', 'KIND', 'PEOPLE', 'MAY', 'DESCRIPTION'],
    rows(answer, 'roles').map((role) => [
      text(role['name']),
      role['built_in'] === true ? 'built in' : 'own',
      text(role['members']),
      text(role['permissions']),
      text(role['description']),
    ]),
  );
};

const create: Action = async ({ api, terminal, json }, name, options) => {
  const { perms, description } = options as { perms: string; description?: string };
  const body = { name: String(name), permissions: listOf(perms), description };
  const answer = (await api.ask('POST', PATH, { body })).body;
  if (json) return terminal.json(answer);
  const { name: made, permissions } = record(answer);
  terminal.line(`Role ${clean(text(made))} is made; it may ${clean(text(permissions))}.`);
};

const remove: Action = async ({ api, terminal, json }, name) => {
  const { body } = await api.ask('DELETE', `${PATH}/${encodeURIComponent(String(name))}`);
  if (json) terminal.json(body ?? { removed: name });
  else terminal.line(`Role ${clean(String(name))} is removed.`);
};
