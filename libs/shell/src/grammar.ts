import type { Level, Risk } from '@legator/contracts';
import { spell, type Effect, type EffectRow, type Found } from './effects.js';

/** The name of a kind of operand or value, with its parameters: `int:1..100`, `choice:a|b`, `path`. */
export type Kind = string;

/** What an option, a verb or a whole program does beyond reading. */
export interface Doing {
  /** Granted level; `observe` unless said. A verb or an option may say otherwise. */
  level?: Level;
  /** It is known, and still a person decides at every level: why, in words that follow the name of the program. */
  asks?: true | string;
  /** How bad it can be, where the level does not say. */
  risk?: Risk;
  /** What it touches. Files that are read are added by themselves. */
  effects?: EffectRow[];
  /**
   * It reaches beyond this host's own files: names, sockets, other machines, even where they turn out to be this one.
   * Which: a word of an effect (`$1`), or `true`. Never below `diagnose`; verbs and other ways inherit it.
   */
  network?: true | string | undefined;
}

/**
 * Which words of one program are known, and what they do. Data, so that people can be shown why, and so that it can
 * grow: a word that nothing here allows is never granted.
 *
 * A grammar of level `observe` or `diagnose` holds no option that writes, executes, loads or sends. What changes
 * something is a grammar of its own, in `also` or under a verb.
 */
export interface Grammar extends Doing {
  /**
   * How options are written. `gnu` (default): `-ab`, `-n5`, `-n 5`, `--name=x`, `--name x`, `--`, in any order.
   * `exact`: each option is one whole word, its value the next one or behind `=`. `bsd`: as `gnu`, with one word of
   * letters too. `plain`: there are no options, every word is an operand.
   */
  style?: 'gnu' | 'exact' | 'bsd' | 'plain';
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
  /** What the operands are, in order; one of them may end in `*`, for any number of them. See `least`. */
  operands?: Kind[];
  /** Fewest operands; none unless said. */
  least?: number;
  /** There must be a word at all. */
  some?: true;
  /** How many operands there may be, if not any number. */
  counts?: number[];
  /** One option of each list must be there; any name of an option stands for all of its names. */
  needs?: string[][];
  /** Options that are not granted together. */
  apart?: [string, string][];
  /** Options and letters that print secrets, by their names. */
  secret?: string[];
  /** What single options do, by their names parted by `|`. It can only add to what the grammar says. */
  raises?: Record<string, Doing>;
  /** The first operand chooses one of these; names parted by `|`. */
  verbs?: Record<string, Grammar>;
  /** The options above may also follow the verb. */
  shared?: boolean;
  /** Verbs that print secrets. */
  secretVerbs?: string[];
  /** What is allowed when there is no verb at all. */
  bare?: boolean;
  /** After the operands follows another command: its words, or one line for a shell. Nothing after it is an option. */
  command?: 'words' | 'line';
  /** Other ways to use it, tried in order where this one does not fit. */
  also?: Grammar[];
  /** A language of its own reads all the words instead; see `languages/`. */
  reader?: string;
}

/** A grammar made ready for looking things up. */
export interface Rules extends Omit<
  Grammar,
  'verbs' | 'values' | 'optional' | 'words' | 'flags' | 'secret' | 'raises' | 'also'
> {
  rule: string;
  level: Level;
  flags: ReadonlySet<string>;
  values: ReadonlyMap<string, Kind>;
  optional: ReadonlyMap<string, Kind>;
  /** All names of an option, by each of them. */
  names: ReadonlyMap<string, readonly string[]>;
  secret: ReadonlySet<string>;
  raises: ReadonlyMap<string, Doing>;
  verbs?: ReadonlyMap<string, Rules>;
  /** This grammar's other ways. */
  also: readonly Rules[];
}

/** Prepares a grammar; `rule` is the name under which its decisions are explained. */
export function compile(rule: string, grammar: Grammar, parent?: Rules): Rules {
  const flags = [...(grammar.flags ?? '')].map((letter) => `-${letter}`);
  const words = (grammar.words ?? '').split(' ').filter((word) => word !== '');
  const { verbs: _verbs, also = [], ...rest } = grammar;
  const rules: Rules = {
    ...rest,
    style: grammar.style ?? parent?.style ?? 'gnu',
    rule,
    level: grammar.level ?? parent?.level ?? 'observe',
    network: 'network' in grammar ? grammar.network : parent?.network,
    flags: new Set([...(parent?.flags ?? []), ...flags, ...words]),
    values: new Map([...(parent?.values ?? []), ...named(grammar.values)]),
    optional: new Map([...(parent?.optional ?? []), ...named(grammar.optional)]),
    names: new Map([
      ...(parent?.names ?? []),
      ...aliases({ ...grammar.values, ...grammar.optional, ...grammar.raises }),
    ]),
    secret: new Set([...(parent?.secret ?? []), ...(grammar.secret ?? [])]),
    raises: new Map([...(parent?.raises ?? []), ...named(grammar.raises)]),
    also: also.map((other) => compile(rule, { ...inheritedBy(grammar, parent), ...other }, parent)),
  };
  if (grammar.verbs)
    rules.verbs = compileVerbs(rule, grammar.verbs, grammar.shared || parent ? rules : undefined, rules);
  return rules;
}

function compileVerbs(rule: string, verbs: Record<string, Grammar>, parent: Rules | undefined, own: Rules) {
  const inherited = { style: own.style!, level: own.level, network: own.network };
  return new Map(
    named(verbs).map(([verb, grammar]) => [
      verb,
      compile(`${rule} ${verb}`, { ...inherited, ...grammar }, parent),
    ]),
  );
}

function inheritedBy({ style, level, network }: Grammar, parent?: Rules): Grammar {
  return {
    style: style ?? parent?.style ?? 'gnu',
    level: level ?? parent?.level ?? 'observe',
    network: network ?? parent?.network,
  };
}

function named<T>(table: Record<string, T> = {}): [string, T][] {
  return Object.entries(table).flatMap(([names, value]) =>
    names.split('|').map((name): [string, T] => [name, value]),
  );
}

function aliases(table: Record<string, unknown>): [string, string[]][] {
  return Object.keys(table).flatMap((names) => {
    const all = names.split('|');
    return all.map((name): [string, string[]] => [name, all]);
  });
}

/** Where on the network it goes; everywhere, where no word of it tells. */
export function reached({ network, effects = [] }: Doing, found: Found): Effect[] {
  if (network === undefined || effects.some(([kind]) => kind === 'network')) return [];
  const spelt = network === true ? [] : spell(['network', 'ask', network], found);
  return spelt.length > 0 ? spelt : [{ kind: 'network', verb: 'ask', target: '*' }];
}
