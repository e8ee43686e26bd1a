import { ALIASES } from './aliases.js';
import type { Cmdlet } from './cmdlet.js';
import { CONTROL } from './cmdlets/control.js';
import { CORE } from './cmdlets/core.js';
import { HOST } from './cmdlets/host.js';
import { NETWORK_CMDLETS } from './cmdlets/network.js';
import type { Program } from './program.js';
import { DISKS } from './programs/disks.js';
import { FILES } from './programs/files.js';
import { NAMES } from './programs/names.js';
import { NETWORK } from './programs/network.js';
import { SERVICES } from './programs/services.js';
import { SYSTEM } from './programs/system.js';

/** Every program and word of cmd of which something is known. */
export const PROGRAMS: Readonly<Record<string, Program>> = {
  ...SYSTEM,
  ...DISKS,
  ...NAMES,
  ...NETWORK,
  ...FILES,
  ...SERVICES,
};

/** Every cmdlet of which something is known. */
export const CMDLETS: Readonly<Record<string, Cmdlet>> = { ...CORE, ...HOST, ...CONTROL, ...NETWORK_CMDLETS };

const CMDLETS_BY_NAME = new Map(Object.keys(CMDLETS).map((name) => [name.toLowerCase(), name]));

/** Words that only cmd itself knows. */
const BUILT_IN = new Set(
  (
    'assoc cd chdir cls copy date del dir echo erase exit ftype md mkdir move path popd pushd rd rem ren rename rmdir set ' +
    'time title type ver vol'
  ).split(' '),
);

/** Folders that programs of Windows itself are in. */
const FOLDER =
  /^[a-z]:\\windows\\(system32|sysnative|syswow64)\\((wbem|inetsrv|windowspowershell\\v1\.0|openssh)\\)?$/;

/** The name in the table of a program, if a word names one by itself or in a folder of Windows. */
export function programName(word: string): string | undefined {
  const lower = word.toLowerCase().replaceAll('/', '\\');
  const slash = lower.lastIndexOf('\\') + 1;
  const bare = lower.slice(slash).replace(/\.(exe|com)$/, '');
  if (slash > 0 && !FOLDER.test(lower.slice(0, slash))) return undefined;
  const named = slash > 0 || bare !== lower;
  if (named && BUILT_IN.has(bare)) return undefined;
  return bare;
}

export function programFor(name: string): Program | undefined {
  return Object.hasOwn(PROGRAMS, name) ? PROGRAMS[name] : undefined;
}

export function isBuiltIn(name: string): boolean {
  return BUILT_IN.has(name);
}

/** A cmdlet by its name or one of its aliases. */
export function cmdletFor(word: string): [name: string, cmdlet: Cmdlet] | undefined {
  const lower = word.toLowerCase();
  const name = CMDLETS_BY_NAME.get((ALIASES.get(lower) ?? lower).toLowerCase());
  return name === undefined ? undefined : [name, CMDLETS[name]!];
}

/** Whether a word is the name of a cmdlet, which no other shell knows. */
export function isCmdlet(word: string): boolean {
  return word.includes('-') && CMDLETS_BY_NAME.has(word.toLowerCase());
}

/** Short names of cmdlets that are well-known programs as well, which do more than read. */
const PROGRAMS_TOO = new Set(['sls', 'service', 'process', 'man', 'mount', 'help']);

/** Whether a word is a short name of a cmdlet that only reads; where cmd finds a program of that name, so does that. */
export function isReadingAlias(word: string): boolean {
  const lower = word.toLowerCase();
  if (!ALIASES.has(lower) || PROGRAMS_TOO.has(lower) || Object.hasOwn(PROGRAMS, lower)) return false;
  const cmdlet = cmdletFor(lower)?.[1];
  return cmdlet !== undefined && !cmdlet.asks && !cmdlet.secret && cmdlet.level !== 'remediate';
}
