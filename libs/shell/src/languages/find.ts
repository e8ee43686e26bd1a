import type { Match } from '../argument-matcher.js';
import { overlap, tokensOfWord } from '../glob-overlap.js';
import type { Doing, Rules } from '../grammar.js';
import { Misfits } from '../misfit.js';
import { findOut } from '../operand-kinds.js';
import { spell } from '../effects.js';

/** Tests and switches of find, with the kinds of their values. */
const TESTS: Record<string, string[]> = {};
const add = (names: string, ...kinds: string[]) =>
  names.split(' ').forEach((name) => (TESTS[`-${name}`] = kinds));
add('true false empty executable readable writable nouser nogroup depth d daystart follow mount xdev noleaf');
add('warn nowarn ignore_readdir_race noignore_readdir_race print print0 ls prune quit help version a and');
add('name iname path ipath wholename iwholename regex iregex lname ilname', 'any');
add('regextype', 'name');
add('type xtype', 'findTypes');
add('mtime atime ctime mmin amin cmin used uid gid links inum', 'findNumber');
add('size', 'findSize');
add('perm', 'findMode');
add('user group', 'user');
add('fstype context', 'name');
add('maxdepth mindepth', 'int:0..1000');
add('newer anewer cnewer samefile', 'entry');
add('newermt newerat newerct newerBt', 'time');
add('printf', 'any');

const ACTIONS = new Set(['-exec', '-execdir']);
const CHANGES: Record<string, Doing> = {
  '-delete': {
    level: 'remediate',
    asks: 'deletes every file that it finds',
    effects: [['delete', 'delete', '$*']],
  },
};

/** Deepest brackets, and most commands, that are looked at. */
const MAX_DEPTH = 20;
const MAX_COMMANDS = 4;

/** What find looks for below some folders, and the commands that it may run for what it finds. */
export function readFind(rules: Rules, words: readonly string[]): Match {
  return new Find(rules, words).read();
}

/** What is sure of a file for which a part of the expression is true. */
interface Sure {
  /** Its name fits one of these. */
  names?: readonly string[] | undefined;
  /** It is an ordinary file: no folder, no device, nothing that waits for ever. */
  file?: boolean | undefined;
}

class Find {
  private at = 0;
  private readonly starts: string[] = [];
  private readonly doings: Doing[] = [];
  private readonly commands: { words: string[]; sure: Sure }[] = [];

  constructor(
    private readonly rules: Rules,
    private readonly words: readonly string[],
  ) {}

  read(): Match {
    while (/^-([HLP]|O[0-3])$/.test(this.words[this.at] ?? '')) this.at += 1;
    while (this.at < this.words.length && !/^[-(),!]/.test(this.words[this.at]!)) this.start();
    while (this.at < this.words.length) this.either({}, 0);
    const found = { operands: this.starts, values: () => [] };
    const asks = this.doings.map((doing) => doing.asks).find((why) => why !== undefined);
    const [inner, ...others] = this.commands.map((command) => this.withPlaces(command));
    return {
      fits: true,
      rule: this.rules.rule,
      level: asks === undefined ? this.rules.level : 'remediate',
      ...(asks === undefined ? {} : { asks: String(asks) }),
      effects: this.doings.flatMap((doing) => (doing.effects ?? []).flatMap((row) => spell(row, found))),
      named: this.starts.length > 0 ? this.starts : ['.'],
      ...(inner ? { inner, others } : {}),
    };
  }

  private start(): void {
    const word = this.words[this.at++]!;
    this.check('entry', word, [word], 'operand');
    this.starts.push(word);
  }

  /** Terms with `-o` or a comma between them, up to the bracket that closes them. */
  private either(before: Sure, depth: number): Sure {
    if (depth > MAX_DEPTH) throw new Misfits('combination', ['(']);
    let sure = this.all(before, depth);
    while (/^(-o|-or|,)$/.test(this.words[this.at] ?? '')) {
      const comma = this.words[this.at++] === ',';
      const other = this.all(before, depth);
      sure = comma ? other : shared(sure, other);
    }
    if (depth === 0 && this.words[this.at] === ')') throw new Misfits('operand', [')']);
    return sure;
  }

