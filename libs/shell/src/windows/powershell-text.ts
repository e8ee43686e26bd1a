import type { PsReading, PsWord } from './powershell-reader.js';
import { Unread } from './unread.js';

type Expression = (text: PowerShellText, reading: PsReading, how: { inBlock: boolean }) => PsWord;

/** A line of PowerShell and the place up to which it was read. */
export class PowerShellText {
  at = 0;
  private depth = 0;

  constructor(private readonly line: string) {
    if (line.includes('`')) throw new Unread('backtick', 'It has a backtick, which can hide what is run.');
  }

  get ended(): boolean {
    return this.at >= this.line.length;
  }

  /** Reads what stands within something else; too deep, and it is not read at all. */
  within<T>(read: () => T): T {
    this.depth += 1;
    if (this.depth > 24) throw new Unread('depth', 'It is nested too deeply to be read.');
    const result = read();
    this.depth -= 1;
    return result;
  }

  peek(ahead = 0): string | undefined {
    return this.line[this.at + ahead];
  }

  rest(): string {
    return this.line.slice(this.at);
  }

  startsWith(text: string): boolean {
    return this.line.startsWith(text, this.at);
  }

  /** Takes the text if it is next. */
  eat(text: string): string | undefined {
    if (!this.startsWith(text)) return undefined;
    this.at += text.length;
    return text;
  }

  /** Takes what a pattern that begins with `^` finds. */
  match(pattern: RegExp): string | undefined {
    const found = pattern.exec(this.line.slice(this.at, this.at + 400))?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  skipBlanks(): boolean {
    const start = this.at;
    while (this.peek() === ' ' || this.peek() === '\t') this.at += 1;
    if (this.peek() === '#' && (start === 0 || this.at > start))
      throw new Unread('comment', 'It has a comment (#).');
    return this.at > start;
  }

  /** A word without quotes around it; quotes within hold it together. */
  bareWord(): string {
    let value = '';
    for (;;) {
      const char = this.peek();
      if (char === undefined || ' \t;|&,<>)}'.includes(char)) return value;
      if ('({$@'.includes(char) && (value !== '' || char === '$')) {
        if (/^-[A-Za-z]+:$/.test(value)) return value;
        if (char === '@') value += this.take();
        else throw new Unread('construct', `A word in it has a ${char} within.`);
      } else if (char === '"' || char === "'") {
        if (value === '' || /^-[A-Za-z]+:$/.test(value)) return value;
        value += this.plainString();
      } else if ('({@'.includes(char)) return value;
      else value += this.take();
    }
  }

  private take(): string {
    this.at += 1;
    return this.line[this.at - 1]!;
  }

  /** A string in which nothing is replaced. */
  plainString(): string {
    const word = this.string(undefined, false, () => {
      throw new Unread('expansion', 'Something in it ($) is replaced only when it runs.');
    });
    if (word.kind !== 'text')
      throw new Unread('expansion', 'Something in it ($) is replaced only when it runs.');
    return word.value;
  }

  /** A string; where parts of it are worked out when it runs, it is a value. */
  string(reading: PsReading | undefined, inBlock: boolean, expression: Expression): PsWord {
    const quote = this.take();
    let value = '';
    let open = false;
    for (;;) {
      const char = this.peek();
      if (char === undefined) throw new Unread('syntax_error', 'A quotation mark in it is not closed.');
      if (char === quote) {
        this.at += 1;
        if (this.peek() !== quote) break;
        value += this.take();
      } else if (quote === '"' && char === '$' && /^\$[\w({?^$:]/.test(this.rest())) {
        if (!reading) throw new Unread('expansion', 'Something in it ($) is replaced only when it runs.');
        this.interpolation(reading, inBlock, expression);
        open = true;
      } else value += this.take();
    }
    return open ? { kind: 'value' } : { kind: 'text', value, quoted: true };
  }

  /** `$_` and `$( … )` within double quotes. */
  private interpolation(reading: PsReading, inBlock: boolean, expression: Expression): void {
    if (inBlock && this.match(/^\$_(?![\w:])/) !== undefined) return;
    if (!this.eat('$(')) throw new Unread('expansion', 'Something in it ($) is replaced only when it runs.');
    expression(this, reading, { inBlock });
    this.skipBlanks();
    if (!this.eat(')'))
      throw new Unread('construct', 'Something in it is worked out by more than an expression.');
  }
}
