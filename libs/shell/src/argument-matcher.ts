import { higher, type Level, type Risk } from '@legator/contracts';
import { ledTo, packedFrom, type Effect, type Found } from './effects.js';
import { toldBy, type NamedPath } from './fit-effects.js';
import { reached, type Doing, type Kind, type Rules } from './grammar.js';
import { findReader } from './languages/index.js';
import { Misfits, type Misfit } from './misfit.js';
import { findOut, isPathKind } from './operand-kinds.js';

/** The words fit: at which level, by which rule. Or they do not: which ones, and whether they would show a secret. */
export type Match = Fit | { fits: false; rule: string; words: string[]; why: Misfit };

/** What words that fit would do. */
export interface Fit {
  fits: true;
  rule: string;
  level: Level;
  /** Why a person decides at every level, where one does; it follows the name of the program. */
  asks?: string;
  /** How bad it can be, where that is not to be told from the level. */
  risk?: Risk;
  effects: Effect[];
  named?: string[];
  /** The words of a command inside; all that is said here holds only together with what that one does. */
  inner?: string[];
  /** The words of further ones. */
  others?: string[][];
  /** A line for a shell inside, likewise. */
  innerLine?: string;
}

export type { Misfit };

/** Tries the words after a program's name against its rules. The first word that does not fit ends it. */
export function matchArguments(rules: Rules, words: readonly string[]): Match {
  if (onlyTellsAboutItself(rules, words))
    return { fits: true, rule: rules.rule, level: 'observe', effects: [] };
  return firstFit(rules, (way) => new Matching(way, words).run());
}

/** `--help` or `--version`, alone or behind a verb that the table knows. */
function onlyTellsAboutItself({ verbs, also, command }: Rules, words: readonly string[]): boolean {
  if (command || !/^--(help|version)$/.test(words.at(-1) ?? '')) return false;
  if (words.length === 1) return true;
  const ways = [verbs, ...also.map((way) => way.verbs)];
  return (
    words.length === 2 &&
    words[1] === '--help' &&
    ways.some((way) => way?.has(words[0]!) && !way.get(words[0]!)!.command)
  );
}

/** The first way that fits; else a misfit that would show a secret; else what kept the first way from fitting. */
function firstFit(rules: Rules, run: (way: Rules) => Match): Match {
  const misfits: Match[] = [];
  for (const way of [rules, ...rules.also]) {
    const match = run(way);
    if (match.fits) return match;
    misfits.push(match);
  }
  return misfits.find((one) => !one.fits && one.why.startsWith('secret')) ?? misfits[0]!;
}

class Matching {
  private at = 0;
  private seen = new Set<string>();
  private given = new Map<string, string[]>();
  private raised: Doing[] = [];
  private paths: NamedPath[] = [];
  private readonly operands: string[] = [];
  private onlyOperands = false;
  private outcome: Match | undefined;
  private command: string[] | undefined;
  private readonly values: Found['values'] = (option) => this.given.get(option) ?? [];

  constructor(
    private readonly rules: Rules,
    private readonly words: readonly string[],
  ) {}

  run(): Match {
    try {
      this.takeLetters();
      return this.goOn();
    } catch (misfit) {
      if (!(misfit instanceof Misfits)) throw misfit;
      return { fits: false, rule: this.rules.rule, words: misfit.words, why: misfit.why };
    }
  }

  private goOn(): Match {
    const reader = findReader(this.rules.reader);
    if (reader) return reader(this.rules, this.words.slice(this.at), this.values);
    while (this.at < this.words.length) {
      this.take(this.words[this.at]!);
      if (this.outcome) return this.outcome;
    }
    this.finish();
    return this.fit();
  }

  /** The same matching from here on, by the rules of a verb. */
  private branch(rules: Rules): Match {
    const other = new Matching(rules, this.words);
    other.at = this.at;
    other.seen = new Set(this.seen);
    other.given = new Map(this.given);
    // An option may also stand before the verb beside which it does more.
    const early = [...this.seen].flatMap((name) => rules.raises.get(name) ?? []);
    other.raised = [...new Set([...this.raised, ...early])];
    other.paths = [...this.paths];
    other.onlyOperands = this.onlyOperands;
    try {
      return other.goOn();
    } catch (misfit) {
      if (!(misfit instanceof Misfits)) throw misfit;
      return { fits: false, rule: rules.rule, words: misfit.words, why: misfit.why };
    }
  }

