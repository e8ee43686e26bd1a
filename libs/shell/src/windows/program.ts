import type { EffectRow } from '../effects.js';
import type { Level } from '@legator/contracts';

/** The name of a kind of word: see `word-kinds.ts`. */
export type WordKind = string;

/**
 * What is known of one program of Windows. Data; a word that nothing here allows is never granted. Switches are written
 * with `/` here; letters count alike in both cases, `-x` is `/x`, and a value follows after `:`, `=` or a blank.
 */
export interface Program {
  /** Granted level; `observe` unless said. */
  level?: Level;
  /** The switch that makes it say what it would do, and do nothing. */
  dry?: string;
  /** The level when it stands without any word, where it is another. */
  alone?: Level;
  /** Why a person decides about it at every level. */
  asks?: string;
  /** Why it shows secrets, whatever the words. */
  secret?: string;
  effects?: readonly EffectRow[];
  /** Any words: only together with `asks` or `secret`. */
  open?: boolean;
  /** Switches without a value, parted by blanks. */
  switches?: string;
  /** Letters that may stand together behind one dash: `-ano`. */
  letters?: string;
  /** Whole words of another form that are fine: `/o-d`. */
  forms?: RegExp;
  /** Switches with a value. */
  values?: Record<string, WordKind>;
  /** Switches that make it something else. */
  raises?: Record<string, Pick<Program, 'level' | 'asks' | 'effects' | 'secret'>>;
  operands?: WordKind[];
  /** Fewest operands. */
  least?: number;
  /** The first word chooses one of these; names parted by `|`. */
  verbs?: Record<string, Program>;
  /** A word that, with the next one, only chooses among what is shown: `where "name='x'"`. */
  clause?: string;
  /** The switches above may also follow the verb. */
  shared?: boolean;
  /** It may stand without a verb. */
  bare?: boolean;
  /** Verbs that a person decides about, with why; names parted by `|`. */
  askVerbs?: Record<string, string>;
  /** Verbs that show secrets, with why. */
  secretVerbs?: Record<string, string>;
  /** It works on what is piped into it, and does nothing else with it. */
  filter?: boolean;
  /** One switch of each list must be there. */
  needs?: string[][];
}

/** Many programs, or verbs, of which the same is known. */
export function each(names: string, program: Program): Record<string, Program> {
  return Object.fromEntries(names.split(' ').map((name) => [name, program]));
}
