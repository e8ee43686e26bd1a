import type { FactField } from '@legator/fleet';
import { measureOf } from './measures.js';
import { found, ofHosts } from './left-over.js';
import type { Found } from './left-over.js';
import { statesIn } from './states.js';
import type { Parts } from './understood.js';

/** Who has the most or least of something; a bare "top 5 by memory" as well. */
export function readRank(parts: Parts): Found | undefined {
  if (parts.words.length > 0) return undefined;
  const ranked = rankIn(parts);
  if (!ranked) return undefined;
  const top = parts.top !== undefined && parts.top >= 1 ? Math.min(Math.round(parts.top), 100) : undefined;
  // Those that are heard of are ranked first anyway.
  const where = statesIn(parts).filter(({ field, value }) => field !== 'connected' || value === false);
  const reading = { kind: 'rank', ...ranked, targets: parts.targets, where, ...(top && { top }) } as const;
  const things = parts.bases.includes('package') ? (['installed'] as const) : [];
  const running = parts.bases.includes('process') ? (['up'] as const) : [];
  const takes = { amounts: top ? 1 : 0, ranks: true, silent: ranked.field === 'last_seen' };
  return found(reading, { ...takes, ...ofHosts(parts, ...things, ...running) });
}

function rankIn(parts: Parts): { field: FactField; direction: 'most' | 'least' } | undefined {
  const { ranks, bases, aspects } = parts;
  const implied = ranks.find(({ field }) => field !== undefined);
  if (implied?.field)
    return { field: impliedField(implied.field, parts), direction: implied.direction as 'most' | 'least' };
  const said = ranks[0]?.direction;
  if (!said) return withoutOne(parts);
  if (said === 'worst' || said === 'best') {
    const field = measureOf(parts, 'rank') ?? 'health';
    const good = field === 'health' || field.endsWith('_free') || field === 'uptime';
    return { field, direction: (said === 'best') === good ? 'most' : 'least' };
  }
  if (said === 'new' || said === 'old') return byAge(parts, said);
  if (parts.has('silent') || bases.includes('last_seen'))
    return { field: 'last_seen', direction: said === 'most' ? 'least' : 'most' };
  const field =
    measureOf(parts, 'rank') ??
    (bases.length === 0 && aspects.length === 0 && parts.has('noun') ? bySize(parts) : undefined);
  return field && { field, direction: said };
}

/** "The biggest machine". "Most" alone says nothing. */
function bySize({ says }: Parts): FactField | undefined {
  return ['biggest', 'largest', 'smallest'].some(says) ? 'cpus' : undefined;
}

function byAge(
  { bases }: Parts,
  said: 'new' | 'old',
): { field: FactField; direction: 'most' | 'least' } | undefined {
  const direction = said === 'new' ? 'most' : 'least';
  const [base] = bases;
  if (base === 'kernel') return { field: 'kernel', direction };
  if (base === 'os') return { field: 'os_version', direction };
  if (base === 'version') return { field: 'version', direction };
  return base === undefined || base === 'registered' ? { field: 'registered', direction } : undefined;
}

function impliedField(field: FactField, { bases }: Parts): FactField {
  if (field === 'disk_percent' && bases.includes('mount')) return 'mount.percent';
  if (field === 'disk_percent' && bases.includes('memory')) return 'memory_percent';
  return field === 'cpu_percent' && bases.includes('disk') ? 'disk_percent' : field;
}

/** Said without a word for it: "running out of space", "top 5 by memory usage". */
function withoutOne(parts: Parts): { field: FactField; direction: 'most' } | undefined {
  const field = parts.aspects.includes('pressure') || parts.has('top') ? measureOf(parts, 'show') : undefined;
  return field && { field, direction: 'most' };
}
