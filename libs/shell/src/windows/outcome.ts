import type { Level, Risk } from '@legator/contracts';
import type { Effect } from '../effects.js';
import type { Judgement, JudgementReason } from '../judge.js';

/** A judgement that also says whether a person decides at every level, and what it would touch. */
export interface Outcome extends Judgement {
  asks: boolean;
  effects: Effect[];
}

const LEVELS: Level[] = ['observe', 'diagnose', 'remediate'];
const RISKS: Risk[] = ['low', 'medium', 'high', 'critical'];

/** It only reads, or asks other machines. */
export function granted(rule: string, words: string[], level: 'observe' | 'diagnose' = 'observe'): Outcome {
  const text =
    level === 'observe'
      ? `${rule}, used like this, only reads.`
      : `${rule}, used like this, changes nothing, but works hard or asks other machines.`;
  return outcome({ level, risk: level === 'observe' ? 'low' : 'medium', reasons: [{ rule, words, text }] });
}

/** A change that can be taken back; `why` makes it one that a person decides about, whatever the level. */
export function changes(rule: string, words: string[], effects: Effect[], why?: string): Outcome {
  const text = why ?? `${rule}, used like this, makes a change that can be taken back.`;
  const risk = why === undefined ? 'high' : 'critical';
  const reasons = [{ rule, words, text }];
  return outcome({ level: 'remediate', risk, asks: why !== undefined, effects, reasons });
}

/** Nobody has said what it does. */
export function unknown(rule: string, words: string[], text: string): Outcome {
  const effects: Effect[] = [{ kind: 'unknown', verb: 'run', target: words[0] ?? '*' }];
  return outcome({
    level: 'remediate',
    risk: 'high',
    known: false,
    effects,
    reasons: [{ rule, words, text }],
  });
}

/** It would show secrets. */
export function secret(rule: string, words: string[], text: string): Outcome {
  const effects: Effect[] = [{ kind: 'credential', verb: 'read', target: words.join(' ') }];
  return outcome({
    level: 'remediate',
    risk: 'high',
    sensitive: true,
    effects,
    reasons: [{ rule, words, text }],
  });
}

/** Several commands in one: the strictest of each, and the reasons of the strictest first. */
export function together(outcomes: readonly Outcome[]): Outcome {
  const strictest = [...outcomes].sort((a, b) => weight(b) - weight(a));
  return outcome({
    level: highest(
      LEVELS,
      outcomes.map(({ level }) => level),
    ),
    risk: highest(
      RISKS,
      outcomes.map(({ risk }) => risk),
    ),
    known: outcomes.every(({ known }) => known),
    sensitive: outcomes.some(({ sensitive }) => sensitive),
    asks: outcomes.some(({ asks }) => asks),
    network: outcomes.some(({ network }) => network),
    effects: distinct(outcomes.flatMap(({ effects }) => effects)),
    reasons: distinct(strictest.flatMap(({ reasons }) => reasons)),
  });
}

/** Whether it may run without a person at some level. */
export function runsAlone({ known, sensitive, asks }: Outcome): boolean {
  return known && !sensitive && !asks;
}

function outcome(
  given: Partial<Outcome> & { level: Level; risk: Risk; reasons: JudgementReason[] },
): Outcome {
  // Nobody has written down yet which of these only work hard: all that is not `observe` may ask other machines.
  return {
    known: true,
    sensitive: false,
    asks: false,
    network: given.level !== 'observe',
    effects: [],
    ...given,
  };
}

function weight({ level, known, sensitive, asks }: Outcome): number {
  return LEVELS.indexOf(level) + (known ? 0 : 4) + (sensitive ? 8 : 0) + (asks ? 16 : 0);
}

function highest<T>(scale: readonly T[], values: readonly T[]): T {
  return scale[Math.max(0, ...values.map((value) => scale.indexOf(value)))]!;
}

function distinct<T>(values: readonly T[]): T[] {
  const seen = new Map(values.map((value) => [JSON.stringify(value), value]));
  return [...seen.values()];
}
