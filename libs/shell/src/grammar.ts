/** What a program may be granted as, when its words fit. */
export type Granted = 'observe' | 'diagnose';

/** The name of a kind of operand or value, with its parameters: `int:1..100`, `choice:a|b`, `path`. */
export type Kind = string;

/**
 * Which words of one program are known to only read. Data, so that people can be shown why, and so that it can grow:
 * a word that nothing here allows is never granted.
 */
export interface Grammar {
  /** Granted level; `observe` unless said. A verb may say otherwise. */
  level?: Granted;
  /**
   * How options are written. `gnu` (default): `-ab`, `-n5`, `-n 5`, `--name=x`, `--name x`, `--`, in any order.
   * `exact`: each option is one whole word, its value the next one. `bsd`: as `gnu`, with one word of letters too.
   */
  style?: 'gnu' | 'exact' | 'bsd';
  /** Short options without a value, one letter each (`gnu` and `bsd` only). */
  flags?: string;
  /** Whole option words without a value, parted by blanks: `--all -br`. */
  words?: string;
  /** Options with a value, by their names parted by `|`: `{'-n|--lines': 'int:1..100'}`. */
  values?: Record<string, Kind>;
  /** Options whose value may be left out, and is attached when it is there: `--color`, `--color=auto`. */
  optional?: Record<string, Kind>;
  /** `-5` for a number of lines. */
  digits?: boolean;
  /** Letters of the leading word without a dash (`bsd` only). */
  letters?: string;
  /** Letters that may end that word, with the kind of the word that follows. */
  lastLetter?: Record<string, Kind>;
  /** What the operands are, in order; the last may end in `*`, for any number of them. See `least`. */
  operands?: Kind[];
  /** Fewest operands; none unless said. */
  least?: number;
  /** How many operands there may be, if not any number. */
  counts?: number[];
  /** One option of each list must be there. */
  needs?: string[][];
  /** Options that are not granted together. */
  apart?: [string, string][];
  /** Options and letters that print secrets, by their names. */
  secret?: string[];
  /** The first operand chooses one of these; names parted by `|`. */
  verbs?: Record<string, Grammar>;
  /** The options above may also follow the verb. */
  shared?: boolean;
  /** Verbs that print secrets. */
  secretVerbs?: string[];
  /** What is allowed when there is no verb at all. */
  bare?: boolean;
}

/** A grammar made ready for looking things up. */
export interface Rules extends Omit<Grammar, 'verbs' | 'values' | 'optional' | 'words' | 'flags' | 'secret'> {
  rule: string;
  level: Granted;
  flags: ReadonlySet<string>;
  values: ReadonlyMap<string, Kind>;
  optional: ReadonlyMap<string, Kind>;
  secret: ReadonlySet<string>;
  verbs?: ReadonlyMap<string, Rules>;
}

/** Prepares a grammar; `rule` is the name under which its decisions are explained. */
export function compile(rule: string, grammar: Grammar, parent?: Rules): Rules {
  const flags = [...(grammar.flags ?? '')].map((letter) => `-${letter}`);
  const words = (grammar.words ?? '').split(' ').filter((word) => word !== '');
  const { verbs: _verbs, ...rest } = grammar;
  const rules: Rules = {
    ...rest,
    style: grammar.style ?? parent?.style ?? 'gnu',
    rule,
    level: grammar.level ?? parent?.level ?? 'observe',
    flags: new Set([...(parent?.flags ?? []), ...flags, ...words]),
    values: new Map([...(parent?.values ?? []), ...named(grammar.values)]),
    optional: new Map([...(parent?.optional ?? []), ...named(grammar.optional)]),
    secret: new Set([...(parent?.secret ?? []), ...(grammar.secret ?? [])]),
  };
  if (grammar.verbs)
    rules.verbs = compileVerbs(rule, grammar.verbs, grammar.shared ? rules : undefined, rules);
  return rules;
}

function compileVerbs(rule: string, verbs: Record<string, Grammar>, parent: Rules | undefined, own: Rules) {
  const inherited = { style: own.style, level: own.level };
  return new Map(
    named(verbs).map(([verb, grammar]) => [
      verb,
      compile(`${rule} ${verb}`, { ...inherited, ...grammar }, parent),
    ]),
  );
}

function named<T>(table: Record<string, T> = {}): [string, T][] {
  return Object.entries(table).flatMap(([names, value]) =>
    names.split('|').map((name): [string, T] => [name, value]),
  );
}
