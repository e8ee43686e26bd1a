import type { ExpectedRow } from '@legator/contracts';
import type { CommandWords, Told } from './command-words.js';
import type { HostFacts } from './host-facts.js';

/** Whether it runs, and whether it starts by itself. */
type Side = 'state' | 'start' | 'other';

const RUNS: readonly [Side, string] = ['state', 'running'];
const RELOADS: readonly [Side, string] = ['state', 'reloaded'];
const ENABLED: readonly [Side, string] = ['start', 'enabled'];
const DISABLED: readonly [Side, string] = ['start', 'not enabled'];

/** By the verb as the words have it. */
const AFTER: Readonly<Record<string, readonly [Side, string]>> = {
  start: RUNS,
  up: RUNS,
  once: RUNS,
  restart: ['state', 'running, started anew'],
  'reload-or-restart': ['state', 'running, reloaded or started anew'],
  'try-restart': ['state', 'started anew if it runs'],
  condrestart: ['state', 'started anew if it runs'],
  'try-reload-or-restart': ['state', 'reloaded or started anew if it runs'],
  reload: RELOADS,
  'force-reload': RELOADS,
  hup: RELOADS,
  stop: ['state', 'stopped'],
  enable: ENABLED,
  reenable: ENABLED,
  add: ENABLED,
  on: ENABLED,
  disable: DISABLED,
  off: DISABLED,
  mask: ['start', 'masked, it cannot be started'],
  unmask: ['start', 'not masked'],
  preset: ['start', 'as its vendor presets it'],
  revert: ['start', 'as its vendor has it'],
  edit: ['other', 'other settings'],
  set: ['other', 'other settings'],
};
/** For what systemctl does the judge has two words for many verbs: where the words do not tell, neither does this. */
const COLLAPSED: Readonly<Record<string, readonly [Side, string]>> = {
  restart: ['state', 'started, started anew or reloaded'],
  enable: ['start', 'other start settings'],
};
const STATES: Readonly<Record<string, string>> = { dead: 'stopped', exited: 'ended by itself' };

/** A service of the host: how it runs, or whether it starts by itself, whichever the verb is about. */
export function serviceRow(
  { verb, target }: Told,
  words: CommandWords,
  host: HostFacts,
): ExpectedRow | undefined {
  if (target === '*' || target === 'systemd') return undefined;
  const exact = exactVerb(verb, words);
  const known = exact === undefined ? COLLAPSED[verb] : AFTER[exact];
  if (!known) return undefined;
  const [side, after] = known;
  return { kind: 'service', subject: target, before: before(target, side, host), after };
}

/** How a unit is as far as it was told: `running`, `failed`, `not enabled`. Only services of systemd are told of. */
export function unitState(unit: string, { inventory }: HostFacts): string | null {
  const name = /^(.+)\.service$/.exec(unit)?.[1];
  const found = inventory?.services.find((one) => one.name === name);
  return found ? (STATES[found.state] ?? found.state) : null;
}

function exactVerb(verb: string, words: CommandWords): string | undefined {
  if (!words.calls(/^systemctl$/)) return verb;
  if (verb !== 'restart' && verb !== 'enable') return verb;
  // Beside another way to speak to services, nobody knows which of them the effect is of.
  if (words.calls(/^(service|rc-service|rc-update|invoke-rc\.d|supervisorctl|sv|initctl|chkconfig)$/))
    return undefined;
  return words.verbOf('systemctl');
}

function before(unit: string, side: Side, host: HostFacts): string | null {
  const state = unitState(unit, host);
  if (side === 'other' || state === null) return null;
  const found = host.inventory!.services.find(({ name }) => `${name}.service` === unit)!;
  if (side === 'state') return state;
  if (!host.inventory!.knowsEnabled) return null;
  return found.enabled ? 'enabled' : 'not enabled';
}
