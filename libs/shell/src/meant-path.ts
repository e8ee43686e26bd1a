import { overlap, tokensOfWord, type Tokens } from './glob-overlap.js';
import { isGlob } from './path-globs.js';

/** Kinds of effects whose targets are files and folders, also where they are written without a slash. */
const FILE_KINDS = new Set(['read', 'write', 'delete', 'mount']);

/** The drive that a path begins with, on Windows. */
export const DRIVE = /^[a-z]:(?=\/)/i;
/** What Windows calls the drive of this very host, in other words: `\\?\C:\x`, `\\localhost\c$\x`, `…FileSystem::C:\x`. */
const LONG_DRIVE = /^(?:(?:Microsoft\.PowerShell\.Core\\)?FileSystem::)?(?:[\\/]{2}[?.][\\/])?(?=[a-z]:)/i;
const SHARED_DRIVE = /^[\\/]{2}(?:localhost|127\.0\.0\.1|\.)[\\/]([a-z])\$(?=[\\/]|$)/i;
/** How only a path of Windows begins: with a drive, of PowerShell as well (`HKLM:\`), or with a backslash. */
const WINDOWS = /^(?:\\|[a-z]:|[a-z][a-z0-9]*:\\|(?:Microsoft\.PowerShell\.Core\\)?FileSystem::)/i;
/** Links that the kernel keeps for each process: its root, and where it is or what it has open. */
const OWN_ROOT = /^proc\/((self|thread-self)(\/task\/[^/]+)?\/cwd|[^/]+(\/task\/[^/]+)?\/root)$/;
const ANYWHERE = /^proc\/[^/]+(\/task\/[^/]+)?\/(cwd|fd\/[^/]+)$/;
/** The same, for words of which a pattern may stand for one of them. */
const LINKS = ['root', 'cwd', 'fd/*']
  .flatMap((link) => [`proc/*/${link}`, `proc/*/task/*/${link}`])
  .map((link) => tokensOfWord(link));
/** A place that nobody can tell; no word has it, since what is written is `**` at most. */
const ANY = '***';
/** Links that most hosts have, and what they lead to. */
const USUAL: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    'dev/fd': 'proc/self/fd',
    ...{ 'dev/stdin': ANY, 'dev/stdout': ANY, 'dev/stderr': ANY },
    'proc/net': 'proc/self/net',
    'proc/mounts': 'proc/self/mounts',
    'proc/thread-self': 'proc/self/task/self',
    'etc/mtab': 'proc/self/mounts',
    'var/run': 'run',
    'var/lock': 'run/lock',
    'run/shm': 'dev/shm',
    ...{ bin: 'usr/bin', sbin: 'usr/sbin', lib: 'usr/lib' },
    ...{ lib32: 'usr/lib32', lib64: 'usr/lib64', libx32: 'usr/libx32' },
  }).map(([link, place]) => [link, place.split('/')]),
);
const USUAL_TOKENS = [...USUAL.keys()].map(tokensOfWord);
/** What a process has open: the same file under another name. */
const OPEN_FILES = ['dev/fd/*', 'dev/stdin'].map(tokensOfWord);
/** Who writes there writes to what the command prints, and a redirection to a file is an effect of its own. */
const PRINTED = /^\/dev\/(stdout|stderr|fd\/[12])$/;
/** Who reads there reads what the command is given, which is an effect of its own as well. */
const GIVEN = /^\/dev\/(fd\/)?[^/.]*$/;
/** Folders of the deepest of all these. */
const DEEPEST = 6;
/** No system opens a longer path; and no pattern so long is compared, since that takes its length times the rule's. */
const LONGEST = 4_096;
const LONGEST_PATTERN = 1_024;

/** How a word is read. */
interface Reader {
  /** Whether backslashes part folders, as on Windows, or stand in names, as on Linux. */
  readonly isSlashed?: boolean;
  /** Whether links are followed that most hosts have. */
  readonly follows?: boolean;
  /** Whether what is there is changed. */
  readonly writes?: boolean;
}

/** One path that a word may mean, and whether usual links were followed on the way. */
export interface Reading {
  readonly path: string;
  readonly follows: boolean;
}

/** Whether the target of an effect is a path: by its kind, or by a slash in it. */
export function isPath(target: string, kind?: string): boolean {
  return /[\\/]/.test(target) || isFile(target, kind);
}

