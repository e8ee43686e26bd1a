import { higher, type Level } from '@legator/contracts';
import { spell, type Effect, type EffectRow } from '../effects.js';
import { changes, granted, secret, unknown, type Outcome } from './outcome.js';
import type { Program, WordKind } from './program.js';
import { findWord } from './word-kinds.js';

/** Judges the words after a program's name. */
export function judgeProgram(name: string, program: Program, words: readonly string[]): Outcome {
  return new Matching(name, program, split(words)).outcome();
}

/** `/s/b` is two switches. */
function split(words: readonly string[]): string[] {
  return words.flatMap((word) =>
    /^(\/[A-Za-z0-9?-]{1,20}){2,8}$/.test(word) ? word.match(/\/[^/]+/g)! : [word],
  );
}

class Matching {
  private readonly said: string[];
  private readonly operands: string[] = [];
  private readonly given = new Map<string, string[]>();
  private at = 0;
  private why: string | undefined;
  private level: Program['level'];
  private readonly rows: EffectRow[] = [];
  private inherited: Program[] = [];

  constructor(
    private rule: string,
    private program: Program,
    private readonly words: string[],
  ) {
    this.said = [rule, ...words];
  }

  outcome(): Outcome {
    if (this.words.length === 1 && this.words[0] === '/?' && !this.program.open)
      return granted(this.rule, this.said);
    const misfit = this.descend() ?? this.walk() ?? this.finish();
    return misfit ?? this.fits();
  }

  /** Follows the verbs, as far as there are any. */
  private descend(): Outcome | undefined {
    for (;;) {
      const { verbs, askVerbs, secretVerbs, open, shared } = this.program;
      if (open || (!verbs && !askVerbs && !secretVerbs)) return undefined;
      const word = this.words[this.at];
      if (word === undefined) return undefined;
      const key = normal(word);
      if (key === this.program.clause) {
        this.at += 2;
        continue;
      }
      const asks = look(askVerbs, key) ?? look(askVerbs, key.split(/[:=]/)[0]!);
      if (asks !== undefined)
        return changes(`${this.rule} ${key}`, this.said, this.effectsOr('change'), asks);
      const shows = look(secretVerbs, key);
      if (shows !== undefined) return secret(`${this.rule} ${key}`, this.said, shows);
      // A few programs tell `-r` from `-R`.
      const verb = look(verbs, word.replace(/^-/, '/')) ?? look(verbs, key);
      if (verb === undefined) {
        // A switch may stand before the verb; what is no verb at all may still be an operand.
        if (!verbs || !(this.program.switches ?? '').split(' ').includes(key)) return undefined;
        this.given.set(key, []);
        this.at += 1;
        continue;
      }
      if (shared) this.inherited = [...this.inherited, this.program];
      this.rule = `${this.rule} ${key}`;
      this.program = { level: this.program.level, ...verb } as Program;
      this.at += 1;
    }
  }

  private walk(): Outcome | undefined {
    if (this.program.open) {
      this.operands.push(...this.words.slice(this.at).filter((word) => !/^[-/]/.test(word)));
      return undefined;
    }
    while (this.at < this.words.length) {
      const misfit = this.take(this.words[this.at++]!);
      if (misfit) return misfit;
    }
    return undefined;
  }

  private take(word: string): Outcome | undefined {
    if (!/^[-/]/.test(word)) return this.takeOperand(word);
    const key = normal(word);
    if (this.takeSwitch(key, this.at < this.words.length && !/^[-/]/.test(this.words[this.at]!)))
      return undefined;
    const parted = /^([^:=]+)[:=]([^]*)$/.exec(word);
    const attached = parted ? this.kindOf(normal(parted[1]!)) : undefined;
    if (parted && attached !== undefined)
      return this.takeValue(normal(parted[1]!), attached, parted[2]!, word);
    const kind = this.kindOf(key);
    if (kind === undefined) {
      return this.misfit(
        'option',
        [word],
        `${word} is not a switch of ${this.rule} that is known to be harmless.`,
      );
    }
    const value = this.words[this.at++];
    if (value === undefined) return this.misfit('missing', [word], `${word} has no value.`);
    return this.takeValue(key, kind, value, word);
  }

  private takeSwitch(key: string, followed: boolean): boolean {
    for (const program of [this.program, ...this.inherited]) {
      const raise = look(program.raises, key) ?? look(program.raises, key.split(/[:=]/)[0]!);
      if (raise) {
        this.level = higher(this.level ?? 'observe', raise.level ?? 'remediate');
        this.why ??= raise.asks;
        this.rows.push(...(raise.effects ?? []));
      }
      const listed = (program.switches ?? '').split(' ').includes(key);
      const bundled = program.letters !== undefined && isBundle(key, program.letters);
      if (raise || listed || bundled || isForm(program, key, followed)) {
        this.given.set(key, []);
        return true;
      }
    }
    return false;
  }

  private kindOf(key: string): WordKind | undefined {
    for (const program of [this.program, ...this.inherited]) {
      const kind = look(program.values, key);
      if (kind !== undefined) return kind;
    }
    return undefined;
  }

