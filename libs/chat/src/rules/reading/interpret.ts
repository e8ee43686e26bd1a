import type { FactCondition, FactField } from '@legator/fleet';
import { conditionOf, groupOf, measureOf, wordField } from './measures.js';
import { namedThing } from './named-things.js';
import type { Look, Reading } from './reading.js';
import { readRank } from './ranking.js';
import { statesIn } from './states.js';
import type { Parts } from './understood.js';

/** Tried in turn; the first that the parts fit is what was meant. */
const WAYS: readonly ((parts: Parts) => Reading | undefined)[] = [
  ...[refused, unclear, help, needs, changes, looks, comparison, namedThing, silence],
  ...[sizes, readRank, sums, counts, things, about, shown, listed],
];

export function interpret(parts: Parts): Reading {
  for (const way of WAYS) {
    const reading = way(parts);
    if (reading) return reading;
  }
  return { kind: 'unknown', because: parts.words.length > 0 ? 'words' : 'unclear', words: parts.words };
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

function needs(parts: Parts): Reading | undefined {
  if (!parts.needs || parts.words.length > 0) return undefined;
  if (parts.targets.length > 0) return { kind: 'about', targets: parts.targets, where: [] };
  return parts.needs.of ? { kind: 'needs', of: parts.needs.of } : { kind: 'needs' };
}

function changes(parts: Parts): Reading | undefined {
  if (!parts.has('changed') || parts.words.length > 0) return undefined;
  const seconds = parts.amounts.find(({ unit }) => unit === 'seconds');
  const span = seconds?.value ?? (parts.spans.includes('yesterday') ? 'yesterday' : 'today');
  return { kind: 'changes', span, targets: parts.targets, where: [] };
}

/** What the host has to be asked for, because nothing of it is known here. */
function looks(parts: Parts): Reading | undefined {
  const look = parts.looks[0] ?? processesIn(parts);
  const { targets, words } = parts;
  if (!look) return undefined;
  const name =
    look === 'ports' ? String(parts.amounts[0]?.value ?? '') : look === 'service_log' ? words[0] : undefined;
  if (words.length > (look === 'service_log' ? 1 : 0)) return undefined;
  return { kind: 'live', look, targets, where: [], ...(name && { name }) };
}

/** "Which process uses the most memory": of the processes of a host, not of hosts. */
function processesIn({ bases, has }: Parts): Look | undefined {
  if (!bases.includes('process') || has('noun')) return undefined;
  if (bases.includes('memory')) return 'memory_processes';
  return bases.includes('cpu') ? 'processes' : undefined;
}

function comparison(parts: Parts): Reading | undefined {
  if (!parts.asks.has('compare') || parts.words.length > 0) return undefined;
  const fields = fieldsOf(parts);
  const field = fields.length > 0 ? fields : (['cpu_percent', 'memory_percent', 'disk_percent'] as const);
  return { kind: 'compare', fields: field, targets: parts.targets, where: statesIn(parts) };
}

function silence(parts: Parts): Reading | undefined {
  const age = parts.amounts.find(({ unit }) => unit === 'seconds');
  if (!parts.has('silent') || !age || parts.words.length > 0) return undefined;
  return { kind: 'list', silentFor: age.value, targets: parts.targets, where: [] };
}

/** Hosts of which something is more or less than a number. */
function sizes(parts: Parts): Reading | undefined {
  if (parts.compared.length === 0 || parts.words.length > 0) return undefined;
  const conditions = parts.compared.map(({ op, amount }) => conditionOf(parts, op, amount));
  if (conditions.includes(undefined)) return { kind: 'unknown', because: 'unclear', words: [] };
  const where = [...(conditions as FactCondition[]), ...statesIn(parts)];
  return { kind: parts.asks.has('count') ? 'count' : 'list', where, targets: parts.targets };
}

function sums(parts: Parts): Reading | undefined {
  if (parts.words.length > 0) return undefined;
  const [said] = parts.fns;
  const one = parts.targets.some(({ kind }) => kind === 'host' || kind === 'machine');
  const asksSum = parts.asks.has('much') || parts.aspects.includes('total') || parts.asks.has('count');
  const fn = said ?? (asksSum && !one && !parts.by ? 'sum' : undefined);
  const field = fn && measureOf(parts, fn === 'sum' ? 'sum' : 'show');
  const summable =
    field && (fn !== 'sum' || /_(?:free|used|total)$|^(?:cpus|packages|services|processes)$/.test(field));
  if (!fn || !field || !summable) return undefined;
  if (!said && parts.apiece)
    return { kind: 'show', fields: [field], targets: parts.targets, where: statesIn(parts) };
  const by = parts.by && groupOf(parts.by);
  return { kind: 'sum', fn, field, targets: parts.targets, where: statesIn(parts), ...(by && { by }) };
}

function counts(parts: Parts): Reading | undefined {
  if (parts.words.length > 0) return undefined;
  const { targets } = parts;
  const where = statesIn(parts);
  const [base] = parts.bases;
  const asked = parts.asks.has('count');
  const by = parts.by ? groupOf(parts.by) : base && (asked || namesAll(parts)) ? groupOf(base) : undefined;
  if (by && !targets.some(({ kind }) => kind === 'host' || kind === 'machine'))
    return { kind: 'count', by, targets, where };
  return asked && parts.bases.length === 0 ? { kind: 'count', targets, where } : undefined;
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

/** Services, packages, users and interfaces one by one. */
function things(parts: Parts): Reading | undefined {
  const { targets, words } = parts;
  const list = parts.bases.find(
    (base) =>
      base === 'service' || base === 'package' || base === 'user' || base === 'interface' || base === 'mount',
  );
  if (!list || words.length > 0 || parts.ranks.length > 0) return undefined;
  const failed = parts.states.includes('failed');
  if (list === 'service' && failed && targets.length > 0)
    return { kind: 'live', look: 'failed_services', targets, where: [] };
  const where: FactCondition[] = failed ? [{ field: 'service.state', op: 'eq', value: 'failed' }] : [];
  return { kind: 'things', list, targets, where };
}

function about(parts: Parts): Reading | undefined {
  const { targets, words, bases, aspects, states } = parts;
  const hosts = targets.filter(({ kind }) => kind === 'host' || kind === 'machine');
  const onlyThat = bases.length + aspects.length + states.length + words.length + parts.amounts.length === 0;
  return onlyThat && hosts.length > 0 && hosts.length === targets.length
    ? { kind: 'about', targets, where: [] }
    : undefined;
}

/** Facts of the hosts that are named, or of all. Bare "disk on db-01" is asked of the host itself. */
function shown(parts: Parts): Reading | undefined {
  const { targets, words, asks, states } = parts;
  if (words.length > 0 || parts.amounts.length > 0) return undefined;
  if (
    asks.has('yes') &&
    states.length === 1 &&
    parts.bases.length === 0 &&
    targets.length > 0 &&
    targets.every(({ kind }) => kind === 'host' || kind === 'machine')
  )
    return { kind: 'show', fields: ['status'], targets, where: [] };
  const [base] = parts.bases;
  const here = targets.some(({ kind }) => kind === 'machine');
  const fresh =
    (base === 'disk' || base === 'memory') &&
    parts.bases.length === 1 &&
    (parts.on || here) &&
    !asks.has('much');
  if (fresh && targets.length > 0 && states.length === 0 && !parts.aspects.includes('free'))
    return { kind: 'live', look: base, targets, where: [] };
  const fields = fieldsOf(parts);
  return fields.length > 0 ? { kind: 'show', fields, targets, where: statesIn(parts) } : undefined;
}

function listed(parts: Parts): Reading | undefined {
  const { targets, words } = parts;
  const where = statesIn(parts);
  if (words.length > 0 || parts.amounts.length > 0 || parts.bases.length > 0 || parts.aspects.length > 0)
    return undefined;
  const said = targets.length > 0 || where.length > 0 || parts.has('noun');
  return said ? { kind: 'list', targets, where } : undefined;
}

function fieldsOf(parts: Parts): FactField[] {
  const words = parts.bases.flatMap((base) => wordField(base) ?? []);
  const number = measureOf(
    parts,
    parts.asks.has('much') && /have|has/.test([...parts.asks].join(' ')) ? 'rank' : 'show',
  );
  return [...new Set([...words, ...(number ? [number] : [])])];
}
