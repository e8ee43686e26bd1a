import { printsLog } from '../untrusted/prints-log.js';
import type { Quote } from './quote.js';
import { groupsOf, namesText, toldName } from './run-view.js';
import type { HostRun, OutputGroup, RunView } from './run-view.js';

/** All that a model is told of one call. */
const MOST_CHARS = 16_000;
/** Of one host's output while there are few. */
const STDOUT_CHARS = 4_000;
const STDERR_CHARS = 1_000;
const LEAST_CHARS = 200;
const MOST_GROUPS = 40;
const NAMED_HOSTS = 30;
const NOTE_CHARS = 500;

/**
 * What became of a command, for a model: seed 000's form, with hosts whose output is the same told once, and everything
 * that a host wrote quoted. Bounded; the whole can be read with `read_output`.
 */
export function resultText(view: RunView, quote: Quote): string {
  const groups = groupsOf(view.hosts);
  const others = view.hosts.filter(({ exit_code }) => exit_code === null);
  const ran = view.hosts.length - others.length;
  const shown = groups.slice(0, MOST_GROUPS);
  const share = Math.floor(MOST_CHARS / 2 / Math.max(1, shown.length));
  const limits = {
    stdout: Math.max(LEAST_CHARS, Math.min(STDOUT_CHARS, share)),
    stderr: Math.max(LEAST_CHARS, Math.min(STDERR_CHARS, Math.floor(share / 4))),
  };
  // What may leave the house is decided by the label.
  const isLog = printsLog(view.run.command);
  const labelled: Quote = (label, text, most) => quote(isLog ? `log ${label}` : label, text, most);
  const lines = [
    `[Results from ${ran} ${ran === 1 ? 'probe' : 'probes'}]`,
    ...shown.map((group) => groupText(group, limits, labelled)),
    ...(groups.length > shown.length
      ? [`(${groups.length - shown.length} more different outputs are not shown.)`]
      : []),
    ...othersText(others, quote),
  ];
  const text = lines.join('\n\n');
  return text.length <= MOST_CHARS ? text : `${text.slice(0, MOST_CHARS)}\n[… cut; ask for fewer hosts]`;
}

function groupText(group: OutputGroup, limits: { stdout: number; stderr: number }, quote: Quote): string {
  const { hosts, stdout, stderr, exitCode, truncated } = group;
  const first = hosts[0]!;
  const time = hosts.length === 1 ? `, ${Math.round(first.duration_ms ?? 0)}ms` : '';
  const lines = [
    hosts.length === 1
      ? `${toldName(first)} (${first.probe_id}):`
      : `${hosts.length} hosts with the same output (${namesText(hosts, NAMED_HOSTS)}):`,
    `  exit=${exitCode ?? '?'}${time}`,
    ...(first.approval_id !== null && first.note
      ? [`  ${saysWhy(first) ? quote('error', first.note, NOTE_CHARS) : first.note}`]
      : []),
    `  stdout: ${stdout === '' ? '(empty)' : quote('stdout', stdout, limits.stdout)}`,
    ...(stderr === '' ? [] : [`  stderr: ${quote('stderr', stderr, limits.stderr)}`]),
    ...(truncated || stdout.length > limits.stdout
      ? [`  (cut; the whole: read_output with request_id ${first.request_id ?? ''})`]
      : []),
  ];
  return lines.join('\n');
}

const STATE_WORDS: Record<HostRun['state'], string> = {
  waiting: 'waits for a person to approve it',
  running: 'has not ended yet',
  succeeded: 'succeeded',
  failed: 'failed',
  denied: 'was refused',
  canceled: 'did not run',
  skipped: 'was skipped',
};

/** Those without an exit code, by what became of them. */
function othersText(hosts: readonly HostRun[], quote: Quote): string[] {
  const groups = new Map<string, HostRun[]>();
  for (const host of hosts) {
    const key = `${STATE_WORDS[host.state]}${noteText(host, quote)}`;
    groups.set(key, [...(groups.get(key) ?? []), host]);
  }
  return [...groups].map(([what, members]) => `${namesText(members, NAMED_HOSTS)}: ${what}`);
}

/** Why: in our words and those of people, unless the host itself says why it failed. */
function noteText(host: HostRun, quote: Quote): string {
  if (!host.note) return '';
  return `: ${saysWhy(host) ? quote('error', host.note, NOTE_CHARS) : host.note}`;
}

/** Whether the note may be a host's. */
export function saysWhy({ state, note }: HostRun): boolean {
  return (state === 'failed' || state === 'canceled') && note !== undefined;
}
