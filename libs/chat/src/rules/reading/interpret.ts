import type { FactCondition, FactField } from '@legator/fleet';
import { found, leftOver, ofHosts } from './left-over.js';
import type { Found } from './left-over.js';
import { conditionOf, groupOf, measureOf, wordField } from './measures.js';
import { namedThing } from './named-things.js';
import type { State } from './concepts.js';
import type { Look, Reading } from './reading.js';
import { readRank } from './ranking.js';
import { statesIn } from './states.js';
import { servicesIn, things } from './things.js';
import type { Parts } from './understood.js';

/** Tried in turn; the first that the parts fit is what was meant. */
const WAYS: readonly ((parts: Parts) => Found | undefined)[] = [
  ...[needs, changes, looks, comparison, namedThing, silence],
  ...[sizes, readRank, servicesIn, sums, counts, things, about, shown, listed],
];

export function interpret(parts: Parts): Reading {
  const early = refused(parts) ?? unclear(parts) ?? help(parts);
  if (early) return early;
  for (const way of WAYS) {
    const read = way(parts);
    if (read) return whole(read, parts);
  }
  if (parts.words.length > 0) return { kind: 'unknown', because: 'words', words: parts.words };
  return { kind: 'unknown', because: 'unclear', words: leftOver(parts, ofHosts(parts)) };
}

/** What left out a word that would have changed the answer is no reading. */
function whole({ reading, takes }: Found, parts: Parts): Reading {
  const words = leftOver(parts, takes);
  return words.length > 0 ? { kind: 'unknown', because: 'unclear', words } : reading;
}

/** Orders, and what only a record of the past could tell. */
function refused(parts: Parts): Reading | undefined {
  if (parts.has('change'))
    return { kind: 'unknown', because: 'change', words: [...parts.orders, ...parts.words] };
  const past = parts.has('past') && !parts.has('changed');
  return past ? { kind: 'unknown', because: 'past', words: parts.words } : undefined;
}

function unclear({ choice }: Parts): Reading | undefined {
  return choice && { kind: 'ambiguous', word: choice.word, among: choice.among };
}

function help(parts: Parts): Reading | undefined {
  return parts.has('help') && parts.words.length === 0 ? { kind: 'help' } : undefined;
}

/** What needs somebody now; "today" is as good a word for that. */
function needs(parts: Parts): Found | undefined {
  if (!parts.needs || parts.words.length > 0) return undefined;
  const takes = { spans: parts.spans.every((span) => span === 'today') };
  if (parts.targets.length > 0) return found({ kind: 'about', targets: parts.targets, where: [] }, takes);
  return found(parts.needs.of ? { kind: 'needs', of: parts.needs.of } : { kind: 'needs' }, takes);
}

function changes(parts: Parts): Found | undefined {
  if (!parts.has('changed') || parts.words.length > 0) return undefined;
  const seconds = parts.amounts.find(({ unit }) => unit === 'seconds');
  const span = seconds?.value ?? (parts.spans.includes('yesterday') ? 'yesterday' : 'today');
  const takes = {
    spans: true,
    amounts: seconds ? 1 : 0,
    ranks: parts.ranks.every(({ direction }) => direction === 'new'),
  };
  return found({ kind: 'changes', span, targets: parts.targets, where: [] }, takes);
}

/** What runs where it is looked at. */
const RUNNING: ReadonlySet<Look> = new Set(['containers', 'sessions', 'processes', 'memory_processes']);

/** What the host has to be asked for, because nothing of it is known here. */
function looks(parts: Parts): Found | undefined {
  const look = parts.looks[0] ?? processesIn(parts);
  const { targets, words } = parts;
  if (!look) return undefined;
  const port = look === 'ports' && parts.amounts[0]?.unit === 'none' ? parts.amounts[0].value : undefined;
  const name = look === 'ports' ? String(port ?? '') : look === 'service_log' ? words[0] : undefined;
  if (words.length > (look === 'service_log' ? 1 : 0)) return undefined;
  return found(
    { kind: 'live', look, targets, where: [], ...(name && { name }) },
    {
      // The end of a log is the last of it, and the processes that use the most stand first.
      spans: parts.spans.every((span) => span === 'last'),
      ranks: true,
      amounts: port === undefined ? 0 : 1,
      states: RUNNING.has(look) ? ['up'] : [],
    },
  );
}

/** "Which process uses the most memory": of the processes of a host, not of hosts. */
function processesIn({ bases, has }: Parts): Look | undefined {
  if (!bases.includes('process') || has('noun')) return undefined;
  if (bases.includes('memory')) return 'memory_processes';
  return bases.includes('cpu') ? 'processes' : undefined;
}

function comparison(parts: Parts): Found | undefined {
  if (!parts.asks.has('compare') || parts.words.length > 0) return undefined;
  const fields = fieldsOf(parts);
  const field = fields.length > 0 ? fields : (['cpu_percent', 'memory_percent', 'disk_percent'] as const);
  return found(
    { kind: 'compare', fields: field, targets: parts.targets, where: statesIn(parts) },
    ofHosts(parts),
  );
}

function silence(parts: Parts): Found | undefined {
  const age = parts.amounts.find(({ unit }) => unit === 'seconds');
  if (!parts.has('silent') || !age || parts.words.length > 0) return undefined;
  const takes = { silent: true, amounts: 1, spans: parts.spans.every((span) => span === 'last') };
  return found(
    { kind: 'list', silentFor: age.value, targets: parts.targets, where: statesIn(parts) },
    { ...takes, ...ofHosts(parts) },
  );
}

