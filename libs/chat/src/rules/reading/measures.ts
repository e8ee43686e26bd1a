import type { FactCondition, FactField } from '@legator/fleet';
import type { Base } from './concepts.js';
import type { Amount } from './numbers.js';
import type { Parts } from './understood.js';

/** Those that are a word, not a size. */
const WORDS: Partial<Record<Base, FactField>> = {
  ...{
    kernel: 'kernel',
    os: 'system',
    arch: 'arch',
    version: 'version',
    tag: 'tag',
    site: 'site',
    level: 'level',
  },
  ...{ status: 'status', last_seen: 'last_seen', registered: 'registered', address: 'address' },
};

const GROUPS: Partial<Record<Base, FactField>> = {
  ...{
    kernel: 'kernel',
    os: 'distribution',
    arch: 'arch',
    version: 'version',
    tag: 'tag',
    site: 'site',
    level: 'level',
  },
  ...{ status: 'status' },
};

const SIZES: Partial<Record<Base, FactField>> = {
  ...{
    swap: 'swap_percent',
    cpu: 'cpu_percent',
    cores: 'cpus',
    load: 'load1',
    uptime: 'uptime',
    process: 'processes',
  },
  ...{
    network: 'net_rx',
    health: 'health',
    package: 'packages',
    service: 'services',
    mount: 'mount.percent',
  },
};

/** Which field a word for a group stands for. */
export function groupOf(base: Base): FactField | undefined {
  return GROUPS[base];
}

export function wordField(base: Base): FactField | undefined {
  return WORDS[base];
}

/** What of disk or memory is meant: by what is said of it, else by what it is asked for. */
export type Purpose = 'rank' | 'sum' | 'show' | 'compare';

/** The number that is meant, where one is. */
export function measureOf(parts: Parts, purpose: Purpose): FactField | undefined {
  const aspects = new Set(parts.aspects);
  const base = parts.bases.find((one) => one === 'disk' || one === 'memory' || SIZES[one]);
  if (aspects.has('per_cpu') && (base === 'load' || base === 'cpu')) return 'load_per_cpu';
  if (base && base !== 'disk' && base !== 'memory') return SIZES[base];
  const thing = base ?? (aspects.has('space') || aspects.has('pressure') ? 'disk' : undefined);
  return thing && sizeOf(thing, parts, purpose);
}

function sizeOf(thing: 'disk' | 'memory', { aspects, says }: Parts, purpose: Purpose): FactField {
  const of = (what: 'free' | 'used' | 'total' | 'percent'): FactField => `${thing}_${what}`;
  if (aspects.includes('pressure')) return of('percent');
  if (aspects.includes('free')) return of('free');
  if (purpose === 'sum')
    return aspects.includes('used')
      ? of('used')
      : aspects.includes('space') && !aspects.includes('total')
        ? of('free')
        : of('total');
  if (aspects.includes('used')) return of('percent');
  if (aspects.includes('space')) return of(thing === 'disk' && purpose !== 'compare' ? 'free' : 'percent');
  if (aspects.includes('total') || says('smallest') || says('how big')) return of('total');
  return purpose === 'rank' ? of('total') : of('percent');
}

/** A size that is compared with a number: the unit may say more than the words. */
export function conditionOf(
  parts: Parts,
  op: FactCondition['op'],
  amount: Amount,
): FactCondition | undefined {
  const field = comparedField(parts, amount);
  return field && { field, op, value: amount.value };
}

function comparedField(parts: Parts, { unit }: Amount): FactField | undefined {
  const thing = parts.bases.find((base) => base === 'disk' || base === 'memory');
  if (unit === 'bytes') {
    if (!thing)
      return parts.aspects.includes('free') || parts.aspects.includes('space') ? 'disk_free' : undefined;
    if (parts.aspects.includes('free') || parts.aspects.includes('space')) return `${thing}_free`;
    return parts.aspects.includes('used') ? `${thing}_used` : `${thing}_total`;
  }
  if (unit === 'seconds') return parts.bases.includes('uptime') || parts.has('run') ? 'uptime' : undefined;
  if (thing && parts.aspects.includes('free') && unit === 'percent') return undefined;
  const field = measureOf(parts, 'compare');
  if (field) return field.endsWith('_free') || field.endsWith('_total') ? undefined : field;
  return parts.aspects.includes('used') ? 'disk_percent' : undefined;
}
