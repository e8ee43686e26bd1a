import { readPipeline, type PsReading, type PsWord } from './powershell-reader.js';
import type { PowerShellText } from './powershell-text.js';
import { Unread } from './unread.js';

/** Where an expression stands. */
interface Place {
  /** `$_` has a meaning here. */
  inBlock: boolean;
  /** It is a whole statement, which may show one of the shell's own variables. */
  statement?: boolean;
}

const OPERATORS =
  /^(?:-(?:[ci]?(?:eq|ne|gt|ge|lt|le|like|notlike|match|notmatch|contains|notcontains|in|notin|replace|split)|and|or|xor|join|f|is|isnot|band|bor)(?![\w-])|[+*/%,]|-(?![A-Za-z-]))/i;

/** Methods that give a new value and do nothing else, whatever object they belong to. */
const METHODS = new Set(
  (
    'tostring adddays addhours addminutes addseconds addmonths addyears toshortdatestring tolongdatestring ' +
    'touniversaltime tolocaltime trim trimstart trimend toupper tolower startswith endswith contains substring split ' +
    'indexof lastindexof padleft padright'
  ).split(' '),
);

const STATIC =
  /^\[(?:system\.)?(?:math\]::(?:Round|Floor|Ceiling|Truncate|Abs|Max|Min|Pow|Sqrt)(?=\()|math\]::PI(?!\w)|datetime\]::(?:Now|UtcNow|Today)(?!\w)|environment\]::(?:OSVersion|MachineName|UserName|UserDomainName|ProcessorCount|Is64BitOperatingSystem|Is64BitProcess|Version|SystemDirectory|TickCount)(?!\w)|net\.dns\]::GetHostName(?=\(\)))/i;
const CASTS =
  /^\[(?:int|int32|int64|long|uint32|uint64|double|decimal|float|single|string|datetime|timespan|version|bool|char|math)\](?!::)/i;
const NUMBER = /^(?:0x[0-9a-f]+|\d+(?:\.\d+)?|\.\d+)(?:[kmgtp]b)?(?!\w|\.\w)/i;

/** Variables of the shell that a statement may show; those of the environment hold no secrets. */
const SHOWN =
  /^\$(?:PSVersionTable|Host|PSCulture|PSUICulture|PSEdition|PSHOME|PID|PWD|HOME|IsWindows|env:(?:COMPUTERNAME|USERNAME|USERDOMAIN|USERDNSDOMAIN|LOGONSERVER|OS|PROCESSOR_ARCHITECTURE|PROCESSOR_IDENTIFIER|NUMBER_OF_PROCESSORS|WINDIR|SYSTEMROOT|SYSTEMDRIVE|PATH|PATHEXT|PSMODULEPATH|TEMP|TMP|PROGRAMFILES|PROGRAMDATA|USERPROFILE|COMSPEC))(?![\w:])/i;

/** An expression of literals, `$_`, comparisons, arithmetic, properties and methods that only give values. */
export function readExpression(text: PowerShellText, reading: PsReading, place: Place): PsWord {
  return text.within(() => readOperands(text, reading, place));
}

function readOperands(text: PowerShellText, reading: PsReading, place: Place): PsWord {
  const items: PsWord[] = [];
  let plain = true;
  for (;;) {
    text.skipBlanks();
    items.push(readOperand(text, reading, place));
    text.skipBlanks();
    const operator = text.match(OPERATORS);
    if (operator === undefined) break;
    if (operator !== ',') plain = false;
  }
  if (items.length === 1) return items[0]!;
  return plain ? { kind: 'list', items } : { kind: 'value' };
}

