import type { Match } from '../argument-matcher.js';
import type { Rules } from '../grammar.js';
import { readFind } from './find.js';
import { readLineOption } from './line.js';

/** Reads all the words after a program's name, where its options are a language of their own. */
export type Reader = (rules: Rules, words: readonly string[]) => Match;

const READERS: Record<string, Reader> = {
  find: readFind,
  line: readLineOption,
  // Whatever it is given, a person looks at it.
  asks: ({ rule, level, asks, effects = [] }) => ({
    fits: true,
    rule,
    level,
    asks: typeof asks === 'string' ? asks : 'changes something',
    effects: effects.map(([kind, verb, target]) => ({ kind, verb, target })),
  }),
  // Whatever it is given, it shows secrets.
  secret: (rules, words) => ({ fits: false, rule: rules.rule, words: [...words], why: 'secret_option' }),
};

/** The reader by its name in a grammar. A name that does not exist is a mistake, and nothing is granted. */
export function findReader(name: string | undefined): Reader | undefined {
  if (name === undefined) return undefined;
  const reader = READERS[name];
  if (!reader) throw new Error(`There is no reader named ${name}.`);
  return reader;
}
