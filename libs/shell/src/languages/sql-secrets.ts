import { bare, SECRET, showsSettings } from './sql-settings.js';

/** Columns that hold the same beside an account, and something harmless elsewhere. */
const BESIDE_ACCOUNT =
  /^(\w*(hash|salt|otp|digest|crypt|remember)\w*|(\w+_)?(pw|pin|recovery\w*)|auth_?(string|data|key)|session_?(id|key|data))$/;

/** Tables of accounts; whole rows of them hold passwords or their hashes. */
const ACCOUNTS =
  /^(?!pg_)(\w*(users?|accounts?|logins?|sessions?|webhooks?|identit(y|ies))|(\w+_)*o?auth[a-z_]*|\w*user_?(profile|auth|identit|login|cred|info|data|detail|setting)\w*)$/;

/** What stands before a table. */
export const TABLE_BEFORE: ReadonlySet<string> = new Set(
  'from join straight_join table only lateral oj , . ( ['.split(' '),
);

/** What stands behind a table and is not the other name that it gets. */
const NO_ALIAS = new Set(
  (
    'as from where join inner left right full cross natural straight_join on using group order having limit offset fetch for union ' +
    'intersect except window tablesample final sample prewhere array global any all asof semi anti force use ignore partition ' +
    'indexed not and or settings format'
  ).split(' '),
);

/** A row as one value, by the name of its table and what makes a text of it: `u.to_json` is `to_json(u)`. */
const WHOLE = /json|hstore|concat|xml|_agg$|^(format|text|record)$/;

/** Whether a statement in lower case that only reads would show what people sign in with; `statement` has its texts too. */
export function showsSecrets(words: readonly string[], statement: string): boolean {
  if (words.some((word) => SECRET.test(bare(word)))) return true;
  // A name in which every letter may be written otherwise.
  if (words.includes('uescape') || showsSettings(words, statement)) return true;
  // How an account was made, and by some what it may do, is told with the hash of its password.
  if (words[0] === 'show' && (words[1] === 'create' ? words[2] === 'user' : words[1] === 'grants'))
    return true;
  const stars = words.some((word, i) => word === '*' && !(words[i - 1] === '(' && words[i - 2] === 'count'));
  // Who may sign in to MySQL is no secret; everything about them is.
  if (stars && words.some((word, i) => word === '.' && bare(words[i - 1] ?? '') === 'mysql')) return true;
  const from = words.findIndex((word) => word === 'from' || word === 'table');
  const tables = words.flatMap((word, i) =>
    i > from && from >= 0 && TABLE_BEFORE.has(words[i - 1] ?? '') && ACCOUNTS.test(bare(word)) ? [i] : [],
  );
  if (tables.length === 0 || words[0] === 'show') return false;
  return (
    stars ||
    words.includes('table') ||
    words.some((word) => BESIDE_ACCOUNT.test(bare(word))) ||
    words.some((word, i) => words[i - 1] === '.' && WHOLE.test(bare(word))) ||
    [...tables, ...closings(words).filter((at) => at > from)].some((at) => asValue(words, at))
  );
}

/** Whether a table, or the other name that it got, is a value: PostgreSQL gives the whole row; or its columns get others. */
function asValue(words: readonly string[], at: number): boolean {
  let behind = at + 1;
  while (words[behind] === ')' || words[behind] === ']' || words[behind] === '*') behind += 1;
  if (words[behind] === 'as') behind += 1;
  const next = words[behind] ?? '';
  const alias = /^["`]?[a-z_]/.test(next) && !NO_ALIAS.has(next) ? behind : undefined;
  if (alias !== undefined && words[alias + 1] === '(') return true;
  const names = [words[at]!, ...(alias === undefined ? [] : [next])].filter((name) => name !== ')').map(bare);
  return words.some(
    // `user` without quotes is whoever asks.
    (word, i) =>
      i !== at &&
      i !== alias &&
      word !== 'user' &&
      words[i + 1] !== '.' &&
      words[i - 1] !== '.' &&
      names.includes(bare(word)),
  );
}

/** Where what stands in parentheses in the place of a table ends: the name behind it is of all that is in it. */
function closings(words: readonly string[]): number[] {
  const open: number[] = [];
  return words.flatMap((word, i) => {
    if (word === '(') open.push(i);
    if (word !== ')') return [];
    const before = words[(open.pop() ?? 0) - 1] ?? '';
    return TABLE_BEFORE.has(before) ? [i] : [];
  });
}
