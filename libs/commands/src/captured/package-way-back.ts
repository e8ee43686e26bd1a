import type { CapturedChange, CapturedItem } from '@legator/contracts';
import type { Step } from './file-way-back.js';

interface Manager {
  /** Undefined where no one command surely does it. `now` is what is there; undefined where nothing is. */
  install(name: string, version: string, now: string | undefined): string[] | undefined;
  remove(name: string): string[];
}

const MANAGERS: Record<string, Manager> = {
  apt: {
    install: (name, version) => ['apt-get', 'install', '-y', '--allow-downgrades', `${name}=${version}`],
    remove: (name) => ['apt-get', 'remove', '-y', name],
  },
  rpm: {
    install: (name, version, now) => {
      const verb = now === undefined ? 'install' : verbTo(version, now);
      return verb && ['dnf', verb, '-y', `${name}-${version}`];
    },
    remove: (name) => ['dnf', 'remove', '-y', name],
  },
  apk: {
    install: (name, version) => ['apk', 'add', `${name}=${version}`],
    remove: (name) => ['apk', 'del', name],
  },
};

/** A package in the version it had, as long as a source still has it; one that came goes. What came with it stays. */
export function packageBack(
  { name }: CapturedChange,
  before: CapturedItem,
  after: CapturedItem,
): Step[] | undefined {
  const facts = before.state === 'present' ? before.facts : after.facts;
  const manager = MANAGERS[facts?.['manager'] ?? ''];
  const version = before.facts?.['version'];
  if (!manager) return undefined;
  if (before.state === 'absent')
    return [{ text: `remove the package ${name}`, argv: manager.remove(name), harm: 'deletes' }];
  // Two versions side by side, as kernels are: there is no one command for it.
  if (!version || /[\s,]/.test(version)) return undefined;
  const argv = manager.install(
    name,
    version,
    after.state === 'absent' ? undefined : after.facts?.['version'],
  );
  const text = after.state === 'absent' ? `${name} ${version} again` : `${name} back to ${version}`;
  return argv && [{ text, argv }];
}

/** dnf goes down by another word than up, and refuses the wrong one. Undefined where it is not plain which it is. */
function verbTo(version: string, now: string): 'downgrade' | 'install' | undefined {
  const [to, from] = [partsOf(version), partsOf(now)];
  if (!to || !from) return undefined;
  const at = to.findIndex((part, i) => part !== from[i]);
  const [one, other] = [to[at], from[at]];
  if (one === undefined || other === undefined || !/^\d+$/.test(one) || !/^\d+$/.test(other))
    return undefined;
  if (BigInt(one) === BigInt(other)) return undefined;
  return BigInt(one) < BigInt(other) ? 'downgrade' : 'install';
}

/** Numbers, letters and what parts them. A tilde or a caret is more than rpm's rules in short can tell. */
function partsOf(version: string): string[] | undefined {
  return /^[\w.+-]+$/.test(version) ? version.match(/\d+|[A-Za-z]+|[._+-]/g)! : undefined;
}
