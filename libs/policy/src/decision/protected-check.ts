import type { ProtectedName } from '@legator/contracts';
import { fitsGlob, namesOf, normalPath, type SeenEffect } from '@legator/shell';
import { isChange, textOf, type Check, type DecisionFacts } from './facts.js';

type Touch = 'surely' | 'perhaps' | 'no';
type Fits = (pattern: string, target: string) => boolean;

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
  const { known, effects = [] } = facts.judgement;
  const named = effects.filter(
    ({ kind, verb }) =>
      (kinds.includes(kind) || kind === 'unknown') && (entry.on === 'any' || !isReading(kind, verb)),
  );
  if (named.some(({ target }) => target !== '*' && fits(entry.match, target))) return 'surely';
  // Where the effects do not tell, the words do: a path that is named is taken for a path that is touched.
  const untold = !known || entry.on === 'any' || effects.length === 0;
  if (untold && words(facts).some((word) => fits(entry.match, word))) return 'surely';
  return named.some(isOpen) || !known || (effects.length === 0 && isChange(facts)) ? 'perhaps' : 'no';
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

/** The path itself, what is below it, and what it is below of: who removes `/etc` removes `/etc/ssl`. */
function fitsPath(pattern: string, target: string): boolean {
  if (!/[\\/]/.test(target)) return false;
  const guarded = normalPath(pattern).toLowerCase();
  const path = normalPath(target).toLowerCase();
  const literal = guarded.replace(/[^/]*[*?].*$/, '');
  return (
    fitsGlob(guarded, path) ||
    fitsGlob(`${guarded === '/' ? '' : guarded}/*`, path) ||
    guarded.startsWith(path === '/' ? '/' : `${path}/`) ||
    (literal !== guarded && literal.startsWith(path === '/' ? '/' : `${path}/`))
  );
}

function fitsService(pattern: string, target: string): boolean {
  return namesOf(target).some((name) => namesOf(pattern).some((one) => fitsGlob(one, name)));
}

function fitsHost(pattern: string, target: string): boolean {
  return hostsOf(target).some((host) => fitsGlob(pattern, host));
}

/** `https://user@db:5432/x`, `root@db`, `db:/srv` and `db` all speak to `db`. */
function hostsOf(target: string): string[] {
  const rest = target.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').replace(/^[^@/]*@/, '');
  const bracketed = /^\[([0-9a-f:.]+)\]/i.exec(rest)?.[1];
  return [target, bracketed ?? rest.split(/[/:?#]/)[0]!].filter((host) => host !== '');
}
