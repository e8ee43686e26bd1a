import type { Neighbour } from '../core/api/models';
import { whoOf } from './neighbour-sides';

/** One thing that a command would touch, as the judge names it. */
export interface Effect {
  readonly kind: string;
  readonly verb: string;
  readonly target: string;
}

/** Who may lose their connection by a command. */
export interface Interruption {
  /** Those of whom it is known, as `whoOf` names them. */
  readonly who: ReadonlySet<string>;
  /** Nobody else can be: of every effect it is known whom it cuts off. */
  readonly isWhole: boolean;
}

/** Whom one effect cuts off: everybody, nobody, who uses a service, or nobody knows. */
type Reach = 'all' | 'none' | 'unknown' | { readonly service: string };

/** A level that only looks: what runs at it changes nothing. */
const LOOKS = ['observe', 'diagnose'];

/** Services that hold the network itself. */
const NETWORK =
  /^(networking|network|NetworkManager|systemd-networkd|connman|dhcpcd|wicked|wpa_supplicant|ifup@.*|netplan.*)$/;

/** What does nothing to a connection that stands. Whatever is in no list is not known. */
const QUIET: Readonly<Record<string, RegExp>> = {
  service: /^(start|resume|enable|edit|configure|reset|flush)$/,
  power: /^(cancel|abort)\b/,
  network: /^(fetch|transfer|send|connect|register|name servers|flush)$/,
  package: /^(clean|refresh|mark|scan|sources|trust|update)$/,
  container: /^(pull|tag|scan|create)$/,
  process: /^(scan|priority)$/,
  setting: /^(clock|time ?zone|ntp|locale|hostname|index|sources|scan|trim|linger|self-test|resync)$/,
};

/** Where nothing lies that a service needs to go on. Elsewhere a file may be a program, its data or an order to the kernel. */
const HARMLESS = /^\/(tmp|var\/tmp|home|root|var\/log|var\/cache)\/./;

/**
 * By what the judge says that a command touches: a reboot and a change of the network cut off everybody, a service those
 * who came in on its ports, where it is known which those are. A guess is never made: then it is not known.
 */
export function interruptionOf(
  effects: readonly Effect[],
  neighbours: readonly Neighbour[],
  { level, truncated }: { readonly level: string; readonly truncated: boolean },
): Interruption {
  if (LOOKS.includes(level) && effects.every(({ kind }) => kind === 'read'))
    return { who: new Set(), isWhole: true };
  const reaches = effects.map(reachOf);
  if (reaches.includes('all')) return { who: new Set(neighbours.map(whoOf)), isWhole: !truncated };
  const served = reaches
    .filter((one) => typeof one === 'object')
    .map((one) => usersOf(one.service, neighbours));
  const who = new Set(served.flat());
  const isWhole =
    effects.length > 0 && !reaches.includes('unknown') && served.every((users) => users.length > 0);
  const isSure = served.length === 0 || (!truncated && everyPortIsNamed(neighbours));
  return { who, isWhole: isWhole && isSure };
}

function reachOf({ kind, verb, target }: Effect): Reach {
  if (QUIET[kind]?.test(verb)) return kind === 'network' && target === 'connections' ? 'all' : 'none';
  switch (kind) {
    case 'read':
    case 'account':
    case 'credential':
      return 'none';
    case 'write':
      return HARMLESS.test(target) && !target.split('/').includes('..') ? 'none' : 'unknown';
    case 'power':
    case 'network':
      return 'all';
    case 'setting':
      return verb === 'network' ? 'all' : 'unknown';
    case 'service':
      return reachOfService(verb, target);
    case 'process':
      return verb === 'kill' && target.endsWith('.service') ? reachOfService(verb, target) : 'unknown';
  }
  return 'unknown';
}

function reachOfService(verb: string, target: string): Reach {
  if (verb === 'reload' && target === 'systemd') return 'none';
  const service = target.replace(/\.service$/, '');
  return NETWORK.test(service) ? 'all' : { service };
}

/** Nobody found means that it is not known: a service may go by another name, or hold others up. */
function usersOf(service: string, neighbours: readonly Neighbour[]): readonly string[] {
  return neighbours
    .filter((one) => one.direction === 'in' && one.service === service)
    .map((one) => whoOf(one));
}

function everyPortIsNamed(neighbours: readonly Neighbour[]): boolean {
  return neighbours.every(({ direction, service }) => direction === 'out' || service !== undefined);
}