  private take(word: string): void {
    this.at += 1;
    const option = word.startsWith('-') && word !== '-' && !this.onlyOperands && this.rules.style !== 'plain';
    if (!option) return this.takeOperand(word);
    if (word === '--') this.takeEndOfOptions(word);
    else if (this.takeWhole(word)) return;
    else if (this.rules.digits && /^-\d{1,6}$/.test(word)) return;
    else if (this.rules.style === 'exact' || word.startsWith('--')) this.takeLong(word);
    else this.takeBundle(word);
  }

  private takeEndOfOptions(word: string): void {
    if (this.rules.style === 'exact' && !this.rules.command) throw this.unknown(word);
    this.onlyOperands = true;
  }

  /** An option that is one whole word, with its value in the next one. */
  private takeWhole(word: string): boolean {
    if (this.rules.secret.has(word)) throw new Misfits('secret_option', [word]);
    const kind = this.rules.values.get(word);
    if (kind === undefined && !this.rules.flags.has(word) && !this.rules.optional.has(word)) return false;
    this.note(word);
    if (kind !== undefined) this.takeValue(word, word, kind);
    return true;
  }

  private takeLong(word: string): void {
    const equals = word.indexOf('=');
    const name = equals < 0 ? word : word.slice(0, equals);
    // Abbreviations are never guessed: programs differ in what they make of them.
    const kind = this.rules.values.get(name) ?? this.rules.optional.get(name);
    if (this.rules.secret.has(name)) throw new Misfits('secret_option', [word]);
    if (equals < 0 || kind === undefined) throw this.unknown(word);
    this.note(name);
    this.value(name, kind, word.slice(equals + 1), [word]);
  }

  /** `-abn5`: flags, then perhaps one option that takes the rest, or the next word, as its value. */
  private takeBundle(word: string): void {
    for (let i = 1; i < word.length; i += 1) {
      const option = `-${word[i]!}`;
      const rest = word.slice(i + 1);
      if (this.rules.secret.has(option)) throw new Misfits('secret_option', [word]);
      const kind = this.rules.values.get(option);
      const optional = this.rules.optional.get(option);
      if (!this.rules.flags.has(option) && kind === undefined && optional === undefined)
        throw this.unknown(word);
      this.note(option);
      if (this.rules.flags.has(option)) continue;
      if (kind !== undefined)
        return rest ? this.value(option, kind, rest, [word]) : this.takeValue(option, word, kind);
      if (rest) this.value(option, optional!, rest, [word]);
      return;
    }
  }

  private note(option: string): void {
    for (const name of this.rules.names.get(option) ?? [option]) this.seen.add(name);
    const raise = this.rules.raises.get(option);
    if (raise) this.raised.push(raise);
  }

  private takeValue(option: string, word: string, kind: Kind): void {
    const value = this.words[this.at];
    if (value === undefined) throw new Misfits('missing', [word]);
    this.at += 1;
    if (kind === 'pair') return this.takePair(option, word, value);
    this.value(option, kind, value, [word, value]);
  }

  /** A name, and what it stands for: two words. */
  private takePair(option: string, word: string, name: string): void {
    this.value(option, 'name', name, [word, name]);
    this.takeValue(option, word, 'any');
  }

  private value(option: string, kind: Kind, value: string, words: string[]): void {
    for (const name of this.rules.names.get(option) ?? [option])
      this.given.set(name, [...(this.given.get(name) ?? []), value]);
    this.check(kind, value, words, 'value');
  }

  private takeOperand(word: string): void {
    const { verbs, secretVerbs, command, operands = [] } = this.rules;
    if (command && this.operands.length >= operands.length) {
      this.command = [word, ...this.words.slice(this.at)];
      this.at = this.words.length;
    } else if (!verbs) {
      this.operands.push(word);
    } else {
      if (secretVerbs?.includes(word)) throw new Misfits('secret_verb', [word]);
      const verb = verbs.get(word);
      if (!verb) throw new Misfits('verb', [word]);
      this.outcome = firstFit(verb, (way) => this.branch(way));
    }
  }

