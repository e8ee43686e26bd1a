import type { ChatCell } from '@legator/contracts';
import type { HostRun } from '../../runs/run-view.js';
import type { Look } from '../reading/reading.js';
import { list } from '../replies/rank-reply.js';
import { named, plain, sizeText } from '../replies/field-words.js';
import { hosts } from '../replies/reply.js';
import type { Reply, Table } from '../replies/reply.js';
import { diskLines, memoryLine, portLines, processLines, sessionLines, unitLines } from './output-tables.js';

interface Row {
  readonly cells: readonly ChatCell[];
  /** In words, for the sentence. */
  readonly words: string;
  /** The largest first. */
  readonly weight: number;
}

type Columns = Table['columns'];
type Reader = (told: HostRun, name: string) => Row[];

const SHOWN = 30;
const PER_HOST = 8;
const text = (title: string) => ({ title, align: 'start' as const });
const number = (title: string) => ({ title, align: 'end' as const });

interface Reads {
  readonly columns: Columns;
  readonly read: Reader;
  /** What it means where nobody printed such a line. */
  readonly none: string;
  /** Each host has some: one of which no line was read was not understood. */
  readonly always?: true;
}

const READERS: Partial<Record<Look, Reads>> = {
  disk: {
    columns: [text('Host'), text('Mount'), number('Used'), number('Free'), number('Size')],
    read: disks,
    none: 'No file system was told.',
    always: true,
  },
  memory: {
    columns: [text('Host'), number('Used'), number('Free'), number('Memory')],
    read: memory,
    none: 'No memory was told.',
    always: true,
  },
  processes: {
    columns: processColumns(),
    read: processes(({ cpu }) => cpu),
    none: 'No process was told.',
    always: true,
  },
  memory_processes: {
    columns: processColumns(),
    read: processes(({ memory: held }) => held),
    none: 'No process was told.',
    always: true,
  },
  ports: {
    columns: [text('Host'), number('Port'), text('Protocol'), text('Address')],
    read: ports,
    none: 'Nothing listens there.',
  },
  sessions: {
    columns: [text('Host'), text('User'), text('Terminal'), text('Since')],
    read: sessions,
    none: 'Nobody is logged in.',
  },
  failed_services: { columns: [text('Host'), text('Service')], read: units, none: 'No service has failed.' },
};

/** What the hosts printed, in words and as a table where it can be read as one; the run itself is shown beside it. */
export function lookReply(look: Look, ran: readonly HostRun[], name = ''): Reply {
  const told = ran.filter(({ state, exit_code }) => state === 'succeeded' && exit_code !== null);
  const rest = notTold(ran, told);
  if (told.length === 0) return { text: rest || 'Nobody answered.', parts: [] };
  const reader = READERS[look];
  if (!reader) return said(`This is what ${hosts(told.length)} printed.`, cutOf(told), rest);
  const read = told.map((host) => ({ host, rows: reader.read(host, name) }));
  const rows = read.flatMap((one) => one.rows).sort((a, b) => b.weight - a.weight);
  const empty = reader.always ? read.flatMap((one) => (one.rows.length === 0 ? [one.host] : [])) : [];
  const odd = empty.length > 0 ? `What ${several(empty)} printed was not understood.` : '';
  const cut = cutOf(told);
  // What was cut off may have been the very line.
  if (rows.length === 0) return said(cut ? 'Nothing of it was found.' : reader.none, cut, rest);
  const table: Table = {
    type: 'table',
    columns: reader.columns,
    rows: rows.slice(0, SHOWN).map(({ cells }) => [...cells]),
    more: Math.max(0, rows.length - SHOWN),
  };
  const first = list(rows.slice(0, 3).map(({ words }) => words));
  return { ...said(`${first}.`, odd, cut, rest), parts: [table] };
}

function said(...sentences: readonly string[]): Reply {
  return { text: sentences.filter(Boolean).join(' '), parts: [] };
}

/** Whether a service is active, by what `systemctl is-active` printed: of one that is not, the command fails. */
export function serviceReply(name: string, ran: readonly HostRun[]): Reply {
  const told = ran.filter(
    ({ state, exit_code }) => (state === 'succeeded' || state === 'failed') && exit_code !== null,
  );
  const rest = notTold(ran, told);
  if (told.length === 0) return { text: rest || 'Nobody answered.', parts: [] };
  const states = Map.groupBy(told, ({ stdout }) => stateIn(stdout));
  const words = [...states].map(
    ([state, some]) => `${state} on ${some.length > 3 ? hosts(some.length) : list(some.map(nameOf))}`,
  );
  return said(`${named(name)} is ${list(words)}.`, rest);
}

