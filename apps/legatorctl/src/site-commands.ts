import type { Command } from 'commander';
import { record, rows, text } from './answers.js';
import type { ApiClient } from './api-client.js';
import { Failure, USAGE } from './failure.js';
import { findProbe } from './fleet-commands.js';
import type { Register } from './program.js';
import type { Action } from './session.js';

type Row = Record<string, unknown>;

/** The places where probes stand. */
export function addSiteCommands(program: Command, register: Register): void {
  const sites = program.command('sites').description('the places where probes stand');
  register(sites.command('list').description('the sites, and how their probes are'), list);
  register(
    sites
      .command('create')
      .description('make a site')
      .argument('<name>', 'what people call it')
      .option('--id <id>', 'the word for filters and policies; made from the name unless told')
      .option('--description <text>', 'what is there'),
    create,
  );
  register(
    sites
      .command('rename')
      .description('call a site otherwise; its id stays')
      .argument('<site>', 'id or name')
      .argument('<name>', 'the new name'),
    rename,
  );
  register(
    sites
      .command('remove')
      .description('remove a site that nothing hangs on')
      .argument('<site>', 'id or name')
      .option('--take-out-probes', 'also when there are probes in it: they are in no site then'),
    remove,
  );
  register(
    sites
      .command('assign')
      .description('put probes into a site: those named, or all that a filter chooses')
      .argument('<site>', 'id or name, or - to take them out of theirs')
      .argument('[probes...]', 'ids or hostnames')
      .option('--filter <filter>', "as on the fleet page, such as 'tag:web -site:*'"),
    assign,
  );
}

const list: Action = async ({ api, terminal, json }) => {
  const answer = await api.get('/api/v1/sites');
  if (json) return terminal.json(answer);
  const found = rows(answer, 'sites');
  if (found.length === 0) return terminal.note('There are no sites. See: legatorctl sites create --help');
  terminal.table(
    ['ID', 'NAME', 'PROBES', 'DEGRADED', 'OFFLINE', 'DESCRIPTION'],
    found.map((row) => [
      text(row['id']),
      text(row['name']),
      text(row['probes']),
      text(record(row['counts'])['degraded']),
      text(record(row['counts'])['offline']),
      text(row['description']),
    ]),
  );
};

const create: Action = async ({ api, terminal, json }, name, options) => {
  const { id, description } = options as { id?: string; description?: string };
  const body = { name: String(name), id, description };
  const answer = (await api.ask('POST', '/api/v1/sites', { body })).body;
  if (json) terminal.json(answer);
  else terminal.line(text(record(answer)['id']));
};

const rename: Action = async ({ api, terminal, json }, site, name) => {
  const id = text((await findSite(api, String(site)))['id']);
  const answer = (await api.ask('PATCH', pathOf(id), { body: { name: String(name) } })).body;
  if (json) terminal.json(answer);
  else terminal.line(`${id} is called ${text(record(answer)['name'])} now.`);
};

const remove: Action = async ({ api, terminal, json }, site, options) => {
  const id = text((await findSite(api, String(site)))['id']);
  const query = (options as { takeOutProbes?: boolean }).takeOutProbes ? { take_out_probes: 'true' } : {};
  const answer = (await api.ask('DELETE', pathOf(id), { query })).body;
  if (json) return terminal.json(answer);
  terminal.line(`Removed. Probes that are in no site now: ${text(record(answer)['probes'])}.`);
};

const assign: Action = async ({ api, terminal, json }, site, names, options) => {
  const { filter } = options as { filter?: string };
  const named = names as string[];
  if ((filter === undefined) === (named.length === 0))
    throw new Failure('Name probes, or give a --filter.', USAGE);
  const to = site === '-' ? null : text((await findSite(api, String(site)))['id']);
  const probes: string[] = [];
  for (const name of named) probes.push(text((await findProbe(api, name))['id']));
  const body = { ...(filter === undefined ? { probes } : { q: filter }), site: to };
  const answer = (await api.ask('POST', '/api/v1/fleet/sites', { body })).body;
  if (json) return terminal.json(answer);
  const { matched, changed } = record(answer);
  terminal.line(`Moved ${text(changed)} of ${text(matched)}; the others were there already.`);
};

/** A site by its id or by its name, whatever the capitals. */
export async function findSite(api: ApiClient, name: string): Promise<Row> {
  const wanted = name.trim().toLowerCase();
  const all = rows(await api.get('/api/v1/sites'), 'sites');
  const found =
    all.find((row) => text(row['id']) === wanted) ??
    all.find((row) => text(row['name']).toLowerCase() === wanted);
  if (!found) throw new Failure(`There is no site with the id or name ${name}. See: legatorctl sites list`);
  return found;
}

function pathOf(id: string): string {
  return `/api/v1/sites/${encodeURIComponent(id)}`;
}
