import type { Granted, Kind, Rules } from './grammar.js';
import { findOut } from './operand-kinds.js';

/** The words fit: at which level, by which rule. Or they do not: which ones, and whether they would show a secret. */
export type Match =
  { fits: true; rule: string; level: Granted } | { fits: false; rule: string; words: string[]; why: Misfit };

export type Misfit =
  | 'option'
  | 'value'
  | 'operand'
  | 'verb'
  | 'missing'
  | 'combination'
  | 'secret_option'
  | 'secret_path'
  | 'secret_verb';

/** Tries the words after a program's name against its rules. The first word that does not fit ends it. */
export function matchArguments(rules: Rules, words: readonly string[]): Match {
  return new Matching(rules, words).run();
}

class Misfits extends Error {
  constructor(
    readonly why: Misfit,
    readonly words: string[],
  ) {
    super(why);
  }
}

class Matching {
  private at = 0;
  private readonly seen = new Set<string>();
  private readonly operands: string[] = [];
  private onlyOperands = false;

  constructor(
    private rules: Rules,
    private readonly words: readonly string[],
  ) {}

  run(): Match {
    try {
      this.takeLetters();
      while (this.at < this.words.length) this.take(this.words[this.at]!);
      this.finish();
      return { fits: true, rule: this.rules.rule, level: this.rules.level };
    } catch (misfit) {
      if (!(misfit instanceof Misfits)) throw misfit;
      return { fits: false, rule: this.rules.rule, words: misfit.words, why: misfit.why };
    }
  }

  private take(word: string): void {
    this.at += 1;
    const option = word.startsWith('-') && word !== '-' && !this.onlyOperands;
    if (!option) return this.takeOperand(word);
    if (word === '--') this.takeEndOfOptions(word);
    else if (this.takeWhole(word)) return;
    else if (this.rules.digits && /^-\d{1,6}$/.test(word)) return;
    else if (this.rules.style === 'exact') throw this.unknown(word);
    else if (word.startsWith('--')) this.takeLong(word);
    else this.takeBundle(word);
  }

  private takeEndOfOptions(word: string): void {
    if (this.rules.style === 'exact') throw this.unknown(word);
    this.onlyOperands = true;
  }

  /** An option that is one whole word, with its value in the next one. */
  private takeWhole(word: string): boolean {
    if (this.rules.secret.has(word)) throw new Misfits('secret_option', [word]);
    const kind = this.rules.values.get(word);
    if (kind === undefined && !this.rules.flags.has(word) && !this.rules.optional.has(word)) return false;
    this.seen.add(word);
    if (kind !== undefined) this.takeValue(word, kind);
    return true;
  }

  private takeLong(word: string): void {
    const equals = word.indexOf('=');
    const name = equals < 0 ? word : word.slice(0, equals);
    // Abbreviations are never guessed: programs differ in what they make of them.
    const kind = this.rules.values.get(name) ?? this.rules.optional.get(name);
    if (this.rules.secret.has(name)) throw new Misfits('secret_option', [word]);
    if (equals < 0 || kind === undefined) throw this.unknown(word);
    this.seen.add(name);
    this.check(kind, word.slice(equals + 1), [word], 'value');
  }

  /** `-abn5`: flags, then perhaps one option that takes the rest, or the next word, as its value. */
  private takeBundle(word: string): void {
    for (let i = 1; i < word.length; i += 1) {
      const option = `-${word[i]!}`;
      const rest = word.slice(i + 1);
      if (this.rules.secret.has(option)) throw new Misfits('secret_option', [word]);
      this.seen.add(option);
      if (this.rules.flags.has(option)) continue;
      const kind = this.rules.values.get(option);
      const optional = this.rules.optional.get(option);
      if (kind !== undefined)
        return rest ? this.check(kind, rest, [word], 'value') : this.takeValue(word, kind);
      if (optional === undefined) throw this.unknown(word);
      if (rest) this.check(optional, rest, [word], 'value');
      return;
    }
  }

  private takeValue(option: string, kind: Kind): void {
    const value = this.words[this.at];
    if (value === undefined) throw new Misfits('missing', [option]);
    this.at += 1;
    this.check(kind, value, [option, value], 'value');
  }

  private takeOperand(word: string): void {
    const { verbs, secretVerbs } = this.rules;
    if (!verbs) {
      this.operands.push(word);
      return;
    }
    if (secretVerbs?.includes(word)) throw new Misfits('secret_verb', [word]);
    const verb = verbs.get(word);
    if (!verb) throw new Misfits('verb', [word]);
    this.rules = verb;
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
    if (kind !== undefined) this.takeValue(word, kind);
  }

  private finish(): void {
    const { verbs, bare, needs, apart, least, counts } = this.rules;
    if (verbs && !bare) throw new Misfits('missing', []);
    if (this.operands.length < (least ?? 0)) throw new Misfits('missing', this.operands);
    this.operands.forEach((operand, i) => this.check(this.kindOf(i), operand, [operand], 'operand'));
    if (counts && !counts.includes(this.operands.length)) throw new Misfits('missing', this.operands);
    if (needs?.some((names) => !names.some((name) => this.seen.has(name)))) throw new Misfits('missing', []);
    const clash = apart?.find((pair) => pair.every((name) => this.seen.has(name)));
    if (clash) throw new Misfits('combination', clash);
  }

  private kindOf(index: number): Kind {
    const kinds = this.rules.operands ?? [];
    const last = kinds.at(-1);
    if (index >= kinds.length) return last?.endsWith('*') ? last.slice(0, -1) : 'none';
    return kinds[index]!.replace(/\*$/, '');
  }

  private check(kind: Kind, word: string, words: string[], why: Misfit): void {
    const finding = findOut(kind, word);
    if (finding === 'sensitive') throw new Misfits('secret_path', words);
    if (finding !== 'fine') throw new Misfits(why, words);
  }

  private unknown(word: string): Misfits {
    return new Misfits('option', [word]);
  }
}
