import type { ChatRunGroup, ChatRunPart, ChatRunState, ChatRunTarget, Level, Risk } from '@legator/contracts';
import { plainName } from './named-hosts.js';
import type { Run } from './runs.store.js';

/** How a command stands at one host, with the beginning of what it printed. */
export interface HostRun extends Omit<ChatRunTarget, 'group'> {
  readonly stdout: string;
  readonly stderr: string;
  readonly truncated: boolean;
}

/** How a call's command stands everywhere. */
export interface RunView {
  readonly run: Run;
  readonly hosts: readonly HostRun[];
  readonly level: Level | null;
  readonly risk: Risk | null;
  /** Directives that have not ended. */
  readonly open: readonly string[];
  /** One of them waits for a person. */
  readonly waitsForPerson: boolean;
}

/** Hosts whose output is the same to the letter, most hosts first. */
export interface OutputGroup {
  readonly hosts: readonly HostRun[];
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number | null;
  readonly truncated: boolean;
}

const ENDED: readonly ChatRunState[] = ['succeeded', 'failed', 'denied', 'canceled', 'skipped'];
const SHOWN_LINES = 200;
const SHOWN_CHARS = 20_000;
/** Of everything that one block of an answer shows, with all groups and both streams. */
const SHOWN_CHARS_OF_ALL = 400_000;
const MOST_GROUPS = 50;

export function isEnded({ state }: Pick<HostRun, 'state'>): boolean {
  return ENDED.includes(state);
}

/** Those that ran and said something about it, grouped; a host that printed nothing and ended well is a group as well. */
export function groupsOf(hosts: readonly HostRun[]): OutputGroup[] {
  const groups = new Map<string, HostRun[]>();
  for (const host of hosts.filter(({ exit_code }) => exit_code !== null)) {
    const key = JSON.stringify([host.exit_code, host.stdout, host.stderr, host.truncated]);
    groups.set(key, [...(groups.get(key) ?? []), host]);
  }
  const all = [...groups.values()].map((members): OutputGroup => {
    const { stdout, stderr, exit_code, truncated } = members[0]!;
    return { hosts: members, stdout, stderr, exitCode: exit_code, truncated };
  });
  return all.sort((a, b) => b.hosts.length - a.hosts.length);
}

/** As it is shown to people, beside `runs - 1` others in the same block. */
export function partOf({ run, hosts, level, risk }: RunView, runs = 1): ChatRunPart {
  const groups = groupsOf(hosts).slice(0, MOST_GROUPS);
  const groupAt = new Map(groups.flatMap((group, at) => group.hosts.map(({ probe_id }) => [probe_id, at])));
  const chars = Math.floor(SHOWN_CHARS_OF_ALL / runs / 2 / Math.max(1, groups.length));
  const durations = hosts.flatMap(({ duration_ms }) => duration_ms ?? []);
  return {
    ...{ type: 'run', step_id: run.callId, command: run.command, reason: run.reason, target: run.target },
    ...{ level, risk },
    targets: hosts.map(({ stdout: _out, stderr: _err, truncated: _cut, ...host }) => {
      return { ...host, group: groupAt.get(host.probe_id) ?? null };
    }),
    groups: groups.map((group) => toGroup(group, Math.min(SHOWN_CHARS, chars))),
    done: hosts.filter(isEnded).length,
    duration_ms: durations.length > 0 ? Math.max(...durations) : null,
  };
}

function toGroup({ stdout, stderr, exitCode, hosts }: OutputGroup, chars: number): ChatRunGroup {
  const shown = firstLines(stdout, chars);
  const errors = firstLines(stderr, chars);
  return {
    ...{ output: shown.text, error_output: errors.text, exit_code: exitCode, probes: hosts.length },
    hidden_lines: shown.hidden + errors.hidden,
  };
}

function firstLines(text: string, chars: number): { text: string; hidden: number } {
  const lines = text.split('\n');
  const kept = lines.slice(0, SHOWN_LINES).join('\n').slice(0, chars);
  return { text: kept, hidden: Math.max(0, lines.length - kept.split('\n').length) };
}

/**
 * What a model is told a host is called where no quote stands around it: its name, if that is one; else its id. A name is
 * what a host gives itself, and could be a sentence.
 */
export function toldName({ hostname, probe_id }: HostRun): string {
  return /^[a-z0-9](?:[a-z0-9.-]{0,61}[a-z0-9])?$/i.test(hostname) ? hostname : probe_id;
}

/** Several of them. */
export function namesText(hosts: readonly HostRun[], most = 10): string {
  const names = hosts.slice(0, most).map(toldName);
  const more = hosts.length - names.length;
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
}

/** In a few words: "df -h on 12 probes, 2 failed". */
export function summaryOf({ run, hosts }: RunView): string {
  const count = (state: ChatRunState) => hosts.filter((host) => host.state === state).length;
  const where = hosts.length === 1 ? plainName(hosts[0]!.hostname) : `${hosts.length} probes`;
  const words: [number, string][] = [
    [count('waiting'), 'waiting for approval'],
    [count('running'), 'still running'],
    [count('failed'), 'failed'],
    [count('denied'), 'refused'],
    [count('canceled'), 'canceled'],
    [count('skipped'), 'skipped'],
  ];
  const notable = words
    .filter(([n]) => n > 0)
    .map(([n, word]) => (hosts.length === 1 ? word : `${n} ${word}`));
  return [`${run.command.slice(0, 120)} on ${where}`, ...notable].join(', ');
}
