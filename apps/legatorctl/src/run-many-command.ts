import type { Command } from 'commander';
import { record, rows, text } from './answers.js';
import { parseDuration } from './durations.js';
import { DENIED, ERROR, Failure, PENDING, USAGE } from './failure.js';
import type { Register } from './program.js';
import { follow } from './rollout-follower.js';
import { exitCodeOf, progressOf } from './rollout-show.js';
import type { Action, Session } from './session.js';
import { findSite } from './site-commands.js';
import { clean } from './terminal.js';

interface Options {
  tag?: string;
  site?: string;
  probes?: string;
  timeout?: string;
  level?: string;
  reason?: string;
  line?: boolean;
  follow: boolean;
  maxConcurrent?: string;
  maxErrors?: string;
  canary?: string;
  healthy?: string;
  healthTimeout?: string;
}

/** Running something on many hosts: on all at once, or in waves. */
export function addRunManyCommand(program: Command, register: Register): void {
  register(
    program
      .command('run')
      .description('run a command on many hosts, in waves where one of the options below asks for it')
      .argument('<words...>', 'the program and its arguments, best after --')
      .option('--tag <tag>', 'on every host that has it')
      .option('--site <site>', 'on every host of this site, by its id or name')
      .option('--probes <ids>', 'on these, by their ids, separated by commas')
      .option('--max-concurrent <share>', 'so many at a time, such as 5 or 10%')
      .option('--max-errors <share>', 'so many may fail, such as 2 or 5%; one more ends it')
      .option('--canary <share>', 'so many first; if one of them fails, no other host is touched')
      .option(
        '--healthy <duration>',
        'for how long the hosts of a wave must be well before the next; 0s for not at all',
      )
      .option('--health-timeout <duration>', 'pause when they are not well by then')
      .option('--timeout <duration>', 'stop it after this time at each host, such as 30s')
      .option('--level <level>', 'treat it as at least this level: observe, diagnose or remediate')
      .option('--reason <text>', 'what it is for; shown to whoever has to approve it')
      .option('--line', 'the words are one line for a shell, not a program and its arguments')
      .option('--no-follow', 'do not wait for the end of a rollout'),
    run,
  );
}

const run: Action = async (session, words, given) => {
  const options = given as Options;
  const { body } = await session.api.ask('POST', '/api/v1/commands', {
    body: toBody(words as string[], options, await siteOf(session, options)),
  });
  const answer = record(body);
  const rollout = record(answer['rollout']);
  if (rollout['id'] === undefined) return told(session, answer);
  return rolling(session, answer, rollout, options);
};

/** Its id; nothing when another choice is the only one. */
async function siteOf({ api }: Session, { site, tag, probes }: Options): Promise<string | undefined> {
  if ([site, tag, probes].filter((one) => one !== undefined).length !== 1)
    throw new Failure('Name one of --tag, --site and --probes.', USAGE);
  return site === undefined ? undefined : text((await findSite(api, site))['id']);
}

function toBody(words: string[], options: Options, site: string | undefined): Record<string, unknown> {
  const { tag, probes, timeout, level, reason, line } = options;
  if (level !== undefined && !/^(observe|diagnose|remediate)$/.test(level))
    throw new Failure('--level is observe, diagnose or remediate.', USAGE);
  const [command, ...args] = words;
  return {
    ...{ tag, site, probes: probes?.split(',').map((id) => id.trim()) },
    ...(line ? { command: words.join(' ') } : { command, args }),
    ...(timeout === undefined ? {} : { timeout: parseDuration(timeout) * 1_000_000 }),
    ...{ level, reason },
    max_concurrent: share('--max-concurrent', options.maxConcurrent),
    max_errors: share('--max-errors', options.maxErrors),
    canary: share('--canary', options.canary),
    health_seconds: seconds(options.healthy),
    health_timeout_seconds: seconds(options.healthTimeout),
  };
}

function share(option: string, given: string | undefined): string | undefined {
  if (given === undefined || /^(\d{1,5}|\d{1,3}(\.\d{1,2})?%)$/.test(given)) return given;
  throw new Failure(`${option} is a number of hosts or a percentage, such as 5 or 10%.`, USAGE);
}

function seconds(given: string | undefined): number | undefined {
  return given === undefined ? undefined : Math.ceil(parseDuration(given) / 1_000);
}

/** What became of it at each host, when it goes to all of them at once. */
function told({ terminal, json }: Session, answer: Record<string, unknown>): number {
  const results = rows(answer, 'results');
  if (json) terminal.json(answer);
  else {
    terminal.table(
      ['PROBE', 'STATUS', 'REQUEST', 'WHY'],
      results.map((one) => [
        text(one['probe_id']),
        text(one['status']),
        text(one['request_id']),
        text(one['error'] ?? one['message']),
      ]),
    );
  }
  const has = (status: string) => results.some((one) => one['status'] === status);
  if (has('error')) return ERROR;
  return has('denied') ? DENIED : has('pending_approval') ? PENDING : 0;
}

async function rolling(
  session: Session,
  answer: Record<string, unknown>,
  rollout: Record<string, unknown>,
  options: Options,
): Promise<number> {
  const { terminal, json, api } = session;
  const id = text(rollout['id']);
  if (json) terminal.json(answer);
  else {
    terminal.line(id);
    for (const one of rows(answer, 'results').filter(({ status }) => status !== 'planned'))
      terminal.note(clean(`Not on ${text(one['probe_id'])}: ${text(one['error'])}`));
  }
  if (rollout['state'] === 'pending_approval') {
    const approval = clean(text(rollout['approval_id']));
    terminal.note(`It waits for approval ${approval}, one decision for all of its hosts.`);
    terminal.note(
      `Someone who may approve decides in the console, ${api.server}/approvals, or with: legatorctl approvals approve ${approval}`,
    );
    return exitCodeOf(rollout);
  }
  if (options.follow) return follow(session, id, rollout);
  if (!json) terminal.note(progressOf(rollout));
  return exitCodeOf(rollout);
}
