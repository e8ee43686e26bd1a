import type { Command } from 'commander';
import { record, rows, text } from './answers.js';
import { ago, bytes } from './durations.js';
import { ERROR, Failure } from './failure.js';
import type { ApiClient } from './api-client.js';
import type { Action, Session } from './session.js';
import type { Register } from './program.js';

type Row = Record<string, unknown>;

/** What the fleet looks like: all of it, some of it, one of it. */
export function addFleetCommands(program: Command, register: Register): void {
  register(program.command('status').alias('fleet').description('how the fleet and the server are'), status);
  register(
    program
      .command('probes')
      .description('the probes, one line each')
      .option('--tag <tag>', 'only those with this tag')
      .option('--site <site>', 'only those of this site, by its id')
      .option('--status <status>', 'only those that are pending, online, degraded or offline')
      .option('--os <os>', 'only those with this system, such as linux')
      .option('--limit <count>', 'no more than so many'),
    probes,
  );
  register(
    program.command('probe').description('everything about one probe').argument('<probe>', 'id or hostname'),
    probe,
  );
}

const status: Action = async ({ api, terminal, json }) => {
  const [summary, version, ready] = await Promise.all([
    api.get('/api/v1/fleet/summary'),
    api.get('/version'),
    api.ask('GET', '/readyz', { also: [404, 503] }),
  ]);
  const isReady = ready.status !== 503;
  if (json) terminal.json({ summary, version, ready: ready.body });
  else {
    const { counts, connected, pending_approvals: waiting } = record(summary);
    const states = Object.entries(record(counts)).map(([name, count]): [string, string] => [
      name,
      text(count),
    ]);
    const total = states.reduce((sum, [, count]) => sum + (Number(count) || 0), 0);
    terminal.table(['STATUS', 'COUNT'], [...states, ['total', String(total)]]);
    terminal.line();
    terminal.facts([
      ['Connected', text(connected)],
      ['Pending approvals', text(waiting)],
      ['Server', `${api.server} ${text(record(version)['version'])}`],
      ['Server is', isReady ? 'ready' : `not ready: ${unready(ready.body)}`],
    ]);
  }
  return isReady ? 0 : ERROR;
};

function unready(body: unknown): string {
  const parts = Object.entries(record(record(body)['parts'])).filter(
    ([, part]) => record(part)['ok'] !== true,
  );
  return parts
    .map(([name, part]) => `${name} (${text(record(part)['message'] ?? record(part)['reason'])})`)
    .join(', ');
}

const probes: Action = async ({ api, terminal, json, around }, options) => {
  const {
    tag,
    site,
    status: state,
    os,
    limit,
  } = options as Record<'tag' | 'site' | 'status' | 'os' | 'limit', string | undefined>;
  if (limit !== undefined && !/^[1-9]\d{0,5}$/.test(limit))
    throw new Failure('--limit is a number from 1 on.', 2);
  const answer = await api.get('/api/v1/probes', { tag, site, status: state, os, limit });
  // Upstream's server knows no filters, so what it sends is filtered here as well.
  const found = rows(answer, 'probes')
    .filter(
      (row) => tag === undefined || (Array.isArray(row['tags']) && row['tags'].includes(tag.toLowerCase())),
    )
    .filter((row) => site === undefined || text(row['site_id']).toLowerCase() === site.toLowerCase())
    .filter((row) => state === undefined || row['status'] === state)
    .filter((row) => os === undefined || text(row['os']).toLowerCase() === os.toLowerCase())
    .slice(0, limit === undefined ? undefined : Number(limit));
  if (json) return terminal.json(Array.isArray(answer) ? found : answer);
  if (found.length === 0) return terminal.note('No probes.');
  terminal.table(
    ['ID', 'HOSTNAME', 'STATUS', 'SYSTEM', 'LEVEL', 'SEEN', 'TAGS'],
    found.map((row) => [
      text(row['id']),
      text(row['hostname']),
      text(row['status']),
      `${text(row['os'])}/${text(row['arch'])}`,
      text(row['policy_level']),
      ago(row['last_seen'], around.now()),
      text(row['tags']),
    ]),
  );
};

const probe: Action = async (session, name) => {
  const found = await findProbe(session.api, String(name));
  if (session.json) session.terminal.json(found);
  else session.terminal.facts(factsOf(found, session));
};

function factsOf(row: Row, { around }: Session): [string, string][] {
  const inventory = record(row['inventory']);
  const health = record(row['health']);
  const known = (name: string) => text(row[name] ?? inventory[name]);
  return [
    ['ID', known('id')],
    ['Hostname', known('hostname')],
    ['Status', known('status')],
    [
      'Health',
      [text(health['score']), text(health['status']), text(health['warnings'])].filter(Boolean).join(' '),
    ],
    [
      'System',
      [known('os'), known('arch'), known('distribution'), known('distribution_version')]
        .filter(Boolean)
        .join(' '),
    ],
    ['Kernel', known('kernel')],
    ['CPUs', known('cpus')],
    ['Memory', bytes(row['ram_bytes'] ?? inventory['mem_total_bytes'])],
    ['Disk', bytes(row['disk_bytes'] ?? inventory['disk_total_bytes'])],
    ['Level', known('policy_level')],
    ['Ceiling', known('ceiling')],
    ['Probe version', known('version')],
    ['Address', known('address')],
    ['Tags', known('tags')],
    ['Site', known('site')],
    ['Registered', known('registered')],
    ['Last seen', `${known('last_seen')} ${ago(row['last_seen'], around.now())}`.trim()],
  ];
}

/** A probe by its id or, when there is exactly one of that name, by its hostname. */
export async function findProbe(api: ApiClient, name: string): Promise<Row> {
  const { status: code, body } = await api.ask('GET', `/api/v1/probes/${encodeURIComponent(name)}`, {
    also: [400, 404],
  });
  if (code === 200) return record(body);
  const all = rows(await api.get('/api/v1/probes', { q: name }), 'probes');
  const matches = all.filter((row) => text(row['hostname']).toLowerCase() === name.toLowerCase());
  if (matches.length > 1) {
    const ids = matches.map((row) => text(row['id'])).join(', ');
    throw new Failure(`${matches.length} probes are called ${name}; name one by its id: ${ids}`);
  }
  if (!matches[0])
    throw new Failure(`There is no probe with the id or hostname ${name}. See: legatorctl probes`);
  return matches[0];
}
