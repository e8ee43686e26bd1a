import { Unread } from './unread.js';

/** One command as cmd.exe would start it. */
export interface CmdCommand {
  name: string;
  /** Everything after the name as it stands, for built-ins and for a shell inside. */
  rest: string;
  /** It is not the first of its pipe. */
  piped: boolean;
  /** Files that its output would be written to, or its input read from. */
  files: { sign: string; name: string }[];
}

const DELIMITERS = ' \t,;=';

/**
 * Reads one line as cmd.exe does: quotes, `&`, `&&`, `||`, `|`, parentheses and redirections. What cmd would replace
 * (`%name%`, `!name!`, `^`) is never read. Throws `Unread`.
 */
export function readCmd(line: string): CmdCommand[] {
  // Within quotes it stands for itself.
  if (line.replace(/"[^"]*"/g, '').includes('^'))
    throw new Unread('caret', 'It has a caret (^), which can hide what is run.');
  // cmd only replaces names; a lone % stays, and so do those around text that is no name.
  const between = line.split('%').slice(1, -1);
  if (between.some((text) => !/[\s{}|$]/.test(text.split(':')[0]!))) {
    throw new Unread('expansion', 'Something in it (%) is replaced when it runs.');
  }
  if (/![^\s!]+!/.test(line)) throw new Unread('expansion', 'Something in it (!) is replaced when it runs.');
  return new Reader(line).commands();
}

class Reader {
  private at = 0;
  private depth = 0;
  private piped = false;
  private readonly found: CmdCommand[] = [];

  constructor(private readonly line: string) {}

  commands(): CmdCommand[] {
    while (this.at < this.line.length) this.segment();
    if (this.depth !== 0) throw new Unread('syntax_error', 'A parenthesis in it is not closed.');
    return this.found;
  }

  /** One command up to the next operator. */
  private segment(): void {
    this.skip(`${DELIMITERS}@`);
    if (this.line[this.at] === '(') {
      this.depth += 1;
      this.at += 1;
      return;
    }
    const start = this.at;
    const files: CmdCommand['files'] = [];
    let text = '';
    while (this.at < this.line.length && !this.isEnd()) {
      const char = this.line[this.at]!;
      if (char === '"') text += this.quoted();
      else if (char === '<' || char === '>') {
        text = text.replace(/(^|[\s,;=])\d$/, '$1');
        files.push(this.redirection());
      } else {
        text += char;
        this.at += 1;
      }
    }
    if (text.trim() !== '' || files.length > 0) this.found.push(this.command(text, files, start));
    this.operator();
  }

  private isEnd(): boolean {
    const char = this.line[this.at]!;
    return char === '&' || char === '|' || (char === ')' && this.depth > 0);
  }

  private operator(): void {
    const char = this.line[this.at];
    if (char === undefined) return;
    const double = char !== ')' && this.line[this.at + 1] === char;
    this.at += double ? 2 : 1;
    if (char === ')') this.depth -= 1;
    const last = this.line.slice(this.at).trim() === '';
    if (char !== ')' && last) throw new Unread('syntax_error', 'It ends with an operator.');
    this.piped = char === '|' && !double;
  }

  private quoted(): string {
    const end = this.line.indexOf('"', this.at + 1);
    if (end < 0) throw new Unread('syntax_error', 'A quotation mark in it is not closed.');
    const text = this.line.slice(this.at, end + 1);
    this.at = end + 1;
    return text;
  }

  private redirection(): { sign: string; name: string } {
    const sign = /^(>>|>|<)/.exec(this.line.slice(this.at))![0];
    this.at += sign.length;
    const handle = /^&\d/.exec(this.line.slice(this.at));
    if (handle) {
      this.at += 2;
      return { sign, name: handle[0] };
    }
    this.skip(' \t');
    let name = '';
    while (this.at < this.line.length && !this.isEnd() && !`${DELIMITERS}<>`.includes(this.line[this.at]!)) {
      if (this.line[this.at] === '"') name += this.quoted().slice(1, -1);
      else name += this.line[this.at++]!;
    }
    return { sign, name };
  }

  private command(text: string, files: CmdCommand['files'], start: number): CmdCommand {
    const { name, rest } = splitName(text);
    const piped = this.piped;
    if (start === this.line.length) throw new Unread('syntax_error', 'It ends with an operator.');
    return { name, rest, piped, files };
  }

  private skip(characters: string): void {
    while (this.at < this.line.length && characters.includes(this.line[this.at]!)) this.at += 1;
  }
}

/** The name ends at a blank, a delimiter, or where a switch begins: `dir/s` runs dir. */
function splitName(text: string): { name: string; rest: string } {
  const quoted = /^"([^"]*)"(?=\s|$)/.exec(text);
  if (quoted) return { name: quoted[1]!, rest: text.slice(quoted[0].length).trim() };
  const end = text.search(/[\s,;=/]/);
  if (end < 0) return { name: text, rest: '' };
  return { name: text.slice(0, end), rest: text.slice(end).trim() };
}

/** Splits as programs do that are written in C: blanks part words, quotes hold them together. */
export function splitArguments(text: string, builtIn = false): string[] {
  if (!builtIn && /\\"/.test(text))
    throw new Unread('quotes', 'A backslash before a quotation mark is read in two ways.');
  const words: string[] = [];
  for (const [word] of text.matchAll(/(?:"[^"]*"|[^\s"])+/g)) {
    if (/"[^"]*""/.test(word)) throw new Unread('quotes', 'Doubled quotation marks are read in two ways.');
    words.push(word.replaceAll('"', ''));
  }
  return words;
}
