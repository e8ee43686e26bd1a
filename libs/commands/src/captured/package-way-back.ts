import type { CapturedChange, CapturedItem } from '@legator/contracts';
import type { Step } from './file-way-back.js';

interface Manager {
  install(name: string, version: string): string[];
  remove(name: string): string[];
}

const MANAGERS: Record<string, Manager> = {
  apt: {
    install: (name, version) => ['apt-get', 'install', '-y', '--allow-downgrades', `${name}=${version}`],
    remove: (name) => ['apt-get', 'remove', '-y', name],
  },
  rpm: {
    install: (name, version) => ['dnf', 'downgrade', '-y', `${name}-${version}`],
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
  if (before.state === 'absent') return [{ text: `remove the package ${name}`, argv: manager.remove(name) }];
  // Two versions side by side, as kernels are: there is no one command for it.
  if (!version || /[\s,]/.test(version)) return undefined;
  if (after.state === 'absent' && facts?.['manager'] === 'rpm')
    return [{ text: `${name} ${version} again`, argv: ['dnf', 'install', '-y', `${name}-${version}`] }];
  return [{ text: `${name} back to ${version}`, argv: manager.install(name, version) }];
}
