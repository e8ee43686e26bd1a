import type { ExpectedRow } from '@legator/contracts';
import type { CommandWords, Told } from './command-words.js';
import type { HostFacts } from './host-facts.js';

const PLAIN = /^[A-Za-z0-9][A-Za-z0-9_.+-]*$/;
const NEWEST = 'the newest that is offered';
const AFTER: Readonly<Record<string, string>> = {
  install: 'installed',
  reinstall: 'installed anew',
  remove: 'removed',
  upgrade: NEWEST,
  update: NEWEST,
  downgrade: 'an older version',
};

/** A package of the host's own package manager; those of languages, which nobody lists, are not known before. */
export function packageRow(
  { verb, target }: Told,
  words: CommandWords,
  host: HostFacts,
): ExpectedRow | undefined {
  const after = Object.hasOwn(AFTER, verb) ? AFTER[verb]! : undefined;
  if (after === undefined) return undefined;
  if (target === '*') return { kind: 'package', subject: 'packages', before: null, after };
  const { name, version } = bareName(target);
  const before = versionNow(name, words.packageManager, host);
  return { kind: 'package', subject: name, before, after: afterwards(verb, after, version, before) };
}

/** `nginx=1.24-1`, `nginx:amd64`, `nginx/stable` as name and version. Files and patterns stay what they are. */
export function bareName(target: string): { name: string; version: string | undefined } {
  if (target.startsWith('/')) return { name: target, version: undefined };
  const [, name = target, version] = /^([^=]+)=(.+)$/.exec(target) ?? [];
  return { name: name.replace(/(\/[\w.-]+|:[a-z0-9]+)$/, ''), version };
}

function afterwards(verb: string, after: string, version: string | undefined, before: string | null): string {
  if (verb !== 'install') return after;
  if (version !== undefined) return version;
  // Told to install what is there, package managers bring it up to date.
  return before === null || before === ABSENT ? after : `installed, ${NEWEST}`;
}

const ABSENT = 'not installed';

function versionNow(name: string, manager: string | undefined, { inventory }: HostFacts): string | null {
  if (!inventory || manager === undefined || inventory.packageManager !== manager) return null;
  const found = inventory.packages.filter((one) => one.name === name).map(({ version }) => version);
  if (found.length > 0) return [...new Set(found)].join(', ');
  return inventory.hasAllPackages && isName(name, manager) ? ABSENT : null;
}

/** Whether the word can be nothing but the name of a package: `nginx-1.24` is a name and a version, `nginx-` removes it. */
function isName(name: string, manager: string): boolean {
  if (!PLAIN.test(name)) return false;
  if (manager === 'rpm') return !/-\d/.test(name) && !/\.(rpm|x86_64|aarch64|noarch|i686)$/.test(name);
  return !/\.(deb|apk)$/.test(name) && (manager !== 'apt' || !/[+-]$/.test(name));
}
