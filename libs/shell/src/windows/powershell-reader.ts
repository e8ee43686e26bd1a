import { readBlock, readExpression, readParens, readTable, readVariable } from './powershell-expressions.js';
import { PowerShellText } from './powershell-text.js';
import { Unread } from './unread.js';

/** One argument, as far as its value stands in the line. */
export type PsWord =
  | { kind: 'text'; value: string; quoted: boolean }
  | { kind: 'list'; items: PsWord[] }
  /** `$true`, `$false`, `$null`. */
  | { kind: 'constant'; value: string }
  /** Worked out when it runs, without any effect of its own. */
  | { kind: 'value' }
  | { kind: 'block' }
  | { kind: 'table'; entries: [key: string, value: PsWord][] };

/** A command with its arguments. */
export interface PsCommand {
  kind: 'command';
  name: string;
  words: PsWord[];
}

/** An expression that is only shown, or passed on. */
export interface PsShown {
  kind: 'shown';
}

export type PsElement = PsCommand | PsShown;

/** Commands that hand objects on, and the files their output goes to. */
export interface PsPipeline {
  elements: PsElement[];
  files: string[];
}

/** What PowerShell would run, those inside of parentheses and blocks included, and the properties it would read. */
export interface PsReading {
  pipelines: PsPipeline[];
  properties: string[];
  /** Strings that stand in expressions. */
  texts: string[];
}

const KEYWORDS = new Set(
  (
    'begin break catch class configuration continue data define do dynamicparam else elseif end enum exit filter ' +
    'finally for foreach from function if in inlinescript parallel param process return sequence switch throw trap try ' +
    'until using var while workflow'
  ).split(' '),
);

/** Reads one line as PowerShell does, for the part of it that is verified here. Throws `Unread`. */
export function readPowerShell(line: string): PsReading {
  const text = new PowerShellText(line);
  const reading: PsReading = { pipelines: [], properties: [], texts: [] };
  text.skipBlanks();
  while (!text.ended) {
    readPipeline(text, reading, '');
    if (!readSeparator(text)) break;
  }
  if (!text.ended) throw new Unread('syntax_error', `PowerShell would stop at ${text.rest().slice(0, 20)}.`);
  return reading;
}

function readSeparator(text: PowerShellText): boolean {
  text.skipBlanks();
  const operator = text.eat('&&') ?? text.eat('||') ?? text.eat(';') ?? text.eat('&');
  text.skipBlanks();
  if (text.ended && operator !== undefined && operator !== ';') {
    throw new Unread('background', 'It ends with an operator.');
  }
  if (operator !== undefined && text.eat(';')) throw new Unread('syntax_error', 'It has an empty command.');
  return operator !== undefined;
}

/** Reads one pipeline up to its end, or to `close`. */
export function readPipeline(text: PowerShellText, reading: PsReading, close: string, inBlock = false): void {
  text.within(() => readElements(text, reading, close, inBlock));
}

function readElements(text: PowerShellText, reading: PsReading, close: string, inBlock: boolean): void {
  const pipeline: PsPipeline = { elements: [], files: [] };
  reading.pipelines.push(pipeline);
  for (;;) {
    text.skipBlanks();
    pipeline.elements.push(readElement(text, reading, pipeline, close, inBlock));
    text.skipBlanks();
    if (text.startsWith('||') || !text.eat('|')) return;
  }
}

