import type { PsWord } from './powershell-reader.js';
import { findWord, isWordKind, type WordFinding } from './word-kinds.js';

/** Kinds of text whose value may be worked out when it runs: nothing that comes of it can do harm there. */
const OPEN = new Set(['any', 'int', 'number', 'date', 'anyValue']);

/** Members of objects that are properties everywhere; a method of the same name does not exist. */
const MEMBERS =
  'choice:name|displayname|fullname|id|status|length|count|processname|message|path|caption|version|ipaddress|basename|extension|lastwritetime|creationtime|timecreated|servicename|username';

const CALCULATED = new Set(
  'n name l label e expression w width a align alignment f formatstring descending ascending depth'.split(
    ' ',
  ),
);

const CHECKS: Record<string, (word: PsWord) => WordFinding> = {
  block: (word) => (word.kind === 'block' ? 'fine' : 'unknown'),
  member: (word) => (word.kind === 'block' ? 'fine' : text(MEMBERS, word)),
  bool: (word) => (word.kind === 'constant' ? 'fine' : text('choice:true|false|0|1', word)),
  anyValue: (word) => (word.kind === 'table' || word.kind === 'block' ? 'unknown' : 'fine'),
  // Properties by name, or worked out from what is looked at.
  shape: (word) => {
    if (word.kind === 'block') return 'fine';
    if (word.kind !== 'table') return text('property', word);
    return worst(word.entries.map(([key, value]) => calculated(key, value)));
  },
  // What Get-WinEvent looks for.
  eventFilter: (word) =>
    word.kind === 'table' ? worst(word.entries.map(([key, value]) => eventKey(key, value))) : 'unknown',
};

/** Whether an argument fits a kind; `strictly` refuses whatever does not stand in the line as it is. */
export function findValue(kind: string, word: PsWord, strictly: boolean): WordFinding {
  const check = CHECKS[kind];
  if (word.kind === 'list') return worst(word.items.map((item) => findValue(kind, item, strictly)));
  if (check) return check(word);
  if (word.kind === 'text') return findWord(kind, word.value);
  if (word.kind === 'value' && OPEN.has(kind) && !strictly) return 'fine';
  return word.kind === 'constant' && kind === 'any' ? 'fine' : 'unknown';
}

/** Whether a kind is one that exists; a table with a misspelt one is a mistake. */
export function isValueKind(kind: string): boolean {
  return Object.hasOwn(CHECKS, kind) || isWordKind(kind);
}

function text(kind: string, word: PsWord): WordFinding {
  return word.kind === 'text' ? findWord(kind, word.value) : 'unknown';
}

function calculated(key: string, value: PsWord): WordFinding {
  if (!CALCULATED.has(key)) return 'unknown';
  if (value.kind === 'block' || value.kind === 'constant') return 'fine';
  return /^(e|expression)$/.test(key) ? text('property', value) : text('any', value);
}

const EVENT_KEYS: Record<string, string> = {
  logname: 'channel',
  providername: 'name',
  path: 'unknown',
  keywords: 'any',
  id: 'int',
  level: 'int',
  starttime: 'date',
  endtime: 'date',
  userid: 'account',
  data: 'sought',
};

function eventKey(key: string, value: PsWord): WordFinding {
  const kind = EVENT_KEYS[key];
  return kind === undefined ? 'unknown' : findValue(kind, value, false);
}

function worst(findings: readonly WordFinding[]): WordFinding {
  return (['sensitive', 'unknown', 'asks'] as const).find((one) => findings.includes(one)) ?? 'fine';
}
