import type { Match } from '../argument-matcher.js';
import { spell, type Found } from '../effects.js';
import type { Rules } from '../grammar.js';
import { readFind } from './find.js';
import { readLineOption } from './line.js';

/**
 * Reads all the words after a program's name, where its options are a language of their own. `values` are those of the
 * options before them that the table knows.
 */
export type Reader = (rules: Rules, words: readonly string[], values: Found['values']) => Match;

const READERS: Record<string, Reader> = {
  find: readFind,
  line: readLineOption,
  // Whatever it is given, a person looks at it.
  asks: ({ rule, level, asks, effects = [] }, words, values) => ({
    fits: true,
    rule,
    level,
    asks: typeof asks === 'string' ? asks : 'changes something',
    effects: effects.flatMap((row) => spell(row, { operands: mayBePaths(words), values })),
  }),
  // Whatever it is given, it shows secrets.
  secret: (rules, words) => ({ fits: false, rule: rules.rule, words: [...words], why: 'secret_option' }),
};

/**
 * Those of words that nobody has listed which may be paths: all with a slash. A relative one may be a name of another
 * kind, so beside it stands one that nobody knows.
 */
function mayBePaths(words: readonly string[]): string[] {
  const paths = words
    .map((word) => word.replace(/^-{0,2}[A-Za-z][\w-]*=|^-[A-Za-z](?=\/)/, ''))
    .filter((word) => word.includes('/') && !word.startsWith('-') && !word.includes('://'));
  return paths.every((path) => path.startsWith('/')) ? paths : [...paths, '*'];
}

/** The reader by its name in a grammar. A name that does not exist is a mistake, and nothing is granted. */
export function findReader(name: string | undefined): Reader | undefined {
  if (name === undefined) return undefined;
  const reader = READERS[name];
  if (!reader) throw new Error(`There is no reader named ${name}.`);
  return reader;
}
