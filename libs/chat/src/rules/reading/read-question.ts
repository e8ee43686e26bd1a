import type { KnownWords } from '@legator/fleet';
import { readAct } from './act-words.js';
import { marksOf } from './marks.js';
import { interpret } from './interpret.js';
import type { Reading, TargetWord } from './reading.js';
import { tokensOf } from './tokens.js';
import type { Token } from './tokens.js';
import { partsOf } from './understood.js';

/** Words of a question that may be names of the fleet's own. */
export function wordsOf(question: string): string[] {
  const tokens = tokensOf(question) ?? [];
  return [...new Set(tokens.map(({ text }) => text.replace(/^(?:@|host:|hostname:|probe:)/, '')))];
}

/**
 * What a question in plain English asks. All of it has to be understood: a word that nothing was made of makes it
 * `unknown`, because an answer that left it out might be one to another question. Never throws.
 */
export function read(question: string, known: KnownWords, how: { here?: boolean } = {}): Reading {
  const reading = readAll(question, known, how);
  return how.here ? ofOneHost(reading) : reading;
}

/** Whom the composer narrowed a question to; nothing for `all`. What names nobody is a host that is not there. */
export function targetIn(text: string, known: KnownWords): TargetWord[] | undefined {
  const tokens = tokensOf(text) ?? [];
  if (text.trim().toLowerCase() === 'all') return undefined;
  const marks = marksOf([{ text: 'on', quoted: false }, ...tokens], known, false);
  const targets = marks.flatMap((mark) =>
    mark.is === 'target' ? [{ ...mark.target, or: true as const }] : [],
  );
  return targets.length > 0 ? targets : [{ kind: 'host', value: text, word: text }];
}

function readAll(question: string, known: KnownWords, { here = false }: { here?: boolean }): Reading {
  const tokens = tokensOf(question);
  if (!tokens || tokens.length === 0) return { kind: 'unknown', because: 'nothing', words: [] };
  const act = readAct(tokens, known);
  if (act)
    return here && act.kind === 'act' && act.targets.length === 0 ? { ...act, targets: [MACHINE] } : act;
  const exact = readWith(tokens, known, false, here);
  if (exact.kind !== 'unknown' || exact.because !== 'words') return exact;
  const forgiving = readWith(tokens, known, true, here);
  return forgiving.kind === 'unknown' ? exact : forgiving;
}

function readWith(tokens: readonly Token[], known: KnownWords, forgiving: boolean, here: boolean): Reading {
  const parts = partsOf(marksOf(tokens, known, forgiving));
  const unnamed = parts.targets.length === 0 && parts.choice === undefined;
  return interpret(here && unnamed ? { ...parts, targets: [MACHINE], on: true } : parts);
}

const MACHINE: TargetWord = { kind: 'machine', value: 'this', word: 'this machine' };

/** "Most memory", asked of one host, is a question about its processes; "fullest disk" about its disks. */
function ofOneHost(reading: Reading): Reading {
  if (reading.kind !== 'rank' || reading.direction !== 'most') return reading;
  const { targets } = reading;
  const look = /^memory_(?!free|total)/.test(reading.field)
    ? 'memory_processes'
    : /^(?:cpu_percent|load)/.test(reading.field)
      ? 'processes'
      : /^(?:disk|mount)/.test(reading.field)
        ? 'disk'
        : undefined;
  return look ? { kind: 'live', look, targets, where: [] } : reading;
}
