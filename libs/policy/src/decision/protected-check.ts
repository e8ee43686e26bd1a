import type { ProtectedName } from '@legator/contracts';
import { fitsGlob, isPath, mayMeet, namesOf, touchesPath, type SeenEffect, type Touch } from '@legator/shell';
import { isChange, textOf, type Check, type DecisionFacts } from './facts.js';

type Fits = (pattern: string, target: string, kind?: string) => Touch;

const FILES = ['read', 'write', 'delete', 'mount', 'credential', 'setting'];

/** Paths, services and hosts that are touched only as their policy says. */
export const protectedCheck: Check = function* ({ document }, facts) {
  const { paths = [], services = [], hosts = [] } = document;
  for (const entry of paths) yield* found('path', entry, touches(entry, facts, FILES, fitsPath));
  for (const entry of services)
    yield* found('service', entry, touches(entry, facts, ['service'], fitsService));
  for (const entry of hosts) {
    const here = fitsGlob(entry.match, facts.target.hostname) && concerns(entry, facts);
    yield* found('host', entry, here ? 'surely' : touches(entry, facts, ['network'], fitsHost));
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

function touches(entry: ProtectedName, facts: DecisionFacts, kinds: readonly string[], fits: Fits): Touch {
  if (!concerns(entry, facts)) return 'no';
  const { known, effects = [], named = [] } = facts.judgement;
  const meant = effects.filter(
    ({ kind, verb }) =>
      (kinds.includes(kind) || kind === 'unknown') && (entry.on === 'any' || !isReading(kind, verb)),
  );
  const found = meant.map(({ kind, target }) => (target === '*' ? 'no' : fits(entry.match, target, kind)));
  // Where the effects do not tell, the words do: a path that is named is taken for a path that is touched.
  if (!known || entry.on === 'any' || effects.length === 0) {
    found.push(...words(facts).map((word) => fits(entry.match, word)));
    if (kinds === FILES) found.push(...named.map((word) => fits(entry.match, word, 'read')));
  }
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

function words({ command }: DecisionFacts): string[] {
  return textOf(command)
    .split(/[\s'"`=,;|&<>(){}]+/)
    .filter((word) => word !== '');
}

/** The path itself, what is below it, and what it is below of. */
function fitsPath(pattern: string, target: string, kind?: string): Touch {
  // Of a word that nobody knows to be a path: patterns of other things begin so as well.
  if (kind === undefined && /^[*?~]/.test(target)) return 'no';
  return isPath(target, kind) ? touchesPath(pattern, target) : 'no';
}

function fitsService(pattern: string, target: string): Touch {
  return fitsOne(namesOf(pattern), namesOf(target));
}

function fitsHost(pattern: string, target: string): Touch {
  return fitsOne([pattern], hostsOf(target));
}

function fitsOne(patterns: readonly string[], names: readonly string[]): Touch {
  const some = (fits: (pattern: string, name: string) => boolean) =>
    names.some((name) => patterns.some((one) => fits(one, name)));
  if (some(fitsGlob)) return 'surely';
  return some(mayMeet) ? 'perhaps' : 'no';
}

/** `https://user@db:5432/x`, `root@db`, `db:/srv` and `db` all speak to `db`. */
function hostsOf(target: string): string[] {
  const rest = target.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').replace(/^[^@/]*@/, '');
  const bracketed = /^\[([0-9a-f:.]+)\]/i.exec(rest)?.[1];
  return [target, bracketed ?? rest.split(/[/:?#]/)[0]!].filter((host) => host !== '');
}
