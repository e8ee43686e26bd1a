import type { Command } from 'commander';
import { record, rows, text } from './answers.js';
import { ago } from './durations.js';
import { ERROR, Failure, USAGE } from './failure.js';
import { findProbe } from './fleet-commands.js';
import type { Register } from './program.js';
import { scopeOf, type ScopeOptions } from './scope-options.js';
import type { Action } from './session.js';

/** What may run without a person, and what would be decided. */
export function addPolicyCommands(program: Command, register: Register): void {
  const policy = program.command('policy').description('what may run without a person');
  register(policy.command('list').description('the policies there are'), list);
  register(
    policy.command('show').description('everything about one policy').argument('<policy>', 'its id'),
    show,
  );
  register(
    policy
      .command('test')
      .description('what would be decided of a command; nothing runs')
      .argument('<command>', 'the command, in quotes')
      .option('--probe <probe>', 'at this probe, with the policies it has')
      .option('--policy <policy>', 'by this policy instead'),
    test,
  );
  register(
    policy
      .command('apply')
      .description('apply a policy to a probe, or to all that have a tag or are in a site, now or later')
      .argument('<policy>', 'its id')
      .option('--probe <probe>', 'id or hostname')
      .option('--tag <tag>', 'the tag')
      .option('--site <site>', 'id or name of the site')
      .option('--reason <text>', 'why, for the trail'),
    apply,
  );
}

const list: Action = async ({ api, terminal, json, around }) => {
  const answer = await api.get('/api/v1/policies');
  if (json) return terminal.json(answer);
  terminal.table(
    ['ID', 'NAME', 'LEVEL', 'APPROVAL', 'VERSION', 'CHANGED'],
    rows(answer, 'policies').map((row) => [
      text(row['id']),
      text(row['name']),
      text(row['level']),
      text(row['approval_mode']),
      row['builtin'] === true ? 'built in' : text(row['version']),
      row['builtin'] === true ? '' : ago(row['updated_at'], around.now()),
    ]),
  );
};

const show: Action = async ({ api, terminal, json }, id) => {
  const answer = await api.get(`/api/v1/policies/${encodeURIComponent(String(id))}`);
  if (json) return terminal.json(answer);
  terminal.facts(
    Object.entries(record(answer)).map(([name, value]) => [name.replaceAll('_', ' '), text(value)]),
  );
};

const test: Action = async ({ api, terminal, json }, command, options) => {
  const { probe, policy } = options as { probe?: string; policy?: string };
  const probeId = probe === undefined ? undefined : text((await findProbe(api, probe))['id']);
  const body = { command: String(command), probe_id: probeId, policy_id: policy };
  const answer = (await api.ask('POST', '/api/v1/policy/simulate', { body })).body;
  const decision = record(record(answer)['decision']);
  if (json) terminal.json(answer);
  else {
    terminal.facts([
      ['Decision', WORDS[text(decision['outcome'])] ?? text(decision['outcome'])],
      ['Level', text(decision['level'])],
      ['Risk', text(decision['risk_level'])],
    ]);
    for (const reason of rows(decision['reasons']))
      terminal.line(`- ${text(reason['text'])} (${text(reason['code'])})`);
  }
  return decision['outcome'] === 'deny' ? ERROR : 0;
};

const WORDS: Readonly<Record<string, string>> = {
  allow: 'allow: it runs without a person',
  queue: 'queue: it waits for a person',
  deny: 'deny: it does not run',
};

const apply: Action = async ({ api, terminal, json }, policy, options) => {
  const { probe, tag, site, reason } = options as ScopeOptions & { reason?: string };
  if ([probe, tag, site].filter((one) => one !== undefined).length !== 1)
    throw new Failure('Name one of --probe, --tag and --site.', USAGE);
  const body = {
    scope: await scopeOf(api, { probe, tag, site }),
    ...(reason !== undefined && { reason }),
  };
  const path = `/api/v1/policies/${encodeURIComponent(String(policy))}/apply`;
  const answer = (await api.ask('POST', path, { body })).body;
  if (json) return terminal.json(answer);
  const { version, changed } = record(answer);
  terminal.line(
    `Applied ${String(policy)}, version ${text(version)}; probes that go by another policy now: ${text(changed)}.`,
  );
};
