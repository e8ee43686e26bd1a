import type { Command } from 'commander';
import { record, rows, text } from './answers.js';
import type { ApiClient } from './api-client.js';
import { Failure } from './failure.js';
import type { Register } from './program.js';
import type { Action } from './session.js';
import { clean } from './terminal.js';

const PATH = '/api/v1/tenants';

/** Where one works. */
export function addTenantCommands(program: Command, register: Register): void {
  const tenants = program.command('tenants').description('the tenants that I belong to');
  register(tenants.command('list').description('the tenants; * marks the one I work in'), list);
  register(
    tenants
      .command('switch')
      .description('work in another tenant from now on, with this sign-in')
      .argument('<tenant>', 'id or name'),
    switchTo,
  );
  register(
    tenants
      .command('create')
      .description('make a tenant')
      .argument('<name>', 'what people call it')
      .option('--id <id>', 'its id, which never changes; made from the name unless told')
      .option('--contact <address>', 'an e-mail address for questions about it')
      .option('--organization <id>', 'the organisation that it belongs to'),
    create,
  );
}

const list: Action = async ({ api, terminal, json }) => {
  const answer = await api.get(PATH);
  if (json) return terminal.json(answer);
  const tenants = rows(answer, 'tenants');
  if (tenants.length === 0) return terminal.note('No tenants.');
  const here = text(record(await api.get('/api/v1/me'))['tenant_id']);
  terminal.table(
    ['', 'ID', 'NAME', 'STATE', 'PEOPLE', 'MY ROLE', 'ORGANISATION'],
    tenants.map((tenant) => [
      text(tenant['id']) === here ? '*' : '',
      text(tenant['id']),
      text(tenant['name']),
      text(tenant['state']),
      text(tenant['members']),
      text(tenant['role']),
      text(tenant['organization_id']),
    ]),
  );
};

const switchTo: Action = async ({ api, terminal, json }, wanted) => {
  const tenant = await findTenant(api, String(wanted));
  const body = { tenant_id: text(tenant['id']) };
  const me = (await api.ask('POST', '/api/v1/session/tenant', { body })).body;
  if (json) return terminal.json(me);
  terminal.line(`Working in ${tenantOf(me)} now, as ${clean(text(record(me)['role']))}.`);
};

const create: Action = async ({ api, terminal, json }, name, options) => {
  const { id, contact, organization } = options as Record<string, string | undefined>;
  const body = { name: String(name), slug: id, contact_email: contact, organization_id: organization };
  const answer = (await api.ask('POST', PATH, { body })).body;
  if (json) terminal.json(answer);
  else terminal.line(clean(text(record(answer)['id'])));
};

/** By its id or, where only one is called so, by its name. */
async function findTenant(api: ApiClient, wanted: string): Promise<Record<string, unknown>> {
  const tenants = rows(await api.get(PATH), 'tenants');
  const byId = tenants.find((one) => text(one['id']) === wanted);
  if (byId) return byId;
  const called = tenants.filter((one) => text(one['name']).toLowerCase() === wanted.toLowerCase());
  if (called.length === 1) return called[0]!;
  throw new Failure(
    called.length === 0
      ? `There is no tenant ${clean(wanted)} that you belong to. See: legatorctl tenants list`
      : `More than one tenant is called ${clean(wanted)}; name it by its id.`,
  );
}

/** The tenant that an answer of `/me` works in: name and id, or the id alone where the name is not told. */
export function tenantOf(me: unknown): string {
  const { tenant_id: id, tenants } = record(me);
  const name = text(rows(tenants).find((one) => text(one['id']) === text(id))?.['name']);
  return clean(name && name !== text(id) ? `${name} (${text(id)})` : text(id));
}
