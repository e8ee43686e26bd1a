import { covers, type AllowRule, type Level, type Risk } from '@legator/contracts';
import { fitsGlob } from './glob.js';
import { isFile, isPath, meantPath } from './meant-path.js';
import { normalPath } from './normal-path.js';
import { isSure, MeantPath, mayMeet, PathRule, type Touch } from './path-rules.js';

/** An effect as rules look at it. */
export interface SeenEffect {
  readonly kind: string;
  readonly verb: string;
  readonly target: string;
}

/** What rules look at of a command: as much of a judgement as they need. */
export interface SeenCommand {
  readonly level: Level;
  readonly risk: Risk;
  readonly known: boolean;
  readonly effects?: readonly SeenEffect[] | undefined;
}

const RISKS: readonly Risk[] = ['low', 'medium', 'high', 'critical'];

/** What a command would do. One that nobody knows, and a change of which nobody says what it touches, may do anything. */
export function seenEffects({ level, known, effects = [] }: SeenCommand): readonly SeenEffect[] {
  const anything = { kind: 'unknown', verb: '*', target: '*' };
  if (!known) return [...effects.filter(({ kind }) => kind !== 'unknown'), anything];
  if (effects.length > 0) return effects;
  return level === 'remediate' ? [anything] : [{ kind: 'read', verb: '*', target: '' }];
}

/**
 * Whether an effect of the command is one that the rule is about: `surely`, or `perhaps` where nobody can tell, as of
 * what nobody knows. Neither may run unseen; only what is sure may be refused for good.
 */
export function fitsRule(rule: AllowRule, command: SeenCommand): 'surely' | 'perhaps' | 'no' {
  if (!withinBounds(rule, command)) return 'no';
  const effects = seenEffects(command);
  if (effects.some((effect) => surelyFits(rule, effect))) return 'surely';
  return effects.some((effect) => mayFit(rule, effect)) ? 'perhaps' : 'no';
}

/** Whether one of the rules lets each effect of the command through. What may be anything fits no narrow rule. */
export function allows(rules: readonly AllowRule[], command: SeenCommand): boolean {
  const inBounds = rules.filter((rule) => withinBounds(rule, command));
  return seenEffects(command).every((effect) => inBounds.some((rule) => lets(rule, effect)));
}

function withinBounds(
  { min_level, max_level, min_risk, max_risk }: AllowRule,
  command: SeenCommand,
): boolean {
  const risk = RISKS.indexOf(command.risk);
  return (
    (min_level === undefined || covers(command.level, min_level)) &&
    (max_level === undefined || covers(max_level, command.level)) &&
    (min_risk === undefined || risk >= RISKS.indexOf(min_risk)) &&
    (max_risk === undefined || risk <= RISKS.indexOf(max_risk))
  );
}

/** Errs on the side of the rule: an effect without a name could be the one that is meant. */
function mayFit({ kind = '*', verb = '*', target = '*' }: AllowRule, effect: SeenEffect): boolean {
  const open = effect.kind === 'unknown';
  return (
    (open || kind === '*' || kind === effect.kind) &&
    (effect.verb === '*' || fitsGlob(verb, effect.verb)) &&
    (effect.target === '*' || fitsTarget(target, effect) !== 'no')
  );
}

function surelyFits({ kind = '*', verb = '*', target = '*' }: AllowRule, effect: SeenEffect): boolean {
  return (
    (kind === '*' || kind === effect.kind) &&
    fitsGlob(verb, effect.verb) &&
    fitsTarget(target, effect) === 'surely'
  );
}

/** Errs on the other side: for Linux, names that differ in a capital are two. Those of machines are one. */
function lets({ kind = '*', verb = '*', target = '*' }: AllowRule, effect: SeenEffect): boolean {
  return (kind === '*' || kind === effect.kind) && fitsGlob(verb, effect.verb) && letsTarget(target, effect);
}

function letsTarget(pattern: string, effect: SeenEffect): boolean {
  const { kind, target } = effect;
  if (target === '*') return /^\*+$/.test(pattern);
  const { path, names } = meantBy(effect);
  if (path && ruleOf(pattern).allows(path)) return true;
  return written(kind, target, names).some((name) => isSure(pattern, name, kind !== 'network'));
}

/** A path counts as what it means: `/srv/*` is not `/srv/../etc`, and `etc/hosts` is `/etc/hosts`. */
function fitsTarget(pattern: string, effect: SeenEffect): Touch {
  const { kind, target } = effect;
  // Nobody knows what it is: only a rule about everything is surely about it.
  if (target === '*') return /^\*+$/.test(pattern) ? 'surely' : 'no';
  const { path, names } = meantBy(effect);
  const touch = path ? ruleOf(pattern).fits(path) : 'no';
  if (touch === 'surely' || written(kind, target, names).some((name) => isSure(pattern, name)))
    return 'surely';
  const may =
    touch === 'perhaps' ||
    (path && isFile(target, kind) && ruleOf(pattern).holds(path)) ||
    names.some((name) => fitsGlob(pattern, name) || mayMeet(pattern, name));
  return may ? 'perhaps' : 'no';
}

/** What an effect is about. */
interface Meant {
  readonly path: MeantPath | undefined;
  readonly names: readonly string[];
}
const MEANT = new WeakMap<SeenEffect, Meant>();

/** Read once, though there are many rules. */
function meantBy(effect: SeenEffect): Meant {
  const { kind, target } = effect;
  const path = () => (isPath(target, kind) ? new MeantPath(target, kind) : undefined);
  const meant = MEANT.get(effect) ?? { path: path(), names: namesOf(target) };
  MEANT.set(effect, meant);
  return meant;
}

/** The pattern that was asked for last: each is compared with many effects, one after the other. */
let latest = { pattern: '', rule: new PathRule('') };

function ruleOf(pattern: string): PathRule {
  if (latest.pattern !== pattern) latest = { pattern, rule: new PathRule(pattern) };
  return latest.rule;
}

/** What a rule may name as well: an image or an address has slashes and is no file, so it begins at no root. */
function written(kind: string, target: string, names: readonly string[]): readonly string[] {
  if (!/[\\/]/.test(target)) return names;
  return isFile(target, kind) ? [] : [normalPath(target)];
}

/** A unit with and without its `.service`, a path as it is written and as it is meant. */
export function namesOf(target: string): string[] {
  const bare = target.replace(/\.service$/i, '');
  const names = new Set([target, bare, isPath(target) ? meantPath(target) : `${bare}.service`]);
  return [...names];
}
