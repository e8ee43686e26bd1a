import type { FactCondition } from '@legator/fleet';
import type { Base, State } from './concepts.js';
import { found, ofHosts } from './left-over.js';
import type { Found, Takes } from './left-over.js';
import { statesIn } from './states.js';
import type { Parts } from './understood.js';

const NAME = /^[a-z0-9_][a-z0-9@._:+-]{0,127}$/;
const VERSION = /^v?\d+(?:\.[0-9a-z~+:-]+)*$/;

/** Questions about a service, package, user, address or version that is called by its name. */
export function namedThing(parts: Parts): Found | undefined {
  return address(parts) ?? kernel(parts) ?? named(parts);
}

function address(parts: Parts): Found | undefined {
  const [value] = parts.addresses;
  if (value === undefined || parts.words.length > 0) return undefined;
  return chosen(parts, [{ field: 'interface.address', op: opOf(parts), value }], { not: true });
}

/** "Run kernel 5.15": what begins so. */
function kernel(parts: Parts): Found | undefined {
  const number =
    parts.amounts.length === 1 && parts.words.length === 0 ? String(parts.amounts[0]!.value) : undefined;
  const value = parts.words.length === 1 ? parts.words[0] : number;
  if (
    !parts.bases.includes('kernel') ||
    value === undefined ||
    !VERSION.test(value) ||
    parts.compared.length > 0
  )
    return undefined;
  const op = denies(parts) ? 'not_like' : 'like';
  const takes: Takes = { not: true, amounts: number === undefined ? 0 : 1, ...ofHosts(parts, 'up') };
  return chosen(parts, [{ field: 'kernel', op, value: `${value}*` }], takes);
}

function named(parts: Parts): Found | undefined {
  const { words, bases, states } = parts;
  const [name, version] = words;
  if (
    name === undefined ||
    !NAME.test(name) ||
    parts.ranks.length > 0 ||
    parts.fns.length > 0 ||
    parts.compared.length > 0
  )
    return undefined;
  if (words.length === 2 && VERSION.test(version!)) return withVersion(parts, name, version!);
  const number =
    parts.amounts.length === 1 && parts.amounts[0]!.unit === 'none' ? parts.amounts[0]!.value : undefined;
  if (words.length > 1) return undefined;
  if (number !== undefined && bases.every((base) => VERSIONED.has(base)))
    return withVersion(parts, name, String(number), 1);
  if (bases.includes('user'))
    return chosen(parts, [{ field: 'user.name', op: opOf(parts), value: name }], { not: true });
  if (bases.includes('version')) return packages(parts, name, 'up');
  if (states.includes('installed') || parts.notStates.includes('installed') || bases.includes('package'))
    return installed(parts, name);
  if (isAboutService(parts)) return service(parts, name);
  return parts.asks.has('have') && asksForHosts(parts) ? installed(parts, name) : undefined;
}

/** What a number behind a name can be the version of. */
const VERSIONED: ReadonlySet<Base> = new Set(['package', 'version', 'service']);

function withVersion(parts: Parts, name: string, version: string, amounts = 0): Found {
  const where: FactCondition[] = [
    { field: 'package.name', op: 'eq', value: name },
    { field: 'package.version', op: 'like', value: `${version.replace(/^v/, '')}*` },
  ];
  return chosen(parts, where, { amounts, ...ofHosts(parts, 'installed', 'up') });
}

/** "Which machines have it", "is it installed": the first counts hosts, the second tells of each. */
function installed(parts: Parts, name: string): Found {
  if (!asksForHosts(parts)) return packages(parts, name);
  const { states, notStates = [] } = ofHosts(parts, 'installed');
  const takes: Takes = { not: true, ...(states && { states }), notStates: [...notStates, 'installed'] };
  return chosen(parts, [{ field: 'package.name', op: opOf(parts), value: name }], takes);
}

function packages(parts: Parts, name: string, ...more: State[]): Found {
  const { targets } = parts;
  return found(
    { kind: 'things', list: 'package', name, targets, where: statesIn(parts) },
    ofHosts(parts, 'installed', ...more),
  );
}

function isAboutService({ states, notStates, bases, has }: Parts): boolean {
  const said = [...states, ...notStates].some((state) => OF_SERVICES.includes(state));
  return said || bases.includes('service') || bases.includes('status') || has('run');
}

function service(parts: Parts, name: string): Found {
  const one: FactCondition = { field: 'service.name', op: 'eq', value: name.replace(/\.service$/, '') };
  const asksHosts =
    asksForHosts(parts) || parts.asks.has('where') || (parts.has('run') && !parts.asks.has('yes'));
  // How it stands is told of each, so it does not matter which way round that was asked.
  if (!asksHosts)
    return found(
      { kind: 'service', name, targets: parts.targets, where: [] },
      { not: true, states: OF_SERVICES, notStates: ['up'] },
    );
  const { states: hosts = [], notStates = [] } = ofHosts(parts);
  if (denies(parts))
    return chosen(parts, [{ ...one, op: 'ne' }], {
      not: true,
      states: [...hosts, 'up'],
      notStates: [...notStates, 'up'],
    });
  const state = OF_SERVICES.find((said) => parts.states.includes(said)) ?? 'up';
  return chosen(parts, [one, serviceState(state)], ofHosts(parts, state));
}

/** The first that is named is meant. */
export const OF_SERVICES: readonly State[] = ['enabled', 'failed', 'stopped', 'up'];

export function serviceState(state: State): FactCondition {
  if (state === 'enabled') return { field: 'service.enabled', op: 'eq', value: true };
  if (state === 'failed') return { field: 'service.state', op: 'eq', value: 'failed' };
  if (state === 'stopped') return { field: 'service.state', op: 'in', value: ['dead', 'inactive', 'exited'] };
  return { field: 'service.state', op: 'eq', value: 'running' };
}

function denies({ nots, notStates }: Parts): boolean {
  return nots.length > 0 || notStates.some((state) => state === 'installed' || OF_SERVICES.includes(state));
}

function opOf(parts: Parts): 'eq' | 'ne' {
  return denies(parts) ? 'ne' : 'eq';
}

function asksForHosts({ asks, has }: Parts): boolean {
  const hosts = asks.has('which') || asks.has('list') || asks.has('where');
  return asks.has('count') || (has('noun') && (hosts || asks.has('have') || has('not')));
}

function chosen(parts: Parts, where: readonly FactCondition[], takes: Takes): Found {
  const { targets } = parts;
  const kind = parts.asks.has('count') ? 'count' : 'list';
  return found({ kind, where: [...where, ...statesIn(parts)], targets }, { ...ofHosts(parts), ...takes });
}