function readElement(
  text: PowerShellText,
  reading: PsReading,
  pipeline: PsPipeline,
  close: string,
  inBlock: boolean,
): PsElement {
  const char = text.peek();
  if (char === undefined || char === close) throw new Unread('syntax_error', 'It has an empty command.');
  if (/["'$(\d@+![-]/.test(char) && !/^[\d]+[A-Za-z]/.test(text.rest())) {
    if (pipeline.elements.length > 0) throw new Unread('construct', 'It pipes into an expression.');
    readExpression(text, reading, { inBlock, statement: true });
    readRedirections(text, pipeline);
    return { kind: 'shown' };
  }
  const name = text.bareWord();
  if (name === '.' || name === '')
    throw new Unread('call', 'It calls something by a name that is worked out.');
  if (KEYWORDS.has(name.toLowerCase()))
    throw new Unread('keyword', `${name} is a word of the language itself.`);
  // Never a number, so this is no expression; `=` would make it an assignment of nothing.
  const words = readWords(text, reading, pipeline, close, inBlock);
  return { kind: 'command', name, words };
}

function readWords(
  text: PowerShellText,
  reading: PsReading,
  pipeline: PsPipeline,
  close: string,
  inBlock: boolean,
): PsWord[] {
  const words: PsWord[] = [];
  for (;;) {
    const gap = text.skipBlanks();
    if (readRedirections(text, pipeline)) continue;
    const char = text.peek();
    if (char === undefined || ';|&'.includes(char) || char === close) return words;
    if (!gap && words.length > 0 && !endsInColon(words.at(-1)!)) {
      throw new Unread('quotes', 'Where one word ends and the next begins is read in two ways.');
    }
    words.push(readCondition(text, words.at(-1)) ?? readList(text, reading, inBlock));
  }
}

const VALUE = `(?:'[^']*'|"[^"$]*"|\\$(?:true|false|null)|[\\w*.-]+)`;
const TERM = `[\\w.-]+\\s+-\\w+\\s+${VALUE}`;
const CONDITION = new RegExp(`^\\{\\s*${TERM}(?:\\s+-(?:and|or)\\s+${TERM})*\\s*\\}`, 'i');

/** `-Filter {Enabled -eq $true}`: a condition in braces, which is never run but taken as text. */
function readCondition(text: PowerShellText, before: PsWord | undefined): PsWord | undefined {
  if (before?.kind !== 'text' || before.quoted || before.value.toLowerCase() !== '-filter') return undefined;
  const value = text.match(CONDITION);
  return value === undefined ? undefined : { kind: 'text', value: value.slice(1, -1), quoted: true };
}

function endsInColon(word: PsWord): boolean {
  return word.kind === 'text' && !word.quoted && /^-[A-Za-z]+:$/.test(word.value);
}

/** `a, b, c` is one argument. */
function readList(text: PowerShellText, reading: PsReading, inBlock: boolean): PsWord {
  const items = [readWord(text, reading, inBlock)];
  for (;;) {
    const start = text.at;
    text.skipBlanks();
    if (!text.eat(',')) {
      text.at = start;
      break;
    }
    text.skipBlanks();
    items.push(readWord(text, reading, inBlock));
  }
  return items.length === 1 ? items[0]! : { kind: 'list', items };
}

function readWord(text: PowerShellText, reading: PsReading, inBlock: boolean): PsWord {
  const char = text.peek();
  if (char === undefined) throw new Unread('syntax_error', 'A list in it has no end.');
  if (char === "'" || char === '"') return text.string(reading, inBlock, readExpression);
  if (char === '$') return readVariable(text, reading, { inBlock });
  if (char === '(') return readParens(text, reading, inBlock);
  if (char === '{') return readBlock(text, reading);
  if (char === '@') return readTable(text, reading, inBlock);
  if (text.startsWith('--%')) throw new Unread('construct', 'It stops PowerShell from reading on (--%).');
  const value = text.bareWord();
  if (value === '') throw new Unread('syntax_error', `PowerShell would stop at ${char}.`);
  return { kind: 'text', value, quoted: false };
}

/** Redirections stand anywhere; returns whether there was one. */
function readRedirections(text: PowerShellText, pipeline: PsPipeline): boolean {
  text.skipBlanks();
  const sign = text.match(/^(?:[1-6*]?>>?|<)(?:&[12])?/);
  if (sign === undefined) return false;
  if (sign.startsWith('<')) throw new Unread('redirect', 'It redirects input (<).');
  if (sign.includes('&')) return true;
  text.skipBlanks();
  if (text.match(/^\$null(?![\w:.[(])/i) !== undefined) return true;
  if (text.peek() === '$') throw new Unread('redirect', 'It writes to a file that nobody has named.');
  const char = text.peek();
  const name = char === "'" || char === '"' ? text.plainString() : text.bareWord();
  if (name === '') throw new Unread('redirect', 'It writes to a file that nobody has named.');
  if (name.toLowerCase() !== 'nul') pipeline.files.push(name);
  return true;
}
