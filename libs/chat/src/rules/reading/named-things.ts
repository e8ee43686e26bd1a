import type { FactCondition } from '@legator/fleet';
import type { Reading } from './reading.js';
import { statesIn } from './states.js';
import type { Parts } from './understood.js';

const NAME = /^[a-z0-9_][a-z0-9@._:+-]{0,127}$/;
const VERSION = /^v?\d+(?:\.[0-9a-z~+:-]+)*$/;

/** Questions about a service, package, user, address or version that is called by its name. */
export function namedThing(parts: Parts): Reading | undefined {
  return address(parts) ?? kernel(parts) ?? named(parts);
}

function address(parts: Parts): Reading | undefined {
  const [value] = parts.addresses;
  if (value === undefined || parts.words.length > 0) return undefined;
  return chosen(parts, [{ field: 'interface.address', op: 'eq', value }]);
}

/** "Run kernel 5.15": what begins so. */
function kernel(parts: Parts): Reading | undefined {
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
  return chosen(parts, [{ field: 'kernel', op: 'like', value: `${value}*` }]);
}

function named(parts: Parts): Reading | undefined {
  const { words, bases, states, targets } = parts;
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
  if (number !== undefined) return withVersion(parts, name, String(number));
  if (bases.includes('user')) return chosen(parts, [{ field: 'user.name', op: opOf(parts), value: name }]);
  if (bases.includes('version')) return { kind: 'things', list: 'package', name, targets, where: [] };
  if (states.includes('installed') || bases.includes('package')) return installed(parts, name);
  if (isAboutService(parts)) return service(parts, name);
  return parts.asks.has('have') && asksForHosts(parts) ? installed(parts, name) : undefined;
}

function withVersion(parts: Parts, name: string, version: string): Reading {
  const where: FactCondition[] = [
    { field: 'package.name', op: 'eq', value: name },
    { field: 'package.version', op: 'like', value: `${version.replace(/^v/, '')}*` },
  ];
  return chosen(parts, where);
}

/** "Which machines have it", "is it installed": the first counts hosts, the second tells of each. */
function installed(parts: Parts, name: string): Reading {
  if (asksForHosts(parts)) return chosen(parts, [{ field: 'package.name', op: opOf(parts), value: name }]);
  return { kind: 'things', list: 'package', name, targets: parts.targets, where: [] };
}

function isAboutService({ states, bases, has }: Parts): boolean {
  const said = states.some(
    (state) => state === 'up' || state === 'failed' || state === 'stopped' || state === 'enabled',
  );
  return said || bases.includes('service') || bases.includes('status') || has('run');
}

function service(parts: Parts, name: string): Reading {
  const one: FactCondition = { field: 'service.name', op: 'eq', value: name.replace(/\.service$/, '') };
  const asksHosts =
    asksForHosts(parts) || parts.asks.has('where') || (parts.has('run') && !parts.asks.has('yes'));
  if (!asksHosts) return { kind: 'service', name, targets: parts.targets, where: [] };
  const state = stateOf(parts);
  if (parts.has('not')) return chosen(parts, [{ ...one, op: 'ne' }]);
  return chosen(parts, state ? [one, state] : [one]);
}

function stateOf({ states }: Parts): FactCondition | undefined {
  if (states.includes('enabled')) return { field: 'service.enabled', op: 'eq', value: true };
  if (states.includes('failed')) return { field: 'service.state', op: 'eq', value: 'failed' };
  if (states.includes('stopped'))
    return { field: 'service.state', op: 'in', value: ['dead', 'inactive', 'exited'] };
  return { field: 'service.state', op: 'eq', value: 'running' };
}

function opOf({ has }: Parts): 'eq' | 'ne' {
  return has('not') ? 'ne' : 'eq';
}

function asksForHosts({ asks, has }: Parts): boolean {
  const hosts = asks.has('which') || asks.has('list') || asks.has('where');
  return asks.has('count') || (has('noun') && (hosts || asks.has('have') || has('not')));
}

function chosen(parts: Parts, where: readonly FactCondition[]): Reading {
  const states = statesIn({
    ...parts,
    states: parts.states.filter((state) => ['offline', 'online', 'degraded', 'pending'].includes(state)),
  });
  return {
    kind: parts.asks.has('count') ? 'count' : 'list',
    where: [...where, ...states],
    targets: parts.targets,
  };
}