  private takeValue(key: string, kind: WordKind, value: string, word: string): Outcome | undefined {
    this.given.set(key, [...(this.given.get(key) ?? []), value]);
    return this.check(kind, value, value === word ? [word] : [word, value]);
  }

  private takeOperand(word: string): Outcome | undefined {
    const kinds = this.program.operands ?? [];
    const last = kinds.at(-1);
    const kind = kinds[this.operands.length] ?? (last?.endsWith('*') ? last : undefined);
    if (kind === undefined) {
      return this.misfit(
        'operand',
        [word],
        `${this.rule} is not known to be harmless when it is given ${word}.`,
      );
    }
    this.operands.push(word);
    return this.check(kind.replace(/\*$/, ''), word, [word]);
  }

  private check(kind: WordKind, word: string, words: string[]): Outcome | undefined {
    const finding = findWord(kind, word);
    if (finding === 'sensitive') {
      return secret(`${this.rule}: secret`, words, `${word} is where secrets are kept, or leads to them.`);
    }
    if (finding === 'unknown') {
      return this.misfit('value', words, `${this.rule} is not known to be harmless with ${word}.`);
    }
    if (finding === 'asks') this.why ??= `${word} is a part of this host that guards or carries it.`;
    return undefined;
  }

  private finish(): Outcome | undefined {
    const { verbs, bare, least, needs, open } = this.program;
    if (open) return undefined;
    if (verbs && !bare && this.operands.length === 0 && this.given.size === 0) {
      return this.misfit('missing', [], `${this.rule} alone leaves open what it would do.`);
    }
    if (verbs && !bare && !this.program.operands) {
      return this.misfit('verb', this.said, `${this.said.join(' ')} is not known to be harmless.`);
    }
    const lacking = needs?.find((names) => !names.some((name) => this.given.has(name)));
    if (this.operands.length < (least ?? 0) || lacking) {
      return this.misfit('missing', this.said, `${this.rule} leaves open what it would do, or never ends.`);
    }
    return undefined;
  }

  private fits(): Outcome {
    if (this.program.secret !== undefined) return secret(this.rule, this.said, this.program.secret);
    const { dry } = this.program;
    if (dry !== undefined && this.given.has(dry)) return granted(`${this.rule} ${dry}`, this.said);
    const alone = this.operands.length === 0 && this.given.size === 0 ? this.program.alone : undefined;
    const level = this.level ?? alone ?? this.program.level ?? 'observe';
    const why = this.why ?? this.program.asks;
    if (level !== 'remediate' && why === undefined)
      return { ...granted(this.rule, this.said, level), effects: this.asked(level) };
    return changes(this.rule, this.said, this.effectsOr('change'), why);
  }

  /** Whom it asks, where it only asks. */
  private asked(level: Level): Effect[] {
    return level === 'diagnose' ? this.effectsOr('ask').filter(({ kind }) => kind === 'network') : [];
  }

  private effectsOr(verb: string): Effect[] {
    const rows = [...(this.program.effects ?? []), ...this.rows];
    if (rows.length === 0) return [{ kind: 'setting', verb, target: this.said.slice(0, 4).join(' ') }];
    const found = {
      operands: this.operands,
      values: (option: string) => this.given.get(`/${option.replace(/^-+/, '')}`) ?? [],
    };
    return rows.flatMap((row) => spell(row, found));
  }

  private misfit(why: string, words: string[], text: string): Outcome {
    const raised = this.words.map((word) => look(this.program.raises, normal(word))?.asks);
    const asks = this.why ?? this.program.asks ?? raised.find((one) => one !== undefined);
    if (asks !== undefined) return changes(this.rule, this.said, this.effectsOr('change'), asks);
    return unknown(`${this.rule}: ${why}`, words, text);
  }
}

/** Lower case; `-x` is `/x`, `--x` is itself. */
function normal(word: string): string {
  const lower = word.toLowerCase();
  return /^-[^-]/.test(lower) ? `/${lower.slice(1)}` : lower;
}

function isBundle(key: string, letters: string): boolean {
  return /^\/[a-z]+$/.test(key) && [...key.slice(1)].every((letter) => letters.includes(letter));
}

/** Forms are for whole words; what may also have a value has it where one follows. */
function isForm(program: Program, key: string, followed: boolean): boolean {
  return (program.forms?.test(key) ?? false) && !(followed && look(program.values, key) !== undefined);
}

/** Looks a name up in a table whose keys hold several, parted by `|`. */
function look<T>(table: Record<string, T> | undefined, key: string): T | undefined {
  if (table === undefined) return undefined;
  let index = INDEXES.get(table) as Map<string, T> | undefined;
  if (!index) {
    index = new Map(
      Object.entries(table).flatMap(([names, value]) => names.split('|').map((one) => [one, value])),
    );
    INDEXES.set(table, index);
  }
  return index.get(key);
}

const INDEXES = new WeakMap<object, Map<string, unknown>>();