/** Whether it is a file or a folder, however it is written. */
export function isFile(target: string, kind?: string): boolean {
  return target !== '' && FILE_KINDS.has(kind ?? '');
}

/**
 * The path that a word means, from a root, without `.`, `..` and doubled slashes; backslashes count as slashes. What
 * begins at no root begins at `/`, where probes run everything. `**` stands for a place that nobody can tell, as of a
 * word that is too long, `~` for any home. Nothing is looked up, so other links stay as they are.
 */
export function meantPath(word: string, how: Reader = {}): string {
  const { isSlashed = true } = how;
  const slashed = isSlashed ? slashedPath(word) : word;
  const drive = isSlashed ? (DRIVE.exec(slashed)?.[0] ?? '') : '';
  if (slashed.length > (isGlob(slashed) ? LONGEST_PATTERN : LONGEST)) return `${drive}/**`;
  let parts: string[] = [];
  for (const [at, part] of slashed.slice(drive.length).split('/').entries()) {
    if (part === '..') parts = above(parts, how);
    else if (at === 0 && part.startsWith('~')) parts = part === '~' ? ['home', '*'] : [ANY];
    else if (part !== '' && part !== '.') {
      parts.push(part.replace(/\*{3,}/g, '**'));
      parts = placed(parts, how);
    }
  }
  return `${drive}/${parts.map((part) => (part === ANY ? '**' : part)).join('/')}`;
}

/**
 * All that a word may mean: nobody says for which system it is written, nor which of the usual links a host has. A rule
 * holds what any of them touches, and lets through only what all of them do.
 */
export function readingsOf(word: string, kind?: string): readonly Reading[] {
  const writes = kind !== undefined && kind !== 'read';
  const isOwnStream = PRINTED.test(word) || (!writes && GIVEN.test(word));
  const spellings = isNameOnLinux(word, kind) ? [true, false] : [true];
  return spellings.flatMap((isSlashed) => [
    { path: meantPath(word, { isSlashed }), follows: false },
    // Of its own streams there is nothing to follow.
    { path: meantPath(word, { isSlashed, writes, follows: !isOwnStream }), follows: true },
  ]);
}

function slashedPath(word: string): string {
  return word
    .replace(LONG_DRIVE, '')
    .replace(SHARED_DRIVE, '$1:')
    .replace(/^([a-z]:)(?![\\/])/i, '$1/')
    .replaceAll('\\', '/');
}

/** Whether it may be meant for Linux, where a backslash is a letter: then `a\..\..\b` is one file, and not `../b`. */
function isNameOnLinux(word: string, kind?: string): boolean {
  const isNamed = kind !== undefined && !word.startsWith('/') && !isFile(word, kind);
  return word.includes('\\') && !isNamed && (!WINDOWS.test(word) || /\/\.\.(\/|$)/.test(word));
}

/** The folder above; above what is at any depth may be anywhere, and above what may be a link as well. */
function above(parts: string[], { follows = false }: Reader): string[] {
  if (parts.at(-1)?.includes('**')) return [ANY];
  const mayBeLink = follows && parts.length <= DEEPEST && isGlob(parts.join('/'));
  if (mayBeLink && fitsOne(parts, USUAL_TOKENS)) return [ANY];
  parts.pop();
  return parts;
}

/** Where a link leads, if the path so far is one. */
function placed(parts: string[], { follows = false, writes = false }: Reader): string[] {
  const last = parts.at(-1)!.toLowerCase();
  // Anywhere may be a process as well.
  if (parts[0] === ANY) return fitsOne([last], [ROOT, CWD]) ? [ANY] : parts;
  if (parts.length > DEEPEST) return parts;
  const place = parts.join('/');
  if (OWN_ROOT.test(place)) return [];
  if (ANYWHERE.test(place)) return [ANY];
  const usual = follows ? USUAL.get(place) : undefined;
  if (usual) return [...usual];
  if (!isGlob(place)) return parts;
  const mayLead = fitsOne(parts, LINKS) || (follows && writes && fitsOne(parts, OPEN_FILES));
  return mayLead ? [ANY] : parts;
}

const [ROOT, CWD] = [tokensOfWord('root'), tokensOfWord('cwd')];

function fitsOne(parts: readonly string[], patterns: readonly Tokens[]): boolean {
  const tokens = tokensOfWord(parts.join('/'));
  return patterns.some((pattern) => overlap(pattern, tokens));
}
