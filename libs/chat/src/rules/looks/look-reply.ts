import type { ChatCell, ChatRunPart } from '@legator/contracts';
import type { Look } from '../reading/reading.js';
import { list } from '../replies/rank-reply.js';
import { named, plain, sizeText } from '../replies/field-words.js';
import { hosts } from '../replies/reply.js';
import type { Reply, Table } from '../replies/reply.js';
import { diskLines, memoryLine, portLines, processLines, sessionLines, unitLines } from './output-tables.js';

type Target = ChatRunPart['targets'][number];

/** A host and what it printed. */
interface Told {
  readonly target: Target;
  readonly output: string;
}

interface Row {
  readonly cells: readonly ChatCell[];
  /** In words, for the sentence. */
  readonly words: string;
  /** The largest first. */
  readonly weight: number;
}

type Columns = Table['columns'];
type Reader = (told: Told, name: string) => Row[];

const SHOWN = 30;
const PER_HOST = 8;
const text = (title: string) => ({ title, align: 'start' as const });
const number = (title: string) => ({ title, align: 'end' as const });

const READERS: Partial<
  Record<Look, { readonly columns: Columns; readonly read: Reader; readonly none: string }>
> = {
  disk: {
    columns: [text('Host'), text('Mount'), number('Used'), number('Free'), number('Size')],
    read: disks,
    none: 'No file system was told.',
  },
  memory: {
    columns: [text('Host'), number('Used'), number('Free'), number('Memory')],
    read: memory,
    none: 'No memory was told.',
  },
  processes: { columns: processColumns(), read: processes(({ cpu }) => cpu), none: 'No process was told.' },
  memory_processes: {
    columns: processColumns(),
    read: processes(({ memory: held }) => held),
    none: 'No process was told.',
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
export function lookReply(look: Look, part: ChatRunPart, name = ''): Reply {
  const told = toldBy(part);
  const reader = READERS[look];
  const rest = notTold(part);
  if (told.length === 0) return { text: rest || 'Nobody answered.', parts: [] };
  const rows = (reader ? told.flatMap((one) => reader.read(one, name)) : []).sort(
    (a, b) => b.weight - a.weight,
  );
  if (!reader)
    return {
      text: [`This is what ${hosts(told.length)} printed.`, rest].filter(Boolean).join(' '),
      parts: [],
    };
  if (rows.length === 0) return { text: [reader.none, rest].filter(Boolean).join(' '), parts: [] };
  const table: Table = {
    type: 'table',
    columns: reader.columns,
    rows: rows.slice(0, SHOWN).map(({ cells }) => [...cells]),
    more: Math.max(0, rows.length - SHOWN),
  };
  const first = list(rows.slice(0, 3).map(({ words }) => words));
  return { text: [`${first}.`, rest].filter(Boolean).join(' '), parts: [table] };
}

/** Whether a service is active, by what `systemctl is-active` printed. */
export function serviceReply(name: string, part: ChatRunPart): Reply {
  const told = toldBy(part, true);
  const states = Map.groupBy(told, ({ output }) => stateIn(output));
  const rest = notTold(part, true);
  if (told.length === 0) return { text: rest || 'Nobody answered.', parts: [] };
  const words = [...states].map(
    ([state, some]) => `${state} on ${some.length > 3 ? hosts(some.length) : list(some.map(nameOf))}`,
  );
  return { text: [`${named(name)} is ${list(words)}.`, rest].filter(Boolean).join(' '), parts: [] };
}

function stateIn(output: string): string {
  const word = output.trim().split(/\s/)[0] ?? '';
  return /^[a-z-]{1,30}$/.test(word) ? word : 'in a state that was not understood';
}

function toldBy({ targets, groups }: ChatRunPart, anyExit = false): Told[] {
  return targets.flatMap((target) => {
    const group = target.group === null ? undefined : groups[target.group];
    const ended = target.state === 'succeeded' || (anyExit && target.state === 'failed');
    return ended && group ? [{ target, output: group.output }] : [];
  });
}

/** Of whom nothing was read, and why. */
function notTold({ targets }: ChatRunPart, anyExit = false): string {
  const silent = targets.filter(({ state }) => state !== 'succeeded' && !(anyExit && state === 'failed'));
  const byState = Map.groupBy(silent, ({ state }) => state);
  const words = [...byState].map(
    ([state, some]) =>
      `${some.length > 2 ? hosts(some.length) : list(some.map((target) => nameOf({ target })))} ${STATES[state]}`,
  );
  return words.length > 0 ? `${list(words)}.` : '';
}

const STATES: Readonly<Record<Target['state'], string>> = {
  waiting: 'still waits',
  running: 'is still at it',
  succeeded: 'answered',
  failed: 'failed',
  denied: 'was refused by policy',
  canceled: 'was canceled',
  skipped: 'was left out, because it is not connected',
};

function nameOf({ target }: { target: Target }): string {
  return named(target.hostname || target.probe_id);
}

function hostCell({ hostname, probe_id }: Target): ChatCell {
  return { text: plain(hostname) || probe_id, probe_id };
}

function share(percent: number): ChatCell {
  const tone = percent >= 95 ? 'bad' : percent >= 80 ? 'warn' : 'ok';
  return { text: `${Math.round(percent)} %`, percent: Math.min(100, Math.max(0, percent)), tone };
}

function disks({ target, output }: Told): Row[] {
  return diskLines(output).map(({ mount, percent, free, total }) => ({
    cells: [
      hostCell(target),
      { text: plain(mount) },
      share(percent),
      { text: sizeText(free) },
      { text: sizeText(total) },
    ],
    words: `${nameOf({ target })} ${Math.round(percent)} % at ${named(mount)}, ${sizeText(free)} free`,
    weight: percent,
  }));
}

function memory({ target, output }: Told): Row[] {
  const line = memoryLine(output);
  if (!line) return [];
  const percent = ((line.total - line.available) / line.total) * 100;
  return [
    {
      cells: [
        hostCell(target),
        share(percent),
        { text: sizeText(line.available) },
        { text: sizeText(line.total) },
      ],
      words: `${nameOf({ target })} uses ${Math.round(percent)} % of ${sizeText(line.total)}, ${sizeText(line.available)} free`,
      weight: percent,
    },
  ];
}

function processColumns(): Columns {
  return [text('Host'), text('Process'), number('CPU'), number('Memory'), text('User'), number('PID')];
}

function processes(by: (line: ReturnType<typeof processLines>[number]) => number): Reader {
  return ({ target, output }) =>
    processLines(output)
      .slice(0, PER_HOST)
      .map((line) => ({
        cells: [
          ...[
            hostCell(target),
            { text: plain(line.name) },
            { text: `${line.cpu} %` },
            { text: `${line.memory} %` },
          ],
          ...[{ text: plain(line.user) }, { text: line.pid }],
        ],
        words: `${named(line.name)} with ${by(line)} % on ${nameOf({ target })}`,
        weight: by(line),
      }));
}

function ports({ target, output }: Told, name: string): Row[] {
  const lines = portLines(output).filter(({ port }) => name === '' || port === name);
  return lines.map(({ protocol, address, port }) => ({
    cells: [hostCell(target), { text: port }, { text: plain(protocol) }, { text: plain(address) }],
    words: `${port}/${plain(protocol)} on ${nameOf({ target })}`,
    weight: -Number(port),
  }));
}

function sessions({ target, output }: Told): Row[] {
  return sessionLines(output).map(({ user, terminal, since }) => ({
    cells: [hostCell(target), { text: plain(user) }, { text: plain(terminal) }, { text: plain(since) }],
    words: `${named(user)} on ${nameOf({ target })}`,
    weight: 0,
  }));
}

function units({ target, output }: Told): Row[] {
  return unitLines(output).map((unit) => ({
    cells: [hostCell(target), { text: plain(unit), tone: 'bad' as const }],
    words: `${named(unit)} on ${nameOf({ target })}`,
    weight: 0,
  }));
}
