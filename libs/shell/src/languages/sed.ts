import type { Reading } from './kinds.js';

/** A script of sed that reads its input and prints: no file is read or written by it, and nothing runs. */
export function judgeSed(script: string): Reading {
  if (script.length > 4096 || /\r/.test(script) || /\\$/.test(script)) return 'unknown';
  return new Sed(script).onlyPrints() ? 'fine' : 'unknown';
}

const NUMBER = /\d+/y;

class Sed {
  private at = 0;
  private depth = 0;

  constructor(private readonly text: string) {}

  onlyPrints(): boolean {
    for (;;) {
      this.skip(/[\s;]*/y);
      if (this.at >= this.text.length) return this.depth === 0;
      if (!this.command()) return false;
    }
  }

  private command(): boolean {
    if (this.text[this.at] === '#') return this.skip(/#[^\n]*/y);
    if (!this.addresses()) return false;
    this.skip(/[ \t]*/y);
    const name = this.text[this.at++];
    if (name === undefined) return false;
    if (name === '{') return (this.depth += 1) > 0;
    if (name === '}') return (this.depth -= 1) >= 0 && this.end();
    if ('=dDgGhHnNpPxzF'.includes(name)) return this.end();
    if ('lLqQ'.includes(name)) return this.skip(/[ \t]*\d*/y) && this.end();
    if ('btT:'.includes(name)) return this.skip(/[ \t]*[A-Za-z0-9_]*/y) && this.end();
    if ('aic'.includes(name)) return this.words();
    if (name === 's') return this.substitute();
    return name === 'y' && this.section() && this.sectionEnd() && this.end();
  }

  /** Text up to the end of the line; a backslash takes the next line along, which nobody then reads as a command. */
  private words(): boolean {
    return this.skip(/[ \t]*(\\\n?)?(\\[^]|[^\\\n])*/y);
  }

  private addresses(): boolean {
    if (!this.address()) return true;
    this.skip(/[ \t]*/y);
    if (this.text[this.at] === ',') {
      this.at += 1;
      this.skip(/[ \t]*/y);
      if (!this.skipSome(/[+~]\d+/y) && !this.address()) return false;
    }
    return this.skip(/[ \t]*!*/y);
  }

  private address(): boolean {
    if (this.skipSome(/\$/y)) return true;
    if (this.skipSome(NUMBER)) return this.skip(/(~\d+)?/y);
    if (this.text[this.at] === '\\') this.at += 1;
    else if (this.text[this.at] !== '/') return false;
    return this.section() && this.skip(/./y) && this.skip(/[IM]*/y);
  }

  private substitute(): boolean {
    return this.section() && this.sectionEnd() && this.skip(/[gpiIm0-9]*/y) && this.end();
  }

  private mark = '';

  /** From a mark up to, but not including, the next one of its kind. */
  private section(): boolean {
    this.mark = this.text[this.at] ?? '';
    if (this.mark === '' || /[\sA-Za-z0-9\\;{}[\]]/.test(this.mark)) return false;
    this.at += 1;
    const from = this.at;
    if (!this.toMark()) return false;
    // Readers differ in whether a mark between brackets ends the pattern.
    const open = this.text
      .slice(from, this.at)
      .replace(/\\./g, '')
      .replace(/\[\^?\]?[^\]]*\]/g, '');
    return !open.includes('[');
  }

  private sectionEnd(): boolean {
    this.at += 1;
    const found = this.toMark();
    this.at += 1;
    return found;
  }

  private toMark(): boolean {
    while (this.at < this.text.length && this.text[this.at] !== this.mark) {
      if (this.text[this.at] === '\n') return false;
      this.at += this.text[this.at] === '\\' ? 2 : 1;
    }
    return this.at < this.text.length;
  }

  /** A command ends here: with a semicolon, a line, a bracket or the script. */
  private end(): boolean {
    this.skip(/[ \t]*/y);
    return this.at >= this.text.length || ';\n}#'.includes(this.text[this.at]!);
  }

  private skip(pattern: RegExp): boolean {
    this.skipSome(pattern);
    return true;
  }

  private skipSome(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? '';
    this.at += found.length;
    return found !== '';
  }
}
