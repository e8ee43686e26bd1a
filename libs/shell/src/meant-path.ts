import { overlap, tokensOfRule, tokensOfWord } from './glob-overlap.js';
import { fitsGlob } from './glob.js';
import { isGlob } from './path-globs.js';

/** How sure it is that something is meant: `perhaps` where nobody can tell. */
export type Touch = 'surely' | 'perhaps' | 'no';

/** Kinds of effects whose targets are files and folders, also where they are written without a slash. */
const FILE_KINDS = new Set(['read', 'write', 'delete', 'mount']);

const DRIVE = /^[a-z]:(?=\/)/i;
/** What Windows calls the drive of this very host, in other words: `\\?\C:\x`, `\\localhost\c$\x`, `…FileSystem::C:\x`. */
const LONG_DRIVE = /^(?:(?:Microsoft\.PowerShell\.Core\\)?FileSystem::)?(?:[\\/]{2}[?.][\\/])?(?=[a-z]:)/i;
const SHARED_DRIVE = /^[\\/]{2}(?:localhost|127\.0\.0\.1|\.)[\\/]([a-z])\$(?=[\\/]|$)/i;
/** Links that the kernel keeps for each process: its root, and where it is or what it has open. */
const OWN_ROOT = /^proc\/((self|thread-self)(\/task\/[^/]+)?\/cwd|[^/]+(\/task\/[^/]+)?\/root)$/;
const ANYWHERE = /^proc\/[^/]+(\/task\/[^/]+)?\/(cwd|fd\/[^/]+)$/;
/** The same, for words of which a pattern may stand for one of them. */
const LINKS = ['root', 'cwd', 'fd/*']
  .flatMap((link) => [`proc/*/${link}`, `proc/*/task/*/${link}`])
  .map((link) => tokensOfWord(link));
/** A place that nobody can tell; no word has it, since what is written is `**` at most. */
const ANY = '***';
/** Folders of the deepest of them. */
const DEEPEST = 6;

/** Whether the target of an effect is a path: by its kind, or by a slash in it. */
export function isPath(target: string, kind?: string): boolean {
  return /[\\/]/.test(target) || isFile(target, kind);
}

/** Whether it is a file or a folder, however it is written. */
export function isFile(target: string, kind?: string): boolean {
  return target !== '' && FILE_KINDS.has(kind ?? '');
}

/**
 * The one path that a word means, from a root, without `.`, `..` and doubled slashes; backslashes count as slashes. What
 * begins at no root begins at `/`, where probes run everything. `**` stands for a place that nobody can tell, `~` for any
 * home. Nothing is looked up, so other links stay as they are.
 */
export function meantPath(word: string): string {
  const slashed = word
    .replace(LONG_DRIVE, '')
    .replace(SHARED_DRIVE, '$1:')
    .replace(/^([a-z]:)(?![\\/])/i, '$1/')
    .replaceAll('\\', '/');
  const drive = DRIVE.exec(slashed)?.[0] ?? '';
  let parts: string[] = [];
  for (const [at, part] of slashed.slice(drive.length).split('/').entries()) {
    if (part === '..') parts = above(parts);
    else if (at === 0 && part.startsWith('~')) parts = part === '~' ? ['home', '*'] : [ANY];
    else if (part !== '' && part !== '.') parts = placed([...parts, part.replace(/\*{3,}/g, '**')]);
  }
  return `${drive}/${parts.map((part) => (part === ANY ? '**' : part)).join('/')}`;
}

/** The folder above; above what is at any depth may be anywhere. */
function above(parts: readonly string[]): string[] {
  return parts.at(-1)?.includes('**') ? [ANY] : parts.slice(0, -1);
}

function mayBe(word: string, name: string): boolean {
  return overlap(tokensOfWord(word), tokensOfWord(name));
}

/** Where a link of the kernel's leads. */
function placed(parts: string[]): string[] {
  // Anywhere may be a process as well.
  if (parts[0] === ANY) return ['root', 'cwd'].some((link) => mayBe(parts.at(-1)!, link)) ? [ANY] : parts;
  if (parts.length > DEEPEST) return parts;
  const place = parts.join('/');
  if (OWN_ROOT.test(place)) return [];
  if (ANYWHERE.test(place)) return [ANY];
  const mayLead = isGlob(place) && LINKS.some((link) => overlap(tokensOfWord(place), link));
  return mayLead ? [ANY] : parts;
}

/** The same for the pattern of a rule: one that begins with a wildcard stays as it is. */
function meantPattern(pattern: string): string {
  return isPath(pattern) && !/^[*?]/.test(pattern) ? meantPath(pattern) : pattern;
}

/** Whether a path is one that the pattern of a rule is about. */
export function fitsPath(pattern: string, target: string): Touch {
  const { rule, path, surely } = compared(pattern, target);
  if (isSure(rule, path)) return surely;
  return mayMeet(rule, path) ? 'perhaps' : 'no';
}

/** Whether a folder is one in which there may be what the pattern of a rule is about. */
export function holdsPath(pattern: string, target: string): boolean {
  const { rule, path } = compared(pattern, target);
  return begins(rule, path);
}

/** Whether a path is the guarded one, below it or above it: who removes `/etc` removes `/etc/ssl`. */
export function touchesPath(guarded: string, target: string): Touch {
  const { rule, path, surely } = compared(guarded, target);
  const inside = `${rule.replace(/\/$/, '')}/`;
  const below = `${inside}*`;
  // Up to the first wildcard: all folders in which the rule begins for sure.
  const upTo = /^[^*?]*\//.exec(inside)?.[0].toLowerCase() ?? '';
  const folder = `${path.replace(/\/$/, '').toLowerCase()}/`;
  if (isSure(rule, path) || isSure(below, path) || upTo.startsWith(folder)) return surely;
  return mayMeet(rule, path) || mayMeet(below, path) || begins(rule, path) ? 'perhaps' : 'no';
}

/** A rule and a path that can be compared, and how sure it is that the path is meant where they fit. */
function compared(pattern: string, target: string): { rule: string; path: string; surely: Touch } {
  const [rule, path] = [meantPattern(pattern), meantPath(target)];
  const isRooted = /^([a-z]:)?\//i.test(rule);
  // Where only one of both names a drive it may be that one.
  if (isRooted && DRIVE.test(rule) !== DRIVE.test(path))
    return { rule: rule.replace(DRIVE, ''), path: path.replace(DRIVE, ''), surely: 'perhaps' };
  return { rule, path, surely: target.startsWith('~') && !/^\*+$/.test(rule) ? 'perhaps' : 'surely' };
}

/** Whether a text fits, and whatever it may stand for as well: only a star takes all of what a pattern is filled with. */
export function isSure(pattern: string, text: string): boolean {
  return fitsGlob(pattern, text) && !(isGlob(text) && pattern.includes('?'));
}

/** Whether something that a pattern among the words may stand for is what the rule is about. */
export function mayMeet(pattern: string, text: string): boolean {
  return isGlob(text) && overlap(tokensOfRule(pattern), tokensOfWord(text));
}

/** Whether a path is a folder in which the rule begins. Of the rule, `*` is one folder here, and not any depth. */
function begins(rule: string, path: string): boolean {
  const drive = DRIVE.exec(rule)?.[0] ?? '';
  if (rule[drive.length] !== '/') return false;
  if (path === `${drive}/`) return true;
  const words = tokensOfWord(path);
  const folders = [...rule.matchAll(/\//g)].map(({ index }) => rule.slice(0, index));
  return folders.some((folder) => folder !== drive && overlap(tokensOfWord(folder), words));
}
