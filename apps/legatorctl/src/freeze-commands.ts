import type { Command } from 'commander';
import { record, rows, text } from './answers.js';
import { ago, parseDuration } from './durations.js';
import { Failure, USAGE } from './failure.js';
import type { Register } from './program.js';
import { scopeOf } from './scope-options.js';
import type { Action } from './session.js';

/** The big red switch: nothing new starts while it is on. */
export function addFreezeCommands(program: Command, register: Register): void {
  register(
    program
      .command('freeze')
      .description('let nothing new start: everywhere, on one probe, or where a tag or a site is')
      .requiredOption('--reason <text>', 'why, for everybody who meets it')
      .option('--all', 'everywhere')
      .option('--probe <probe>', 'id or hostname')
      .option('--tag <tag>', 'the tag')
      .option('--site <site>', 'id or name of the site')
      .option('--for <duration>', 'until then, such as 2h; without it, until it is lifted'),
    freeze,
  );
  register(
    program.command('unfreeze').description('lift a freeze').argument('<id>', 'see: legatorctl freezes'),
    unfreeze,
  );
  register(
    program
      .command('freezes')
      .description('what is frozen')
      .option('--history', 'those that are over as well'),
    list,
  );
}

interface FreezeOptions {
  reason: string;
  all?: boolean;
  probe?: string;
  tag?: string;
  site?: string;
  for?: string;
}

const freeze: Action = async ({ api, terminal, json, around }, options) => {
  const { reason, all, probe, tag, site, for: duration } = options as FreezeOptions;
  if ([all, probe, tag, site].filter((one) => one !== undefined).length !== 1)
    throw new Failure('Say where: --all, --probe, --tag or --site.', USAGE);
  const end = duration === undefined ? undefined : around.now().getTime() + parseDuration(duration);
  const scope = all ? { type: 'tenant' } : await scopeOf(api, { probe, tag, site });
  const body = { scope, reason, ...(end !== undefined && { until: new Date(end).toISOString() }) };
  const answer = (await api.ask('POST', '/api/v1/execution/freeze', { body })).body;
  if (json) return terminal.json(answer);
  terminal.line(`Frozen. To lift it: legatorctl unfreeze ${text(record(record(answer)['freeze'])['id'])}`);
};

const unfreeze: Action = async ({ api, terminal, json }, id) => {
  await api.ask('DELETE', '/api/v1/execution/freeze', { body: { id: String(id) } });
  if (json) terminal.json({ lifted: String(id) });
  else terminal.line('Lifted.');
};

const list: Action = async ({ api, terminal, json, around }, options) => {
  const { history } = options as { history?: boolean };
  const answer = await api.get(`/api/v1/execution/freeze${history ? '/history' : ''}`);
  if (json) return terminal.json(answer);
  const found = rows(answer, 'freezes');
  if (found.length === 0) return terminal.note('Nothing is frozen.');
  terminal.table(
    ['ID', 'WHERE', 'BY', 'SINCE', 'UNTIL', 'LIFTED', 'WHY'],
    found.map((row) => [
      text(row['id']),
      row['scope_type'] === 'tenant' ? 'everywhere' : `${text(row['scope_type'])} ${text(row['scope_id'])}`,
      text(row['by_name']),
      ago(row['from_at'], around.now()),
      ago(row['until_at'], around.now()),
      ago(row['lifted_at'], around.now()),
      text(row['reason']),
    ]),
  );
};
