import type { ProtectedName } from '@legator/contracts';
import {
  fitsGlob,
  isPath,
  MeantPath,
  mayMeet,
  namesOf,
  PathRule,
  type SeenEffect,
  type Touch,
} from '@legator/shell';
import { isChange, textOf, type Check, type DecisionFacts } from './facts.js';

/** How a target, or a mere word, touches what one rule guards. */
type Fits = (target: string, kind?: string) => Touch;

const FILES = ['read', 'write', 'delete', 'mount', 'credential', 'setting'];

/** Most words of a command, characters of them and patterns among them that are compared. Nobody can tell about more. */
const MOST_WORDS = 256;
const MOST_CHARACTERS = 16 * 1024;
const MOST_PATTERNS = 64;

/** Paths, services and hosts that are touched only as their policy says. */
export const protectedCheck: Check = function* ({ document }, facts) {
  const { paths = [], services = [], hosts = [] } = document;
  if (paths.length + services.length + hosts.length === 0) return;
  const words = wordsOf(facts);
  const meant = new Map<string, MeantPath>();
  for (const entry of paths)
    yield* found('path', entry, touches(entry, facts, words, FILES, pathFits(entry.match, meant)));
  for (const entry of services)
    yield* found('service', entry, touches(entry, facts, words, ['service'], serviceFits(entry.match)));
  for (const entry of hosts) {
    const here = fitsGlob(entry.match, facts.target.hostname) && concerns(entry, facts);
    const fits = hostFits(entry.match);
    yield* found('host', entry, here ? 'surely' : touches(entry, facts, words, ['network'], fits));
  }
};

function* found(what: string, { match, then }: ProtectedName, touch: Touch) {
  const code = `policy.protected_${what}`;
  if (touch === 'surely')
    yield { code, then, value: match, text: `The policy protects the ${what} ${match}.` };
  if (touch === 'perhaps')
    yield {
      code,
      then: 'queue' as const,
      value: match,
      text: `Nobody can tell whether it touches the protected ${what} ${match}.`,
    };
}

function concerns({ on }: ProtectedName, facts: DecisionFacts): boolean {
  return on === 'any' || isChange(facts);
}

function touches(
  entry: ProtectedName,
  facts: DecisionFacts,
  words: Words,
  kinds: readonly string[],
  fits: Fits,
): Touch {
  if (!concerns(entry, facts)) return 'no';
  const { known, effects = [], named = [] } = facts.judgement;
  const meant = effects.filter(
    ({ kind, verb }) =>
      (kinds.includes(kind) || kind === 'unknown') && (entry.on === 'any' || !isReading(kind, verb)),
  );
  const found = meant.map(({ kind, target }) => (target === '*' ? 'no' : fits(target, kind)));
  // Where the effects do not tell, the words do: a path that is named is taken for a path that is touched.
  if (!known || entry.on === 'any' || effects.length === 0) {
    found.push(...words.seen.map((word) => fits(word)));
    if (words.hasMore) found.push('perhaps');
    if (kinds === FILES) found.push(...named.map((word) => fits(word, 'read')));
  }
  // What runs elsewhere, as in a container, may reach what its words name.
  if (kinds === FILES && effects.some(isRunElsewhere))
    found.push(...words.inside.map((word) => atMost(fits(word))));
  if (found.includes('surely')) return 'surely';
  const isOpenToAll = meant.some(isOpen) || !known || (effects.length === 0 && isChange(facts));
  return isOpenToAll || found.includes('perhaps') ? 'perhaps' : 'no';
}

function isReading(kind: string, verb: string): boolean {
  return kind === 'read' || /^(status|show|list|get|is-.*)$/.test(verb);
}

function isOpen({ kind, target }: SeenEffect): boolean {
  return kind === 'unknown' || target === '*';
}

function isRunElsewhere({ kind, target }: SeenEffect): boolean {
  return target === '*' && /^(process|container|cluster)$/.test(kind);
}

function atMost(touch: Touch): Touch {
  return touch === 'surely' ? 'perhaps' : touch;
}

interface Words {
  readonly seen: readonly string[];
  /** Also what stands before and behind a colon, as in `-v /srv:/data`. */
  readonly inside: readonly string[];
  readonly hasMore: boolean;
}

/** The words of a command, each once. */
function wordsOf({ command }: DecisionFacts): Words {
  const words = new Set(textOf(command).split(/[\s'"`=,;|&<>(){}]+/));
  words.delete('');
  const seen: string[] = [];
  let [characters, patterns] = [0, 0];
  for (const word of words) {
    characters += word.length;
    if (/[*?[]/.test(word)) patterns += 1;
    if (seen.length === MOST_WORDS || characters > MOST_CHARACTERS || patterns > MOST_PATTERNS)
      return { seen, inside: insideOf(seen), hasMore: true };
    seen.push(word);
  }
  return { seen, inside: insideOf(seen), hasMore: false };
}

function insideOf(words: readonly string[]): string[] {
  return [...new Set(words.flatMap((word) => [word, ...word.split(':')]))];
}

/** The path itself, what is below it, and what it is below of. Each word is read once for all rules. */
function pathFits(pattern: string, meant: Map<string, MeantPath>): Fits {
  const rule = new PathRule(pattern);
  return (target, kind) => {
    // Of a word that nobody knows to be a path: patterns of other things begin so as well.
    if (kind === undefined && /^[*?~]/.test(target)) return 'no';
    if (!isPath(target, kind)) return 'no';
    const key = `${kind ?? ''} ${target}`;
    const path = meant.get(key) ?? new MeantPath(target, kind);
    meant.set(key, path);
    return rule.guards(path);
  };
}

function serviceFits(pattern: string): Fits {
  const patterns = namesOf(pattern);
  return (target) => fitsOne(patterns, namesOf(target));
}

function hostFits(pattern: string): Fits {
  return (target) => fitsOne([pattern], hostsOf(target));
}

function fitsOne(patterns: readonly string[], names: readonly string[]): Touch {
  const some = (fits: (pattern: string, name: string) => boolean) =>
    names.some((name) => patterns.some((one) => fits(one, name)));
  if (some((pattern, name) => fitsGlob(pattern, name))) return 'surely';
  return some(mayMeet) ? 'perhaps' : 'no';
}

/** `https://user@db:5432/x`, `root@db`, `db:/srv` and `db` all speak to `db`. */
function hostsOf(target: string): string[] {
  const rest = target.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').replace(/^[^@/]*@/, '');
  const bracketed = /^\[([0-9a-f:.]+)\]/i.exec(rest)?.[1];
  return [target, bracketed ?? rest.split(/[/:?#]/)[0]!].filter((host) => host !== '');
}
