import { isIP } from 'node:net';
import { CIM_CLASSES } from './cim-classes.js';
import { carriesData, urlKind } from '../url-kind.js';
import {
  isProtectedPlace,
  isProtectedProcess,
  isProtectedService,
  isSecretKey,
  isSecretName,
  isSecretPlace,
  registryKey,
} from './places.js';

/** What a word turned out to be in its place; `asks` when it fits and a person should still decide. */
export type WordFinding = 'fine' | 'sensitive' | 'unknown' | 'asks';

/** Kinds that are one pattern over the whole word. Letters count alike in both cases. */
const PATTERNS: Record<string, RegExp> = {
  any: /^[^]{0,2048}$/,
  int: /^[+-]?\d{1,12}([KMGTP]B)?$/i,
  number: /^[+-]?\d{1,12}(\.\d{1,6})?$/,
  // Names with wildcards: never a path, and nothing that another shell would replace.
  // An ending or a type to be shown; with `=` it would be given to another program.
  association: /^[.a-z0-9_*?-]{1,64}$/i,
  wild: /^(?![-/])[^\\/"<>|%\u0000-\u001f]{1,256}$/,
  name: /^[a-z0-9_][a-z0-9_.@ ()&+'-]{0,255}$/i,
  names: /^[a-z0-9_*?][a-z0-9_.,*?-]{0,1023}$/i,
  // May begin with a domain.
  account: /^([a-z0-9_.-]{1,64}\\)?[a-z0-9_*?.$ @-]{1,104}$/i,
  task: /^[\\a-z0-9_*?.(){} -]{1,256}$/i,
  date: /^[a-z0-9/:., +-]{1,64}$/i,
  host: /^[a-z0-9_][a-z0-9_.-]{0,252}$/i,
  drive: /^[a-z]:?\\?$/i,
  driveLetters: /^[a-z]$/i,
  guid: /^\{?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?$/i,
  channel: /^(?!\\|.:)[a-z0-9][a-z0-9_./ -]{0,255}$/i,
  counter: /^\\(?!\\)[^\\<>|"]{1,128}\\[^\\<>|"]{1,128}$/i,
  package: /^(?![-/])[a-z0-9_.+*?-]{1,128}$/i,
  cidr: /^[0-9a-f:.*]{1,45}(\/\d{1,3})?$/i,
  version: /^\d{1,8}(\.\d{1,8}){0,3}$/,
  column: /^[a-z_*][a-z0-9_*.? -]{0,127}$/i,
  xpath: /^\*?\[?[^;|&]{0,1024}$/,
};

/** What runs when it is opened. */
const PROGRAM =
  /\.(exe|com|dll|sys|scr|bat|cmd|ps1|psm1|psd1|vbs|vbe|js|jse|wsf|wsh|hta|msi|msp|mst|cpl|lnk|url|reg|inf|jar|py|pif|ocx|xll|iso|vhdx?)$/i;

/** A name without a dot, or one that no public server has, and the numbers of private networks. */
const NEAR =
  /^(https?:\/\/)?(\[::1\]|127(\.\d+){3}|10(\.\d+){3}|192\.168(\.\d+){2}|172\.(1[6-9]|2\d|3[01])(\.\d+){2}|[a-z][a-z0-9-]*(\.(local|localdomain|internal|lan|intranet|corp|home\.arpa))?|[a-z0-9.-]+\.(local|internal|lan|intranet|corp))(:\d{1,5})?([/?]|$)/i;

const CHECKS: Record<string, (word: string, parameter: string) => WordFinding> = {
  range: (word, range) => {
    const [least, most] = range.split('..').map(Number);
    return fine(/^\d{1,9}$/.test(word) && Number(word) >= least! && Number(word) <= most!);
  },
  choice: (word, choices) => fine(choices.split('|').includes(word.toLowerCase())),
  starts: (word, prefix) =>
    fine(word.toLowerCase().startsWith(prefix) && /^[\w.-]+([\\/][\w.-]+)*$/.test(word)),
  // A name that carries data out, piece by piece, is no name of a host.
  address: (word) =>
    fine(isIP(word.replace(/%\d+$/, '')) > 0 || (PATTERNS['host']!.test(word) && !carriesData(word))),
  // The local host under one of its names: reading elsewhere shows our own account to whoever answers.
  here: (word) => fine(/^(\.|localhost|127\.0\.0\.1|::1)$/i.test(word)),
  // Of this host: another one would be asked with our account.
  policyStore: (word) =>
    fine(
      /^(localhost|(active|persistent)store|rsop|systemdefaults|(static|configurable)servicestore)$/i.test(
        word,
      ),
    ),
  // Of this host or the network around it, by its name or number; the scheme means the same in any case.
  nearUrl: (word) => {
    const url = word.replace(/^https?:/i, (scheme) => scheme.toLowerCase());
    const found = urlKind(url);
    return found === 'fine' ? fine(NEAR.test(url)) : found;
  },
  // Names of properties; some of them are secrets.
  property: (word) => (isSecretName(word) ? 'sensitive' : fine(PATTERNS['column']!.test(word))),
  named: (word) => (isSecretName(word) ? 'sensitive' : fine(/^[a-z][a-z0-9-]*$/i.test(word))),
  properties: (word) => worst(word.split(/\s*,\s*/).map((one) => findWord('property', one))),
  // `sc query state= all type= driver`.
  scWord: (word) => fine(/^(state=|type=|bufsize=|ri=|group=)?[a-z0-9_.$ -]*$/i.test(word)),
  // `name=x`; the key in clear is the password of the network.
  wlanWord: (word) =>
    /^k\w*\s*=|clear/i.test(word)
      ? 'sensitive'
      : fine(/^(name=|interface=|mode=|\w)[^"|<>%]{0,128}$/i.test(word)),
  // Words that are searched for; who searches for passwords finds them.
  sought: (word) => (isSecretName(word) ? 'sensitive' : fine(word.length <= 1024)),
  // Every file of the folder one is in: the lines that were asked for, and no others.
  searched: (word) => (word === '*' || word === '*.*' ? 'fine' : path(word, true)),
  entry: (word) => path(word, false),
  path: (word) => path(word, true),
  // Whatever a provider of PowerShell lists.
  item: (word) => item(word, false),
  itemValue: (word) => item(word, true),
  key: (word) => key(word, false),
  keyValue: (word) => key(word, true),
  target: (word) => {
    const finding = path(word, false);
    if (finding !== 'fine') return finding === 'sensitive' ? 'sensitive' : 'unknown';
    if (/[*?[\]]/.test(word) || !/^[a-z]:\\/i.test(word)) return 'unknown';
    return isProtectedPlace(word) || PROGRAM.test(word) ? 'asks' : 'fine';
  },
  service: (word) => guarded(word, isProtectedService),
  process: (word) => guarded(word, isProtectedProcess),
  class: (word) => fine(CIM_CLASSES.has(word.toLowerCase())),
  query: (word) => {
    const match = /^select\s+([\w*, ]+)\s+from\s+(\w+)(\s+where\s+[^;]+)?$/i.exec(word.trim());
    if (!match || isSecretName(match[1]!)) return match ? 'sensitive' : 'unknown';
    return fine(CIM_CLASSES.has(match[2]!.toLowerCase()));
  },
};

/** Whether a word fits a kind. An unknown kind fits nothing. */
export function findWord(kind: string, word: string): WordFinding {
  const colon = kind.indexOf(':');
  const name = colon < 0 ? kind : kind.slice(0, colon);
  const pattern = PATTERNS[name];
  if (pattern) return fine(pattern.test(word));
  return CHECKS[name]?.(word, colon < 0 ? '' : kind.slice(colon + 1)) ?? 'unknown';
}

/** Whether a kind is one that exists; a table with a misspelt one is a mistake. */
export function isWordKind(kind: string): boolean {
  const name = kind.split(':')[0]!;
  return Object.hasOwn(PATTERNS, name) || Object.hasOwn(CHECKS, name);
}

function fine(ok: boolean): WordFinding {
  return ok ? 'fine' : 'unknown';
}

function worst(findings: readonly WordFinding[]): WordFinding {
  return (['sensitive', 'unknown', 'asks'] as const).find((one) => findings.includes(one)) ?? 'fine';
}

function guarded(word: string, isProtected: (name: string) => boolean): WordFinding {
  if (!PATTERNS['name']!.test(word)) return 'unknown';
  return isProtected(word) ? 'asks' : 'fine';
}

/** Endings of files of which many may be read at once. */
const LOGS = /\.(log|txt|csv|out|err|md)$/i;
const DEVICE = /^(con|prn|aux|clock\$|conin\$|conout\$|com\d|lpt\d)(\.|$)/i;

/**
 * A path on a disk of this host, with nothing in it that Windows would read as another: no other host, no device, no
 * stream, no short name, no dots or blanks that are left out.
 */
function path(word: string, contents: boolean): WordFinding {
  const text = word.replaceAll('/', '\\');
  if (text === '' || text.length > 1024 || text.startsWith('\\\\') || text.startsWith('-')) return 'unknown';
  if (isSecretPlace(text, contents)) return 'sensitive';
  const bare = text.replace(/^[A-Za-z]:/, '');
  if (/[:"<>|%$`~^!']/.test(bare.replace(/^\\\$Recycle\.Bin/i, ''))) return 'unknown';
  const parts = bare.split('\\').filter((part) => part !== '');
  if (parts.some((part, i) => DEVICE.test(part) || isBlurred(part, i === 0 && part === bare)))
    return 'unknown';
  if (!/[*?[\]]/.test(bare)) return 'fine';
  if (!contents) return fine(!/[[\]]/.test(bare));
  return fine(
    !/[*?[\]]/.test(parts.slice(0, -1).join('\\')) && LOGS.test(parts.at(-1)!) && !/[[\]]/.test(bare),
  );
}

/** `a.` and `a ` are `a`; `..` leads elsewhere. */
function isBlurred(part: string, alone: boolean): boolean {
  if (part === '.') return false;
  if (part === '..' && alone) return false;
  return /[. ]$|^ /.test(part);
}

function key(word: string, values: boolean): WordFinding {
  const found = registryKey(word);
  if (found === undefined || found.includes('..')) return 'unknown';
  if (isSecretKey(found)) return 'sensitive';
  if (/["<>|%$`^!*?[\]]/.test(found)) return 'unknown';
  return fine(!values || found.split('\\').length >= 3);
}

/** What hangs below a drive of PowerShell. */
function item(word: string, contents: boolean): WordFinding {
  if (/^(env|variable):/i.test(word)) {
    return fine(
      /^env:\\?(computername|username|os|path|temp|windir|systemroot|processor_architecture)$/i.test(word),
    ) === 'fine'
      ? 'fine'
      : 'sensitive';
  }
  if (/^cert:(\\(localmachine|currentuser)(\\[a-z0-9 ]+){0,2})?\\?$/i.test(word)) return 'fine';
  if (/^(hk[a-z]+:|registry::|hkey_)/i.test(word))
    return key(word.replace(/(\\[^\\]+\\[^\\]+\\[^\\]+)\\\*$/, '$1'), contents);
  if (/^(alias|function|wsman|iis):/i.test(word) && !contents) {
    return fine(
      /^(alias:|function:|wsman:(\\localhost)?|iis:(\\(sites|apppools|sslbindings))?)\\?$/i.test(word),
    );
  }
  return path(word.replace(/^(microsoft\.powershell\.core\\)?filesystem::/i, ''), contents);
}
