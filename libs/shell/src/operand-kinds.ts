import { isIP } from 'node:net';
import { isOrdinaryFile, isSensitivePath } from './sensitive-paths.js';

/** What a word turned out to be in its place. */
export type Finding = 'fine' | 'sensitive' | 'unknown';

const NAME = '[A-Za-z0-9][A-Za-z0-9_.-]*';

/** Kinds that are one pattern over the whole word. */
const PATTERNS: Record<string, RegExp> = {
  any: /^[^]{0,4096}$/,
  name: new RegExp(`^${NAME}$`),
  names: new RegExp(`^${NAME}(,${NAME})*$`),
  user: /^[A-Za-z_][A-Za-z0-9_.-]{0,63}\$?$|^\d{1,10}$/,
  numbers: /^\d{1,10}(,\d{1,10})*$/,
  text: /^[^-][^]{0,255}$/,
  columns: /^[+-]?%?[A-Za-z][A-Za-z0-9_%-]*(,[+-]?%?[A-Za-z][A-Za-z0-9_%-]*)*$/,
  unit: /^[A-Za-z0-9@_*?[\]:.\\][A-Za-z0-9@_*?[\]:.\\-]*$/,
  time: /^[-+@]?[A-Za-z0-9][A-Za-z0-9:+., -]{0,63}$/,
  dateFormat: /^\+[^]{0,255}$/,
  host: /^[A-Za-z0-9_]([A-Za-z0-9_.-]{0,252})$|^[0-9A-Fa-f:.]+(%[A-Za-z0-9]+)?$/,
  package: /^[A-Za-z0-9*?][A-Za-z0-9+.:_*?~^-]*$/,
  device: /^\/dev\/[A-Za-z0-9_/.:-]+$/,
  journalMatch: /^[A-Z_][A-Z0-9_]*=[^]{0,255}$|^\+$/,
  filter: /^[a-z][a-z0-9_.-]*=[A-Za-z0-9][A-Za-z0-9_.:/=-]*$/,
  socketWord: /^[A-Za-z0-9:.,=()<>!*/%[\] _-]+$/,
  bootId: /^[+-]?\d{1,4}$|^[0-9a-f]{32}([+-]\d{1,4})?$/,
  amount: /^[+-]?\d{1,9}(b|[kKMG]i?B?)?$/,
  size: /^\d{0,6}([KMGTPE](iB|B)?|human-readable|si)?$/i,
  ipWord: /^[A-Za-z0-9:][A-Za-z0-9_.:@%/-]{0,63}$/,
  containerImage: /^[A-Za-z0-9][A-Za-z0-9_.:/@*-]{0,254}$/,
  // A name, a type, a server or one of these switches; never a whole zone.
  digWord:
    /^(?!(a|i)xfr$)([A-Za-z0-9_][A-Za-z0-9_.-]{0,252}|@[A-Za-z0-9][A-Za-z0-9:.-]{0,252}|\+(no)?(short|trace|all|answer|authority|additional|question|comments|cmd|stats|tcp|vc|dnssec|recurse|multiline|identify|nssearch|search|ttlid|class|qr|edns(=\d)?)|\+(time|tries|retry|bufsize|ndots)=\d{1,4})$/i,
};

/** Kinds with parameters, and those that look into paths. */
const CHECKS: Record<string, (word: string, parameter: string) => Finding> = {
  int: (word, range) => {
    const [least, most] = range.split('..').map(Number);
    return fine(/^\d{1,9}$/.test(word) && Number(word) >= least! && Number(word) <= most!);
  },
  seconds: (word, range) => {
    const [least, most] = range.split('..').map(Number);
    const match = /^(\d{1,6}(?:\.\d{1,6})?)([smh]?)$/.exec(word);
    const seconds = match ? Number(match[1]) * { s: 1, m: 60, h: 3600 }[match[2] || 's']! : NaN;
    return fine(seconds >= least! && seconds <= most!);
  },
  choice: (word, choices) => fine(choices.split('|').includes(word)),
  choices: (word, choices) => fine(word.split(',').every((one) => choices.split('|').includes(one))),
  ip: (word) => fine(isIP(word) > 0),
  // Names only: what ls, stat, du and df tell.
  entry: (word) => path(word, () => true),
  // Contents.
  path: (word) => path(word, isOrdinaryFile),
  // Columns of ps; `environ` prints what programs were started with.
  processColumns: (word) => {
    const names = word.split(',').map((one) => one.replace(/^[+-]/, '').split('=')[0]!.split(':')[0]!);
    if (names.some((name) => name.startsWith('env'))) return 'sensitive';
    return fine(PATTERNS['columns']!.test(names.join(',')) && !/[\r\n]/.test(word));
  },
  // Users, groups, terminals, programs to choose processes by. Where one does not exist, ps reads the whole line again as
  // letters, and then an e means environments: `ps -auxe` chooses the user xe, unless there is none.
  processNames: (word) => fine(PATTERNS['names']!.test(word) && (word === 'root' || !/e/i.test(word))),
  // Properties of a unit; the environment is what it was started with.
  properties: (word) => {
    if (/environment|credential/i.test(word)) return 'sensitive';
    return fine(PATTERNS['names']!.test(word));
  },
};

/** Whether a word fits a kind. An unknown kind fits nothing. */
export function findOut(kind: string, word: string): Finding {
  const colon = kind.indexOf(':');
  const name = colon < 0 ? kind : kind.slice(0, colon);
  const pattern = PATTERNS[name];
  if (pattern) return fine(pattern.test(word));
  return CHECKS[name]?.(word, colon < 0 ? '' : kind.slice(colon + 1)) ?? 'unknown';
}

/** Whether a kind is one that exists; a table with a misspelt one is a mistake. */
export function isKind(kind: string): boolean {
  const name = kind.split(':')[0]!;
  return name in PATTERNS || name in CHECKS;
}

function fine(ok: boolean): Finding {
  return ok ? 'fine' : 'unknown';
}

/** A relative path starts at /, where probes run everything. */
function path(word: string, allowed: (path: string) => boolean): Finding {
  if (word === '' || word.startsWith('-') || word.length > 1024) return 'unknown';
  const absolute = word.startsWith('/') ? word : `/${word}`;
  if (isSensitivePath(absolute)) return 'sensitive';
  // `a/..` is not `.` where a is a link: nobody can tell from the words alone where this leads.
  if (absolute.split('/').includes('..')) return 'unknown';
  const plain = absolute.replace(/\/(\.\/)+/g, '/').replace(/\/\.$/, '');
  return fine(allowed(plain === '' ? '/' : plain));
}
