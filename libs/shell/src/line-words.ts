import { isUnseen } from './characters.js';

/** One word of a line: what bash would pass on, and where it stands in the text. */
export interface Word {
  value: string;
  start: number;
  end: number;
  /** Nothing in it was quoted or escaped, so bash may still take it for a keyword or an assignment. */
  bare: boolean;
}

/** Why a line is more than one simple command made of literal words. */
export class Beyond extends Error {
  constructor(
    readonly why: string,
    message: string,
  ) {
    super(message);
  }
}

/** Characters that mean something to bash when they stand outside quotes. */
const MEANINGS: Record<string, [why: string, text: string]> = {
  '|': ['pipeline', 'It passes output from one program to another (|).'],
  ';': ['list', 'It holds more than one command (;).'],
  '\n': ['list', 'It holds more than one line.'],
  '&': ['background', 'It runs something in the background (&).'],
  '<': ['redirect', 'It redirects input (<).'],
  '>': ['redirect', 'It redirects output (>).'],
  '(': ['subshell', 'It opens a subshell or a list.'],
  ')': ['subshell', 'It opens a subshell or a list.'],
  $: ['expansion', 'Something in it ($) is replaced only when it runs.'],
  '`': ['expansion', 'Something in it (`) is replaced only when it runs.'],
  '*': ['glob', 'It has a pattern (*) that stands for files nobody has named.'],
  '?': ['glob', 'It has a pattern (?) that stands for files nobody has named.'],
  '[': ['glob', 'It has a pattern ([) that stands for files nobody has named.'],
  '~': ['tilde', 'It has a ~ that stands for a home directory.'],
  '{': ['brace', 'It has braces, which bash may multiply.'],
  '}': ['brace', 'It has braces, which bash may multiply.'],
};

/**
 * Splits and unquotes a line as bash does, for the small part of bash that means nothing but itself: bare characters,
 * backslashes, 'raw' and "plain" quotes. Throws `Beyond` at the first thing outside of that part.
 */
export function splitWords(line: string, variables: Pick<Variables, 'get'> = NONE): Word[] {
  return new Splitter(line, variables).words();
}

/** Variables whose values are known, by their names. */
export type Variables = ReadonlyMap<string, string>;

const NONE: Variables = new Map();
const VARIABLE = /\$(?:([A-Za-z_][A-Za-z0-9_]*)|\{([A-Za-z_][A-Za-z0-9_]*)\})/y;
/** Values that bash passes on as one unchanged word even where the variable is not quoted. */
const WHOLE = /^[A-Za-z0-9_@%+=:,./-]+$/;

const PATTERN = /^(?:[A-Za-z0-9_.+:@%,*?/-]|\[[!^]?[A-Za-z0-9_.-]+\])*$/;

/**
 * A word that is a pattern for paths, with nothing in it quoted, and which is no option by itself unless the pattern is
 * its value. Nothing for any other word.
 */