  /** Terms one after another: what is sure of the ones before is sure of each. */
  private all(before: Sure, depth: number): Sure {
    let sure = before;
    while (this.at < this.words.length && !/^(-o|-or|,|\\?\))$/.test(this.words[this.at]!))
      sure = both(sure, this.term(sure, depth));
    return sure;
  }

  private term(before: Sure, depth: number): Sure {
    const word = this.words[this.at++]!;
    if (/^(!|\\!|-not)$/.test(word)) {
      if (this.at < this.words.length) this.term(before, depth);
      return {};
    }
    if (/^\\?\($/.test(word)) {
      const sure = this.either(before, depth + 1);
      if (!/^\\?\)$/.test(this.words[this.at++] ?? '')) throw new Misfits('missing', [word]);
      return sure;
    }
    const kinds = TESTS[word];
    if (kinds) return this.test(word, kinds);
    const change = CHANGES[word];
    if (change) this.doings.push(change);
    else if (ACTIONS.has(word)) this.takeCommand(word, before);
    else if (word.startsWith('-')) throw new Misfits('option', [word]);
    else {
      // One folder more, or too many names behind -name: find looks there as well, or says so and does nothing.
      this.at -= 1;
      this.start();
    }
    return {};
  }

  private test(word: string, kinds: string[]): Sure {
    let last = '';
    for (const kind of kinds) {
      const value = this.words[this.at++];
      if (value === undefined) throw new Misfits('missing', [word]);
      this.check(kind, value, [word, value], 'value');
      last = value;
    }
    if (/^-i?name$/.test(word)) return { names: [last] };
    return word === '-type' && last === 'f' ? { file: true } : {};
  }

  /** The words of a command end at `;` or `+`. */
  private takeCommand(word: string, sure: Sure): void {
    const end = this.words.findIndex(
      (one, i) => i >= this.at && (one === ';' || (one === '+' && i > this.at)),
    );
    if (end < 0 || end === this.at || this.commands.length >= MAX_COMMANDS)
      throw new Misfits(end < 0 ? 'missing' : 'combination', [word]);
    this.commands.push({ words: this.words.slice(this.at, end), sure });
    this.at = end + 1;
  }

  /** `{}` stands for whatever is found: below each folder, by the names that were asked for, if that is sure. */
  private withPlaces({ words, sure: { names, file } }: { words: string[]; sure: Sure }): string[] {
    const plain = names !== undefined && names.every((name) => !name.includes('/'));
    const tails = plain ? names.map((name) => `/**/${escaped(name)}`) : [file ? '/**/*' : '/**'];
    const starts = this.starts.length > 0 ? this.starts : ['.'];
    const places = starts.flatMap((start) => {
      const below = tails.map((tail) => start.replace(/\/+$/, '') + tail);
      // What one starts from is found as well, if its own name fits.
      return plain && !names.some((name) => fitsName(start, name)) ? below : [start, ...below];
    });
    return words.flatMap((word) => {
      if (word === '{}') return places;
      if (!word.includes('{}')) return [word];
      // Part of another word: nobody can say what it becomes, unless there is one place.
      return places.map((place) => word.replaceAll('{}', place));
    });
  }

  private check(kind: string, word: string, words: string[], why: 'value' | 'operand'): void {
    const finding = findOut(kind, word);
    if (finding === 'sensitive') throw new Misfits('secret_path', words);
    if (finding !== 'fine') throw new Misfits(why, words);
  }
}

/** Whether what one starts from, which may be a pattern as well, may have such a name. */
function fitsName(start: string, name: string): boolean {
  const last = start.replace(/\/+$/, '').replace(/^.*\//, '');
  return overlap(tokensOfWord(escaped(name)), tokensOfWord(last));
}

/** A backslash takes the meaning of the character behind it, and that may be any here. */
function escaped(name: string): string {
  return name.replace(/\\[^]/gu, '?');
}

/** Sure of a file of which both are true. */
function both(one: Sure, other: Sure): Sure {
  return { names: other.names ?? one.names, file: one.file === true || other.file === true };
}

/** Sure of a file of which one or the other is true. */
function shared(one: Sure, other: Sure): Sure {
  return {
    names: one.names && other.names ? [...new Set([...one.names, ...other.names])] : undefined,
    file: one.file === true && other.file === true,
  };
}
