import { MAX_CAPTURES, type Capture, type CaptureKind } from '@legator/contracts';
import type { Effect } from './effects.js';
import { isGlob } from './path-globs.js';
import { normalPath } from './normal-path.js';
import type { Judgement } from './judgement.js';

/** What of a thing its effect concerns, by the sort of the effect. */
const RULES: Record<string, (effect: Effect, all: readonly Effect[]) => Capture[]> = {
  read: (effect, all) => (COPIES.test(effect.verb) ? copied(effect, all) : []),
  write: (effect, all) => (effect.verb === 'crontab' ? [whole('crontab')] : written(effect, all)),
  delete: (effect, all) => (isInRepository(effect, all) ? [] : files([effect.target])),
  service: ({ target }) => [...units(target), whole('sockets')],
  process: ({ verb, target }) => (verb === 'kill' ? ended(target) : []),
  package: ({ verb, target }) => (SOFTWARE.test(verb) ? [...packages(target), whole('package')] : []),
  account: ({ target }) => accounts(target),
  mount: () => [whole('mounts')],
  setting: ({ verb, target }) => settings(verb, target),
};

const SOFTWARE = /^(install|remove|upgrade|undo|update|configure|repair|downgrade|reinstall)$/;
const NAME = /^[A-Za-z0-9_][A-Za-z0-9_.@:+\\-]{0,254}$/;
/** What it is made of is read, and is found in the folder that is written next. */
const COPIES = /^(copy|install)$/;
/** Commands whose operands are sources but for the last one. */
const MOVES = /^(move|link)$/;
const IN_REPOSITORY =
  /^(repository|branch|tag|fetch|pull|stage|commit|checkout|merge|stash|reset|unstage|discard|change)$/;

/**
 * What has to be looked at before and after a command, by what it would do; nothing for what changes nothing. Pure:
 * the control plane asks for it, and the probe reads no more than what it finds by itself in the same way.
 */
export function capturesOf({ level, effects }: Pick<Judgement, 'level' | 'effects'>): Capture[] {
  if (level !== 'remediate') return [];
  const found = effects.flatMap((effect) => RULES[effect.kind]?.(effect, effects) ?? []);
  const unique = new Map(found.map((one) => [`${one.kind} ${one.name}`, one]));
  // Long lists come last: they are what may be left out first.
  const isList = ({ name }: Capture) => Number(name === '*');
  return [...unique.values()].sort((a, b) => isList(a) - isList(b)).slice(0, MAX_CAPTURES);
}

function whole(kind: CaptureKind): Capture {
  return { kind, name: '*' };
}

function named(kind: CaptureKind, names: readonly string[]): Capture[] {
  return names.filter((name) => NAME.test(name)).map((name) => ({ kind, name }));
}

/** Only paths from the root: a relative one may as well be no path at all, such as the script of an editor. */
function files(targets: readonly string[]): Capture[] {
  return targets
    .map((target) => target.replace(/^of=(?=\/)/, ''))
    .filter((path) => path.startsWith('/') && path.length <= 4_096 && !/[\0\\]/.test(path))
    .map((path) => ({ kind: 'file', name: normalPath(path) }));
}

/** Of a repository the folder tells nothing of what changes in it. */
function isInRepository({ verb, target }: Effect, all: readonly Effect[]): boolean {
  return IN_REPOSITORY.test(verb) && all.some((one) => one.verb === 'repository' && one.target === target);
}

function copied(effect: Effect, all: readonly Effect[]): Capture[] {
  const next = all.slice(all.indexOf(effect)).find(isWrittenBy(effect.verb));
  return next ? files(inside(next.target, effect.target)) : [];
}

function isWrittenBy(by: string) {
  return ({ kind, verb }: Effect): boolean => kind === 'write' && verb === by;
}

/** Under which name something is in a folder, if that is one. */
function inside(folder: string, target: string): string[] {
  return looksLikeFolder(folder) && !isGlob(target) ? [`${folder}/${baseName(target)}`] : [];
}

function written(effect: Effect, all: readonly Effect[]): Capture[] {
  if (isInRepository(effect, all)) return [];
  const { verb, target } = effect;
  const together = all.filter(isWrittenBy(verb)).map((one) => one.target);
  if (!MOVES.test(verb) || together.length < 2) return files([target]);
  const into = together.at(-1)!;
  if (target === into) return files([target]);
  return files([...(verb === 'move' ? [target] : []), ...inside(into, target)]);
}

/** `cp a /etc` and `cp a /etc/b.conf` cannot be told apart by their words; the dot is a good guess. */
function looksLikeFolder(path: string): boolean {
  return path.endsWith('/') || !baseName(path).includes('.');
}

function baseName(path: string): string {
  return path.replace(/\/+$/, '').replace(/^.*\//, '');
}

function units(target: string): Capture[] {
  return target === 'systemd' ? [] : named('service', [target]);
}

function ended(target: string): Capture[] {
  if (/\.(service|socket|timer|scope|slice)$/.test(target)) return named('service', [target]);
  return named('process', [target]);
}

/** `nginx=1.24-1`, `nginx:amd64`, `nginx/stable`: the bare name; a file or a pattern is in the list of all. */
function packages(target: string): Capture[] {
  if (target.startsWith('/') || /[*?[]|\.(deb|rpm|apk)$/.test(target)) return [];
  const name = target.replace(/([=<>~].*|\/[\w.-]+|:[a-z0-9]+)$/, '');
  // `nginx-1.24-2` is a name and a version with dnf; there it is a name that is not there otherwise.
  return named('package', [...new Set([name, name.replace(/-\d.*$/, '')])]);
}

function accounts(target: string): Capture[] {
  const names = target.split(',');
  return [...named('user', names), ...named('group', names)];
}

function settings(verb: string, target: string): Capture[] {
  if (verb === 'kernel') {
    const key = target.replace(/\s*=.*$/, '').replaceAll('/', '.');
    return /^[a-z][\w.-]*$/.test(key) ? named('sysctl', [key]) : [];
  }
  if (/^(load|remove) module$/.test(verb)) return named('module', [target.replaceAll('-', '_')]);
  if (verb === 'firewall') return [whole('firewall')];
  if (verb === 'network' || verb === 'dns') return [whole('network')];
  if (verb === 'hostname') return [whole('hostname')];
  return /^time ?zone$/.test(verb) ? [whole('timezone')] : [];
}