export function splitPattern(source: string): string | undefined {
  const [, option = '', rest = source] = /^(--[a-z][a-z-]*=)(.*)$/.exec(source) ?? [];
  if (option === '' && source.startsWith('-')) return undefined;
  return PATTERN.test(rest) && /[*?[]/.test(rest) ? source : undefined;
}

/**
 * An address with a question in it. Its ? is a pattern to bash, which stays as it is where nothing fits: below a folder
 * `http:` of the folder where a probe runs everything, which is /. What is judged is what runs, in either case.
 */
export function isAddress(source: string): boolean {
  return /^https?:\/\/[A-Za-z0-9._:-]+(\/[A-Za-z0-9._~%+/-]*)?\?[A-Za-z0-9._~%+=:@,/?-]*$/.test(source);
}

/** `~` or `~/x`, with nothing in it that bash would replace beside the home of whoever runs it. */
export function splitHome(source: string): string | undefined {
  return /^~(\/[A-Za-z0-9_.+:@%,/-]*)?$/.test(source) ? source : undefined;
}

class Splitter {
  private at = 0;
  private value = '';
  private bare = true;

  constructor(
    private readonly line: string,
    private readonly variables: Pick<Variables, 'get'>,
  ) {}

  words(): Word[] {
    const words: Word[] = [];
    // Only what bash skips: JavaScript would also trim a carriage return, which bash takes for a part of the word.
    const end = this.line.replace(/[ \t\n]+$/, '').length;
    for (this.skipBlanks(); this.at < end; this.skipBlanks()) words.push(this.word());
    return words;
  }

  private skipBlanks(): void {
    // A backslash before the end of a line joins the two lines; between words that is one more blank.
    for (;;) {
      if (this.line[this.at] === ' ' || this.line[this.at] === '\t') this.at += 1;
      else if (this.line.startsWith('\\\n', this.at)) this.at += 2;
      else break;
    }
  }

  private word(): Word {
    const start = this.at;
    this.value = '';
    this.bare = true;
    if (this.line[start] === '#') throw new Beyond('comment', 'It has a comment (#).');
    while (this.at < this.line.length && !' \t'.includes(this.line[this.at]!)) {
      if (/^[ \t\n]*$/.test(this.line.slice(this.at))) break;
      this.part(this.line[this.at]!);
    }
    return { value: this.value, start, end: this.at, bare: this.bare };
  }

  private part(char: string): void {
    if (char === "'") return this.raw();
    if (char === '"') return this.plain();
    if (char === '\\') return this.escaped();
    // Empty braces are nothing to multiply: the place that find and xargs fill in.
    if (this.line.startsWith('{}', this.at)) return this.takeBoth();
    // Alone it is the program of that name.
    if (char === '[' && this.value === '' && /^\[([ \t\n]|$)/.test(this.line.slice(this.at)))
      return this.take();
    if (char === '$' && this.line[this.at + 1] === "'") return this.ansi();
    if (char === '$') return this.variable((value) => WHOLE.test(value));
    // Only at the start of a word, or of a part that may be a path of its own, it is a home directory.
    if (char === '~' && this.value !== '' && !/[:=]$/.test(this.value)) return this.take();
    const meaning = MEANINGS[char];
    if (meaning) throw this.beyond(meaning, char);
    this.take();
  }

  private takeBoth(): void {
    this.take();
    this.take();
  }

  private raw(): void {
    const end = this.line.indexOf("'", this.at + 1);
    if (end < 0) throw unfinished();
    for (this.at += 1; this.at < end;) this.take(true);
    this.at += 1;
    this.bare = false;
  }

  /** $'…' with a few escapes; none of a quote, so that it also ends here for a shell that does not know it. */
  private ansi(): void {
    const match = /\$'((?:[^'\\]|\\[nt"\\])*)'/y;
    match.lastIndex = this.at;
    const found = match.exec(this.line);
    if (!found) throw this.beyond(MEANINGS['$']!, '$');
    const text = found[1]!.replace(/\\(.)/g, (_all, char: string) => ({ n: '\n', t: '\t' })[char] ?? char);
    if (isUnseen(text.replace(/[\n\t]/g, ' '))) throw unseen([...text].find((char) => isUnseen(char))!);
    this.value += text;
    this.bare = false;
    this.at += found[0].length;
  }

  private plain(): void {
    this.bare = false;
    for (this.at += 1; this.line[this.at] !== '"';) {
      const char = this.line[this.at];
      if (char === undefined) throw unfinished();
      if (char === '$') this.variable(() => true);
      else if (char === '`') throw this.beyond(MEANINGS[char]!, char);
      else if (char === '\\') this.escapedInQuotes();
      else this.take(true);
    }
    this.at += 1;
  }

  /** A variable whose value is known, where it stays one word. */
  private variable(fits: (value: string) => boolean): void {
    VARIABLE.lastIndex = this.at;
    const match = VARIABLE.exec(this.line);
    const value = match && this.variables.get((match[1] ?? match[2])!);
    if (value === null || value === undefined || !fits(value)) throw this.beyond(MEANINGS['$']!, '$');
    this.bare = false;
    this.value += value;
    this.at += match![0].length;
  }

  private escaped(): void {
    const next = this.line[this.at + 1];
    if (next === undefined) throw unfinished();
    // Bash would join the two halves of a word here; the grammar sees two words. Neither is trusted.
    if (next === '\n') throw new Beyond('syntax_error', 'A word goes on in the next line.');
    this.at += 1;
    this.bare = false;
    this.take();
  }

  /** Between double quotes a backslash is only itself, unless one of five characters follows. */
  private escapedInQuotes(): void {
    const next = this.line[this.at + 1];
    if (next === undefined) throw unfinished();
    if (next === '\n') this.at += 2;
    else if ('$`"\\'.includes(next)) {
      this.at += 1;
      this.take();
    } else this.take();
  }

  /** Adds the character at the present place, both halves of it if it has two. */
  private take(quoted = false): void {
    const char = String.fromCodePoint(this.line.codePointAt(this.at)!);
    if (!(quoted && (char === '\n' || char === '\t')) && isUnseen(char)) throw unseen(char);
    this.value += char;
    this.at += char.length;
  }

  private beyond([why, text]: [string, string], char: string): Beyond {
    if (char === '|' && this.line[this.at + 1] === '|')
      return new Beyond('list', 'It holds more than one command (||).');
    if (char === '&' && this.line[this.at + 1] === '&')
      return new Beyond('list', 'It holds more than one command (&&).');
    if (char === '&' && this.line[this.at + 1] === '>') return new Beyond(...MEANINGS['>']!);
    return new Beyond(why, text);
  }
}

function unfinished(): Beyond {
  return new Beyond('syntax_error', 'A quote or an escape in it does not end.');
}

function unseen(char: string): Beyond {
  const code = char.codePointAt(0)!.toString(16).padStart(4, '0');
  return new Beyond('control_character', `It has a character that cannot be seen (U+${code.toUpperCase()}).`);
}
