import type { ExpectedRow } from '@legator/contracts';
import type { CommandWords, Told } from './command-words.js';
import type { HostFacts } from './host-facts.js';
import { unitState } from './service-rows.js';

const ACCOUNTS: Readonly<Record<string, string>> = {
  create: 'there',
  delete: 'gone',
  lock: 'locked',
  unlock: 'not locked',
  password: 'another password',
  shell: 'another shell',
  groups: 'other members',
  expiry: 'another expiry',
  change: 'changed',
};
const MOUNTS: Readonly<Record<string, string>> = {
  mount: 'mounted',
  unmount: 'not mounted',
  grow: 'larger',
  resize: 'another size',
  'swap on': 'used for swap',
  'swap off': 'not used for swap',
};
const REBOOTS = /^(reboot|kexec|soft-reboot)$/;
const STOPS = /^(poweroff|halt)$/;
const SLEEPS = /^(suspend|hibernate|hybrid-sleep)$/;

/** People who may sign in are told of in the inventory; other accounts, and groups, are not known before. */
export function accountRow(
  { verb, target }: Told,
  words: CommandWords,
  host: HostFacts,
): ExpectedRow | undefined {
  const after = Object.hasOwn(ACCOUNTS, verb) ? ACCOUNTS[verb]! : undefined;
  if (after === undefined || target === '*') return undefined;
  const sort = verb === 'groups' ? 'group' : words.accounts;
  const subject = sort === 'either' ? `account ${target}` : `${sort} ${target}`;
  const found = sort === 'user' ? host.inventory?.users.find(({ name }) => name === target) : undefined;
  if (!found) return { kind: 'account', subject, before: null, after };
  return {
    kind: 'account',
    subject,
    before: verb === 'shell' ? found.shell : `there, uid ${found.uid}`,
    after,
  };
}

/** What is mounted there. Only file systems on disks are told of, so what is not among them may still be mounted. */
export function mountRow(
  { verb, target }: Told,
  _words: CommandWords,
  host: HostFacts,
): ExpectedRow | undefined {
  const after = Object.hasOwn(MOUNTS, verb) ? MOUNTS[verb]! : undefined;
  if (after === undefined || !target.startsWith('/')) return undefined;
  const path = withoutEnd(target);
  const found = host.inventory?.disks?.find(({ mount, device }) => mount === path || device === path);
  const other = found?.mount === path ? found.device : found?.mount;
  const isSwap = verb.startsWith('swap');
  return {
    kind: 'mount',
    subject: path,
    before: found && !isSwap ? `mounted, ${other}` : null,
    after,
  };
}

/** The host itself. How long it has been up is in every heartbeat. */
export function powerRow({ verb }: Told, words: CommandWords, host: HostFacts): ExpectedRow | undefined {
  if (!/^(off or reboot|shutdown|shut down|change)$/.test(verb)) return undefined;
  const after = poweredTo(verb, words);
  if (after === undefined) return undefined;
  const uptime = host.vitals?.uptimeSeconds;
  return {
    kind: 'power',
    subject: 'this host',
    before: uptime === undefined ? null : `up for ${duration(uptime)}`,
    after,
  };
}

/** Nothing for what may only start and stop services: another target of systemd, or another runlevel. */
function poweredTo(effect: string, words: CommandWords): string | undefined {
  const levels = [...words.verbsOf('init'), ...words.verbsOf('telinit')];
  // Only this one is also said of what keeps the host where it is.
  const mayTakeAway = effect !== 'off or reboot' || levels.some((level) => /^[06]$/.test(level));
  const verbs = words.verbsOf('systemctl');
  const says = (pattern: RegExp) => verbs.some((verb) => pattern.test(verb)) || words.calls(pattern);
  const kinds = [
    ...(says(REBOOTS) ? ['started anew'] : []),
    ...(says(STOPS) ? ['off'] : []),
    ...(says(SLEEPS) ? ['asleep'] : []),
  ];
  if (kinds.length === 1 && !mayTakeAway) return kinds[0];
  return kinds.length > 0 || mayTakeAway ? 'off or started anew' : undefined;
}

export function processRow(
  { verb, target }: Told,
  _words: CommandWords,
  host: HostFacts,
): ExpectedRow | undefined {
  if (verb !== 'kill' || target === '*') return undefined;
  return { kind: 'process', subject: target, before: unitState(target, host), after: 'sent a signal' };
}

export function settingRow(
  { verb, target }: Told,
  _words: CommandWords,
  host: HostFacts,
): ExpectedRow | undefined {
  if (target === '*') return undefined;
  if (verb === 'hostname')
    return { kind: 'setting', subject: 'host name', before: host.inventory?.hostname ?? null, after: target };
  if (/^time ?zone$/.test(verb))
    return { kind: 'setting', subject: 'time zone', before: null, after: target };
  const [, key, value] = (verb === 'kernel' && /^([a-z][\w./-]*)\s*=\s*(.+)$/.exec(target)) || [];
  return key && value ? { kind: 'setting', subject: key, before: null, after: value } : undefined;
}

function withoutEnd(path: string): string {
  return path.length > 1 ? path.replace(/\/+$/, '') || '/' : path;
}

/** "41 d", "5 h", "12 min"; the largest unit alone. */
export function duration(seconds: number): string {
  const units = [
    [86_400, 'd'],
    [3_600, 'h'],
    [60, 'min'],
  ] as const;
  const [size, unit] = units.find(([one]) => seconds >= one) ?? [1, 's'];
  return `${Math.floor(seconds / size)}\u2009${unit}`;
}