function stateIn(output: string): string {
  const word = output.trim().split(/\s/)[0] ?? '';
  return /^[a-z-]{1,30}$/.test(word) ? word : 'in a state that was not understood';
}

/** Of whom nothing was read, whatever the reason, and why. */
function notTold(ran: readonly HostRun[], told: readonly HostRun[]): string {
  const heard = new Set(told);
  const byState = Map.groupBy(
    ran.filter((host) => !heard.has(host)),
    ({ state }) => state,
  );
  const words = [...byState].map(([state, some]) => `${several(some)} ${STATES[state]}`);
  return words.length > 0 ? `${list(words)}.` : '';
}

function cutOf(told: readonly HostRun[]): string {
  const cut = told.filter(({ truncated }) => truncated);
  return cut.length > 0
    ? `What ${several(cut)} printed is longer than what is kept here, so there may be more.`
    : '';
}

function several(some: readonly HostRun[]): string {
  return some.length > 2 ? hosts(some.length) : list(some.map(nameOf));
}

const STATES: Readonly<Record<HostRun['state'], string>> = {
  waiting: 'still waits',
  running: 'is still at it',
  succeeded: 'told nothing',
  failed: 'failed',
  denied: 'was refused by policy',
  canceled: 'was canceled',
  skipped: 'was left out, because it is not connected',
};

function nameOf({ hostname, probe_id }: HostRun): string {
  return named(hostname || probe_id);
}

function hostCell({ hostname, probe_id }: HostRun): ChatCell {
  return { text: plain(hostname) || probe_id, probe_id };
}

function share(percent: number): ChatCell {
  const tone = percent >= 95 ? 'bad' : percent >= 80 ? 'warn' : 'ok';
  return { text: `${Math.round(percent)} %`, percent: Math.min(100, Math.max(0, percent)), tone };
}

function disks(host: HostRun): Row[] {
  return diskLines(host.stdout).map(({ mount, percent, free, total }) => ({
    cells: [
      hostCell(host),
      { text: plain(mount) },
      share(percent),
      { text: sizeText(free) },
      { text: sizeText(total) },
    ],
    words: `${nameOf(host)} ${Math.round(percent)} % at ${named(mount)}, ${sizeText(free)} free`,
    weight: percent,
  }));
}

function memory(host: HostRun): Row[] {
  const line = memoryLine(host.stdout);
  if (!line) return [];
  const percent = ((line.total - line.available) / line.total) * 100;
  return [
    {
      cells: [
        hostCell(host),
        share(percent),
        { text: sizeText(line.available) },
        { text: sizeText(line.total) },
      ],
      words: `${nameOf(host)} uses ${Math.round(percent)} % of ${sizeText(line.total)}, ${sizeText(line.available)} free`,
      weight: percent,
    },
  ];
}

function processColumns(): Columns {
  return [text('Host'), text('Process'), number('CPU'), number('Memory'), text('User'), number('PID')];
}

function processes(by: (line: ReturnType<typeof processLines>[number]) => number): Reader {
  return (host) =>
    processLines(host.stdout)
      .slice(0, PER_HOST)
      .map((line) => ({
        cells: [
          ...[
            hostCell(host),
            { text: plain(line.name) },
            { text: `${line.cpu} %` },
            { text: `${line.memory} %` },
          ],
          ...[{ text: plain(line.user) }, { text: line.pid }],
        ],
        words: `${named(line.name)} with ${by(line)} % on ${nameOf(host)}`,
        weight: by(line),
      }));
}

function ports(host: HostRun, name: string): Row[] {
  const lines = portLines(host.stdout).filter(({ port }) => name === '' || port === name);
  return lines.map(({ protocol, address, port }) => ({
    cells: [hostCell(host), { text: port }, { text: plain(protocol) }, { text: plain(address) }],
    words: `${port}/${plain(protocol)} on ${nameOf(host)}`,
    weight: -Number(port),
  }));
}

function sessions(host: HostRun): Row[] {
  return sessionLines(host.stdout).map(({ user, terminal, since }) => ({
    cells: [hostCell(host), { text: plain(user) }, { text: plain(terminal) }, { text: plain(since) }],
    words: `${named(user)} on ${nameOf(host)}`,
    weight: 0,
  }));
}

function units(host: HostRun): Row[] {
  return unitLines(host.stdout).map((unit) => ({
    cells: [hostCell(host), { text: plain(unit), tone: 'bad' as const }],
    words: `${named(unit)} on ${nameOf(host)}`,
    weight: 0,
  }));
}