function readOperand(text: PowerShellText, reading: PsReading, place: Place): PsWord {
  let changed = false;
  while (text.match(/^(?:!|-not(?!\w)|[-+](?=[\d$(.]))/i) !== undefined || text.match(CASTS) !== undefined) {
    changed = true;
    text.skipBlanks();
  }
  const operand = readPrimary(text, reading, place);
  return readPostfix(text, reading, place) || changed ? { kind: 'value' } : operand;
}

function readPrimary(text: PowerShellText, reading: PsReading, place: Place): PsWord {
  const char = text.peek();
  if (char === '"' || char === "'") {
    const word = text.string(reading, place.inBlock, readExpression);
    if (word.kind === 'text') reading.texts.push(word.value);
    return word;
  }
  if (char === '$') return readVariable(text, reading, place);
  if (char === '(') return readParens(text, reading, place.inBlock);
  if (char === '@') return readTable(text, reading, place.inBlock);
  if (text.match(/^\d{1,4}\.\.\d{1,4}(?![\w.])/) !== undefined) return { kind: 'value' };
  const number = text.match(NUMBER);
  if (number !== undefined) return { kind: 'text', value: number, quoted: false };
  if (text.match(STATIC) !== undefined) {
    if (text.peek() === '(') readCall(text, reading, place);
    return { kind: 'value' };
  }
  throw new Unread('construct', `PowerShell would work out ${text.rest().slice(0, 20)} when it runs.`);
}

/** `.Name`, `.Method(…)`, `[0]`; returns whether there was one. */
function readPostfix(text: PowerShellText, reading: PsReading, place: Place): boolean {
  let found = false;
  for (;;) {
    const name = text.match(/^\.[A-Za-z_]\w*/)?.slice(1);
    if (name !== undefined && text.peek() === '(') {
      if (!METHODS.has(name.toLowerCase())) {
        throw new Unread('method', `Nobody has said what the method ${name} does.`, [name]);
      }
      readCall(text, reading, place);
    } else if (name !== undefined) reading.properties.push(name);
    else if (text.match(/^\[-?\d{1,6}\]/) === undefined) return found;
    found = true;
  }
}

function readCall(text: PowerShellText, reading: PsReading, place: Place): void {
  text.eat('(');
  text.skipBlanks();
  if (text.eat(')')) return;
  readExpression(text, reading, { inBlock: place.inBlock });
  text.skipBlanks();
  if (!text.eat(')')) throw new Unread('syntax_error', 'A parenthesis in it is not closed.');
}

/** `$_` with its properties, `$true`, `$false`, `$null`; anything else holds what nobody can tell. */
export function readVariable(text: PowerShellText, reading: PsReading, place: Place): PsWord {
  const constant = text.match(/^\$(?:true|false|null)(?![\w:])/i);
  if (constant !== undefined) return { kind: 'constant', value: constant.slice(1).toLowerCase() };
  if (place.inBlock && text.match(/^\$(?:_|PSItem)(?![\w:])/i) !== undefined) {
    readPostfix(text, reading, place);
    return { kind: 'value' };
  }
  if (place.statement && text.match(SHOWN) !== undefined) return { kind: 'value' };
  throw new Unread(
    'expansion',
    `Something in it (${text.rest().slice(0, 12)}) is replaced only when it runs.`,
  );
}

/** `( … )`: an expression, or a pipeline whose result is used. */
export function readParens(text: PowerShellText, reading: PsReading, inBlock: boolean): PsWord {
  text.eat('(');
  text.skipBlanks();
  const next = text.peek();
  let value: PsWord = { kind: 'value' };
  if (next !== undefined && /[A-Za-z%?]/.test(next)) readPipeline(text, reading, ')', inBlock);
  else value = readExpression(text, reading, { inBlock });
  text.skipBlanks();
  if (!text.eat(')')) throw new Unread('syntax_error', 'A parenthesis in it is not closed.');
  return readPostfix(text, reading, { inBlock }) ? { kind: 'value' } : value;
}

/** `{ … }` with expressions and commands about `$_`. */
export function readBlock(text: PowerShellText, reading: PsReading): PsWord {
  text.eat('{');
  for (;;) {
    text.skipBlanks();
    if (text.eat('}')) return { kind: 'block' };
    const next = text.peek();
    if (next !== undefined && /[A-Za-z%?]/.test(next)) readPipeline(text, reading, '}', true);
    else readExpression(text, reading, { inBlock: true });
    text.skipBlanks();
    if (!text.eat(';') && text.peek() !== '}') {
      throw new Unread('construct', 'A block in it does more than look at what it is given.');
    }
  }
}

/** `@{ name = value; … }`, or `@( … )` around a list. */
export function readTable(text: PowerShellText, reading: PsReading, inBlock: boolean): PsWord {
  if (text.startsWith('@(')) {
    text.eat('@');
    return readParens(text, reading, inBlock);
  }
  if (!text.eat('@{'))
    throw new Unread('construct', 'It has a @ that stands for something nobody has named.');
  const entries: [string, PsWord][] = [];
  for (;;) {
    text.skipBlanks();
    if (text.eat('}')) return { kind: 'table', entries };
    const key = text.match(/^(?:[A-Za-z_]\w*|'[^'"$]*'|"[^'"$]*")/);
    text.skipBlanks();
    if (key === undefined || !text.eat('='))
      throw new Unread('syntax_error', 'A table in it is not a plain one.');
    text.skipBlanks();
    const value = text.peek() === '{' ? readBlock(text, reading) : readExpression(text, reading, { inBlock });
    entries.push([key.replace(/['"]/g, '').toLowerCase(), value]);
    text.skipBlanks();
    if (!text.eat(';') && text.peek() !== '}')
      throw new Unread('syntax_error', 'A table in it is not a plain one.');
  }
}
