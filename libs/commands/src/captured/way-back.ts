import type { Capture, CapturedChange, CapturedItem, CaptureKind } from '@legator/contracts';
import type { CommandAsk } from '../command-requests.service.js';
import { touchedBy, type CommandWords } from './asked-captures.js';
import { reachOf, type Reach } from './command-reach.js';
import { contentsBack, lineOf, type Step } from './file-way-back.js';
import { movesBack } from './moved-back.js';
import { packageBack } from './package-way-back.js';
import { labelOf } from './thing-words.js';

/** How a command is taken back, as far as it can be. */
export interface WayBack {
  /** One sentence for each thing that is put back. */
  readonly steps: readonly string[];
  /** Changes that have no way back; they stay. */
  readonly remains: readonly string[];
  /** What would run: a program as it stands, or a line of several; null where there is no way back. */
  readonly words: CommandAsk['words'] | null;
  /** How things have to be for it to run. */
  readonly expect: readonly Capture[];
}

type Back = (change: CapturedChange, before: CapturedItem, after: CapturedItem) => Step[] | undefined;

const BACK: Partial<Record<CaptureKind, Back>> = {
  file: contentsBack,
  service: serviceBack,
  package: packageBack,
  sysctl: factBack('value', (value, { name }) => ['sysctl', '-w', `${name}=${value}`]),
  hostname: factBack('name', (value) => ['hostnamectl', 'set-hostname', value]),
  timezone: factBack('zone', (value) => ['timedatectl', 'set-timezone', value]),
  module: moduleBack,
  user: userBack,
  group: groupBack,
};

/** What makes a thing the same as it was left; what changes by itself, such as a time, is not among them. */
const EXPECTED: Partial<Record<CaptureKind, readonly string[]>> = {
  file: ['type', 'sha256', 'mode', 'owner', 'link_to'],
  service: ['active', 'enabled'],
  package: ['version'],
  sysctl: ['value'],
  hostname: ['name'],
  timezone: ['zone'],
  user: ['uid', 'groups', 'shell', 'home'],
  group: ['gid', 'members'],
};

/** What is looked at beside what a command names, and follows from a change of one of these. */
const FOLLOWS: Partial<Record<CaptureKind, CaptureKind>> = {
  sockets: 'service',
  process: 'service',
  package: 'package',
  // The groups of an account go with it.
  group: 'user',
};

/** A change and how it is taken back: by nothing where it needs nothing, undefined where it cannot be. */
interface Found {
  readonly change: CapturedChange;
  readonly steps: readonly Step[] | undefined;
}

/**
 * The command that puts back what another one changed. Pure, and only by what was seen: what was not read, is masked
 * or too long has no way back. It is an ordinary command: it is judged, and people decide about it, as about any other.
 */
export function wayBack(changes: readonly CapturedChange[], command: CommandWords): WayBack {
  const reach = reachOf(command, changes);
  const own = changes.filter((change) => isOwnChange(change, changes));
  const moves = movesBack(own);
  const others = own
    .filter((one) => !moves.has(one))
    .map((one) => ({ change: one, steps: stepsFor(one, reach) }));
  const kept = withoutLoss(others, reach).toSorted((a, b) => turnOf(a) - turnOf(b));
  const found: Found[] = [...[...moves].map(([change, steps]) => ({ change, steps })), ...kept];
  const put = found.filter(({ change, steps }) => moves.has(change) || (steps && steps.length > 0));
  const unseen = reach.recursive ? changes.filter(isFolderNow) : [];
  const remaining = (some: readonly Found[]) => [
    ...some
      .map(({ change }) => change)
      .filter((one) => !unseen.includes(one))
      .map(({ summary }) => summary),
    ...unseen.map(({ summary }) => `${summary}, what is in it was not compared`),
  ];
  const steps = put.flatMap(({ steps: some }) => some ?? []);
  const expect = put.map(({ change }) => expectationOf(change));
  const words = together(steps);
  if (words && isSeenWhole(words, expect)) {
    const remains = remaining(found.filter(({ steps: some }) => some === undefined));
    return { steps: steps.map(({ text }) => text), remains, words, expect };
  }
  const all = found.filter((one) => one.steps === undefined || put.includes(one));
  return { steps: [], remains: remaining(all), words: null, expect: [] };
}

function isOwnChange(one: CapturedChange, all: readonly CapturedChange[]): boolean {
  const { kind, name, change, facts } = one;
  if (change === 'same') return false;
  const others = all.filter((other) => other !== one && other.change !== 'same');
  const cause = FOLLOWS[kind];
  if (cause && (kind !== 'package' || name === '*')) return !others.some((other) => other.kind === cause);
  // What is in a folder changes the folder, but not its rights.
  const apart = change !== 'changed' || facts.some((fact) => /^(mode|owner)$/.test(fact.name));
  return kind !== 'file' || apart || !others.some((other) => other.name.startsWith(`${name}/`));
}

function isFolderNow({ kind, after }: CapturedChange): boolean {
  return kind === 'file' && after?.facts?.['type'] === 'folder';
}

function stepsFor(change: CapturedChange, { recursive, rightsAlone }: Reach): Step[] | undefined {
  const { kind, name, before, after } = change;
  if (change.change === 'unread' || !before || !after) return undefined;
  const steps = BACK[kind]?.(change, before, after);
  if (!isFolderNow(change) || !steps?.length) return steps;
  return recursive || (change.change === 'changed' && !rightsAlone(name)) ? undefined : steps;
}