/** Hosts of which something is more or less than a number. */
function sizes(parts: Parts): Found | undefined {
  if (parts.compared.length === 0 || parts.words.length > 0) return undefined;
  const conditions = parts.compared.map(({ op, amount }) => conditionOf(parts, op, amount));
  // Of two things with one number it is not clear which of them the number is of.
  const things = new Set(parts.bases.map((base) => (base === 'mount' ? 'disk' : base)));
  if (conditions.includes(undefined) || things.size > 1)
    return found({ kind: 'unknown', because: 'unclear', words: [] });
  const where = [...(conditions as FactCondition[]), ...statesIn(parts)];
  const kind = parts.asks.has('count') ? 'count' : 'list';
  const takes = { compared: true, amounts: parts.compared.length, ranks: true };
  return found({ kind, where, targets: parts.targets }, { ...takes, ...ofHosts(parts) });
}

function sums(parts: Parts): Found | undefined {
  if (parts.words.length > 0) return undefined;
  const [said] = parts.fns;
  const one = parts.targets.some(({ kind }) => kind === 'host' || kind === 'machine');
  const counts = parts.asks.has('count') && parts.counted !== 'hosts';
  const asksSum = parts.asks.has('much') || parts.aspects.includes('total') || counts;
  const fn = said ?? (asksSum && !one && !parts.by ? 'sum' : undefined);
  const field = fn && measureOf(parts, fn === 'sum' ? 'sum' : 'show');
  const summable =
    field && (fn !== 'sum' || /_(?:free|used|total)$|^(?:cpus|packages|services|processes)$/.test(field));
  if (!fn || !field || !summable) return undefined;
  const { targets } = parts;
  const where = statesIn(parts);
  const takes = { fns: true, ...ofHosts(parts, ...itself(parts)) };
  if (!said && parts.apiece) return found({ kind: 'show', fields: [field], targets, where }, takes);
  const by = parts.by && groupOf(parts.by);
  return found({ kind: 'sum', fn, field, targets, where, ...(by && { by }) }, takes);
}

/** States that say nothing of a thing that is asked about: a package is installed, a process runs, and so does a system. */
function itself({ bases }: Parts): State[] {
  if (bases.includes('package')) return ['installed'];
  const runs = bases.some((base) => ['process', 'kernel', 'os', 'version', 'arch'].includes(base));
  return runs ? ['up'] : [];
}

function counts(parts: Parts): Found | undefined {
  if (parts.words.length > 0) return undefined;
  const { targets } = parts;
  const where = statesIn(parts);
  const takes = ofHosts(parts, ...itself(parts));
  const [base] = parts.bases;
  const asked = parts.asks.has('count');
  const by = parts.by ? groupOf(parts.by) : base && (asked || namesAll(parts)) ? groupOf(base) : undefined;
  if (by && !targets.some(({ kind }) => kind === 'host' || kind === 'machine'))
    return found({ kind: 'count', by, targets, where }, takes);
  return asked && parts.bases.length === 0 ? found({ kind: 'count', targets, where }, takes) : undefined;
}

/** "List tags", "what sites are there". */
function namesAll({ bases, asks, targets, states }: Parts): boolean {
  return (
    bases.length === 1 &&
    (bases[0] === 'tag' || bases[0] === 'site') &&
    targets.length === 0 &&
    states.length === 0 &&
    (asks.has('list') || asks.has('which'))
  );
}

function about(parts: Parts): Found | undefined {
  const { targets, words, bases, aspects, states } = parts;
  const hosts = targets.filter(({ kind }) => kind === 'host' || kind === 'machine');
  const onlyThat = bases.length + aspects.length + states.length + words.length + parts.amounts.length === 0;
  return onlyThat && parts.notStates.length === 0 && hosts.length > 0 && hosts.length === targets.length
    ? found({ kind: 'about', targets, where: [] })
    : undefined;
}

/** Facts of the hosts that are named, or of all. Bare "disk on db-01" is asked of the host itself. */
function shown(parts: Parts): Found | undefined {
  const { targets, words, asks } = parts;
  if (words.length > 0 || parts.amounts.length > 0) return undefined;
  const states = [...parts.states, ...parts.notStates];
  // The status is told, so it does not matter which of them was asked for, or which way round.
  if (
    asks.has('yes') &&
    states.length === 1 &&
    parts.bases.length === 0 &&
    targets.length > 0 &&
    targets.every(({ kind }) => kind === 'host' || kind === 'machine')
  )
    return found({ kind: 'show', fields: ['status'], targets, where: [] }, { states, notStates: states });
  const [base] = parts.bases;
  const here = targets.some(({ kind }) => kind === 'machine');
  const fresh =
    (base === 'disk' || base === 'memory') &&
    parts.bases.length === 1 &&
    (parts.on || here) &&
    !asks.has('much');
  if (fresh && targets.length > 0 && states.length === 0 && !parts.aspects.includes('free'))
    return found({ kind: 'live', look: base, targets, where: [] });
  const fields = fieldsOf(parts);
  if (fields.length === 0) return undefined;
  return found({ kind: 'show', fields, targets, where: statesIn(parts) }, ofHosts(parts, ...itself(parts)));
}

function listed(parts: Parts): Found | undefined {
  const { targets, words } = parts;
  const where = statesIn(parts);
  if (words.length > 0 || parts.amounts.length > 0 || parts.bases.length > 0 || parts.aspects.length > 0)
    return undefined;
  const said = targets.length > 0 || where.length > 0 || parts.has('noun');
  return said ? found({ kind: 'list', targets, where }, ofHosts(parts)) : undefined;
}

function fieldsOf(parts: Parts): FactField[] {
  const words = parts.bases.flatMap((base) => wordField(base) ?? []);
  const number = measureOf(
    parts,
    parts.asks.has('much') && /have|has/.test([...parts.asks].join(' ')) ? 'rank' : 'show',
  );
  return [...new Set([...words, ...(number ? [number] : [])])];
}
