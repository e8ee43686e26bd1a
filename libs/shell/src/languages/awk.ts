import type { Reading } from './kinds.js';

/**
 * Words that run, read or reach something beyond the input. They are looked for in the whole text, strings and patterns
 * as well, so that no quote that is read differently by some awk can hide them.
 */
const BEYOND =
  /\b(system|getline|close|fflush|PROCINFO|SYMTAB|FUNCTAB|ARGV|ARGC|func(tion)?|include|load|extension|argv|dgawk)\b|@/;

/** After one of these a slash divides; after anything else it begins a pattern. */
const VALUE = /^([A-Za-z_][A-Za-z0-9_]*|\d[\w.]*|\.\d+|"|\)|\])$/;

/** Words that are followed by a pattern, though they look like values. */
const NO_VALUE = new Set([
  'print',
  'printf',
  'return',
  'in',
  'else',
  'do',
  'case',
  'delete',
  'exit',
  'while',
  'if',
]);

/** Programs in awk that only read their input and print: no commands, no files, no environment. */
export function judgeAwk(program: string): Reading {
  if (/\bENVIRON\b/.test(program)) return 'sensitive';
  if (program.length > 4096 || BEYOND.test(program) || /\\\n|\r/.test(program)) return 'unknown';
  return new Awk(program).onlyPrints() ? 'fine' : 'unknown';
}

class Awk {
  private at = 0;
  private last = '';
  private printing = false;

  constructor(private readonly text: string) {}

  onlyPrints(): boolean {
    while (this.at < this.text.length) if (!this.token()) return false;
    return true;
  }

  private token(): boolean {
    const char = this.text[this.at]!;
    if (char === '"') return this.string();
    if (char === '#') return this.skip(/#[^\n]*/y);
    if (char === '/' && !VALUE.test(this.last)) return this.pattern();
    if (char === '/' && (this.last === ')' || this.last === ']')) return this.division();
    if (char === '|') return this.take('||');
    if (char === '>')
      return this.take('>=') || (!this.printing && this.text[this.at + 1] !== '>' && this.take('>'));
    if (/[;{}\n]/.test(char)) this.printing = false;
    return this.word();
  }

  private word(): boolean {
    const match = this.match(/[A-Za-z_][A-Za-z0-9_]*|\d[\w.]*|\.\d+|[ \t\n]+|[^]/y);
    if (/^[ \t]+$/.test(match)) return true;
    if (/^print(f)?$/.test(match)) this.printing = true;
    this.last = NO_VALUE.has(match) ? '' : match;
    return true;
  }

  private string(): boolean {
    this.last = '"';
    return this.skip(/"(\\[^\n]|[^"\\\n])*"/y);
  }

  /** A pattern holds no quote and no slash of its own, so that it ends here for every reader. */
  private pattern(): boolean {
    this.last = '"';
    return this.skip(/\/(\\[^\n"]|[^/\\\n"])*\//y);
  }

  /** Behind a bracket it might be a pattern as well: what follows must mean the same both ways. */
  private division(): boolean {
    const next = this.text.indexOf('/', this.at + 1);
    const between = next < 0 ? '' : this.text.slice(this.at + 1, next);
    this.last = '/';
    this.at += 1;
    return /^[\w\s$.,+*()%-]*$/.test(between);
  }

  private take(text: string): boolean {
    if (!this.text.startsWith(text, this.at)) return false;
    this.at += text.length;
    this.last = text;
    return true;
  }

  private skip(pattern: RegExp): boolean {
    return this.match(pattern) !== '';
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? '';
    this.at += found.length;
    return found;
  }
}