  /** `ps aux`: a leading word of letters; each is a flag. */
  private takeLetters(): void {
    const word = this.words[0];
    if (this.rules.letters === undefined || !word || !/^[A-Za-z]+$/.test(word)) return;
    if ([...word].some((letter) => this.rules.secret.has(letter))) throw new Misfits('secret_option', [word]);
    const kind = this.rules.lastLetter?.[word.at(-1)!];
    const letters = kind === undefined ? word : word.slice(0, -1);
    if ([...letters].some((letter) => !this.rules.letters!.includes(letter))) throw this.unknown(word);
    this.at = 1;
    for (const letter of letters) this.note(`-${letter}`);
    if (kind === undefined) return;
    this.note(`-${word.at(-1)!}`);
    this.takeValue(`-${word.at(-1)!}`, word, kind);
  }

  private finish(): void {
    const { verbs, bare, some, needs, apart, least, counts, command } = this.rules;
    if ((verbs && !bare) || (some && this.words.length === 0)) throw new Misfits('missing', []);
    if (this.operands.length < (least ?? 0)) throw new Misfits('missing', this.operands);
    this.operands.forEach((operand, i) => this.checkOperand(this.kindOf(i), operand));
    if (counts && !counts.includes(this.operands.length)) throw new Misfits('missing', this.operands);
    if (needs?.some((names) => !names.some((name) => this.seen.has(name)))) throw new Misfits('missing', []);
    const clash = apart?.find((pair) => pair.every((name) => this.seen.has(name)));
    if (clash) throw new Misfits('combination', clash);
    if (command && !this.command && !bare) throw new Misfits('missing', []);
  }

  /** The kind of an operand by its place: from the front up to the one that repeats, behind it from the back. */
  private kindOf(index: number): Kind {
    const kinds = this.rules.operands ?? [];
    const star = kinds.findIndex((kind) => kind.endsWith('*'));
    if (star < 0) return kinds[index] ?? 'none';
    const behind = kinds.length - 1 - star;
    const fromBack = this.operands.length - index;
    if (index >= star && fromBack <= behind) return kinds[kinds.length - fromBack]!;
    return kinds[Math.min(index, star)]!.replace(/\*$/, '');
  }

  private checkOperand(kind: Kind, operand: string): void {
    const meant = kind === 'linked' ? ledTo(operand, this.operands) : [operand];
    for (const word of meant) this.check(kind, word, [operand], 'operand');
    const below = kind === 'packed' ? packedFrom(operand, this.values('-C')) : [];
    for (const word of below) this.check('packedBelow', word, [operand], 'operand');
  }

  private check(kind: Kind, word: string, words: string[], why: Misfit): void {
    const finding = findOut(kind, word);
    if (isPathKind(kind)) this.paths.push({ kind, word });
    if (typeof finding === 'object') return void this.raised.push({ asks: finding.asks });
    if (finding === 'sensitive') throw new Misfits('secret_path', words);
    if (finding !== 'fine') throw new Misfits(why, words);
  }

  private fit(): Fit {
    const doings: Doing[] = [this.rules, ...this.raised];
    const asks = doings.map((doing) => doing.asks).find((why) => why !== undefined);
    const risk = this.raised.map((doing) => doing.risk).find((one) => one !== undefined) ?? this.rules.risk;
    const found: Found = { operands: this.operands, values: this.values };
    const network = doings.flatMap((doing) => reached(doing, found));
    const level = doings.reduce<Level>(
      (most, doing) => higher(most, doing.level ?? 'observe'),
      network.length > 0 ? 'diagnose' : 'observe',
    );
    return {
      fits: true,
      rule: this.rules.rule,
      level: asks === undefined ? level : 'remediate',
      ...(asks === undefined ? {} : { asks: asks === true ? 'destroys something' : asks }),
      ...(risk === undefined ? {} : { risk }),
      effects: toldBy(doings, found, network, this.paths),
      named: this.paths.map(({ word }) => word),
      ...this.inside(),
    };
  }

  private inside(): Pick<Fit, 'inner' | 'innerLine'> {
    if (!this.command) return {};
    return this.rules.command === 'line' ? { innerLine: this.command.join(' ') } : { inner: this.command };
  }

  private unknown(word: string): Misfits {
    return new Misfits('option', [word]);
  }
}