/**
 * What went and cannot be put back may be what came elsewhere, in whatever form: then nothing is deleted and nothing
 * written over, since that may be the only copy.
 */
function withoutLoss(found: readonly Found[], { movesUnseen }: Reach): Found[] {
  const hashes = new Set(found.flatMap(({ change }) => change.after?.facts?.['sha256'] ?? []));
  const mayBeElsewhere = ({ change: { kind, change, before }, steps }: Found) => {
    if (kind !== 'file' || steps || change === 'added') return false;
    const { sha256, type } = before?.facts ?? {};
    if (change === 'changed' && (sha256 || type === 'folder')) return hashes.has(sha256 ?? '');
    return true;
  };
  if (!movesUnseen && !found.some(mayBeElsewhere)) return [...found];
  return found.map((one) => {
    const harms = one.change.kind === 'file' && one.steps?.some(({ harm }) => harm);
    return harms ? { ...one, steps: undefined } : one;
  });
}

/** What went comes first, while there is room for it; what deletes comes last, and from the inside out. */
function turnOf({ change, steps }: Found): number {
  if (steps?.some(({ harm }) => harm === 'deletes')) return 1 + 1 / (1 + change.name.length);
  return change.change === 'removed' ? 0 : 1;
}

function expectationOf({ kind, name, after }: CapturedChange): Capture {
  const { state, facts = {} } = after!;
  const names = (EXPECTED[kind] ?? []).filter((key) => key in facts);
  const expected = Object.fromEntries(names.map((key) => [key, facts[key]!]));
  return { kind, name, expect: { state: state as 'present', facts: expected } };
}

/** One program as it stands; of several, a line. */
function together(steps: readonly Step[]): WayBack['words'] {
  const [first, ...others] = steps;
  if (!first) return null;
  if (others.length === 0 && first.argv) return { argv: first.argv };
  return { line: steps.map(({ argv, line }) => line ?? lineOf(argv!)).join(' && ') };
}

/**
 * The probe looks only at what it finds in the command by itself, so all that is expected has to be found in it. In a line
 * too long to be read nothing is.
 */
function isSeenWhole(words: NonNullable<WayBack['words']>, expect: readonly Capture[]): boolean {
  const command = 'line' in words ? { argv: [], line: words.line } : { argv: [...words.argv] };
  const seen = new Set(touchedBy(command).map(({ kind, name }) => `${kind} ${name}`));
  return expect.every(({ kind, name }) => seen.has(`${kind} ${name}`));
}

function serviceBack(
  { name }: CapturedChange,
  before: CapturedItem,
  after: CapturedItem,
): Step[] | undefined {
  const [was, is] = [before.facts ?? {}, after.facts ?? {}];
  if (before.state !== 'present' || after.state !== 'present') return undefined;
  const verbs = [
    unmasking(was['enabled'], is['enabled']),
    running(was['active'], is['active']),
    enabling(was['enabled'], is['enabled']),
  ];
  return verbs
    .flatMap((verb) => verb ?? [])
    .map((verb) => ({ text: `systemctl ${verb} ${name}`, argv: ['systemctl', verb, name] }));
}

function running(was = '', is = ''): string | undefined {
  const up = (state: string) => /^(active|reloading|activating)$/.test(state);
  if (up(was) === up(is)) return undefined;
  return up(was) ? 'start' : 'stop';
}

function enabling(was = '', is = ''): string | undefined {
  if (was === is || !/^(enabled|disabled)$/.test(was)) return undefined;
  return was === 'enabled' ? 'enable' : 'disable';
}

function unmasking(was = '', is = ''): string | undefined {
  if ((was === 'masked') === (is === 'masked')) return undefined;
  return was === 'masked' ? 'mask' : 'unmask';
}

function factBack(fact: string, command: (value: string, change: CapturedChange) => string[]): Back {
  return (change, before) => {
    const value = before.facts?.[fact];
    if (value === undefined || value.includes('[redacted]')) return undefined;
    return [{ text: `${labelOf(change)} back to ${value}`, argv: command(value, change) }];
  };
}

function moduleBack({ name }: CapturedChange, before: CapturedItem): Step[] {
  const argv = before.state === 'present' ? ['modprobe', name] : ['modprobe', '-r', name];
  return [{ text: `${before.state === 'present' ? 'load' : 'remove'} module ${name}`, argv }];
}

function groupBack({ name }: CapturedChange, before: CapturedItem): Step[] | undefined {
  if (before.state !== 'absent') return undefined;
  return [{ text: `delete the group ${name}`, argv: ['groupdel', name], harm: 'deletes' }];
}

function userBack({ name }: CapturedChange, before: CapturedItem, after: CapturedItem): Step[] | undefined {
  if (before.state === 'absent')
    return [{ text: `delete the account ${name}`, argv: ['userdel', name], harm: 'deletes' }];
  if (after.state === 'absent') return undefined;
  const [was, is] = [before.facts ?? {}, after.facts ?? {}];
  const others = ['uid', 'gid', 'home', 'shell', 'login', 'password_changed'].some(
    (key) => was[key] !== is[key],
  );
  if (others || was['groups'] === undefined) return undefined;
  return [
    {
      text: `groups of ${name} back to ${was['groups'] || 'none'}`,
      argv: ['usermod', '-G', was['groups'], name],
    },
  ];
}
