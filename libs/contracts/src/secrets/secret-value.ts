import { PLAIN_WORDS } from './secret-names.js';

/** What stands behind the sign of a setting, without its quotes. */
export interface SecretValue {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly isQuoted: boolean;
}

const OPENING = /[ubrf]?(\\{0,7})(["'`])/y;
/** As much as a value without quotes may hold; a line does not hold longer ones but in hostile texts. */
const UNQUOTED = /(?:[^\s"'`<>;&\\]|\\(?![nrtu"'])){1,8192}/y;
const ENCODED = /(?:[A-Za-z0-9._~*+-]|%(?!26|22|0[aAdD]|20)){1,8192}/y;

/** The value at a place of a line: in quotes up to their end, else up to the next blank, or `toEnd` of the line. */
export function valueAt(
  line: string,
  at: number,
  toEnd: boolean,
  isEncoded = false,
): SecretValue | undefined {
  OPENING.lastIndex = at;
  const opening = isEncoded ? null : OPENING.exec(line);
  if (opening) return quoted(line, at + opening[0].length, `${opening[1]}${opening[2]}`);
  const end = toEnd ? endOfLine(line, at) : endOfWord(line, at, isEncoded ? ENCODED : UNQUOTED);
  return end > at ? { start: at, end, text: line.slice(at, end), isQuoted: false } : undefined;
}

function quoted(line: string, start: number, closing: string): SecretValue | undefined {
  let end = line.indexOf(closing, start);
  // A quote behind a backslash does not close what a bare one has opened.
  while (end >= 0 && isEscaped(line, start, end)) end = line.indexOf(closing, end + 1);
  if (end < 0) end = line.length;
  return end > start ? { start, end, text: line.slice(start, end), isQuoted: true } : undefined;
}

function isEscaped(line: string, start: number, at: number): boolean {
  let backslashes = 0;
  while (at - backslashes > start && line[at - backslashes - 1] === '\\') backslashes += 1;
  return backslashes % 2 === 1;
}

function endOfLine(line: string, start: number): number {
  let end = line.length;
  while (end > start && ' \t,;'.includes(line[end - 1]!)) end -= 1;
  return end;
}

function endOfWord(line: string, start: number, pattern: RegExp): number {
  pattern.lastIndex = start;
  if (!pattern.test(line)) return start;
  let end = pattern.lastIndex;
  while (end > start && ',)]}.:|'.includes(line[end - 1]!)) end -= 1;
  return end;
}

const PLACEHOLDER =
  /^(?:\$[({A-Za-z_]|\$\$?$|%[sdv(%{]|%\w{1,64}%|\{\{|<[\w .-]{0,64}>?$|\*{1,64}$|[xX.•-]{3,64}$|[[{(|>!@&]|\[redacted\]|process\.env|os\.environ|self\.|env[.:(]|var\.|local\.|data\.|vault:|file:|ref\+|arn:aws:(?:iam|secretsmanager|ssm)|ssh-(?:rsa|ed25519|dss) |ecdsa-|sha\d{1,3}[:-])/i;
/** A call, or where something is read from: `getToken()`. */
const CALL = /^[A-Za-z_][\w.]{0,80}\([^)]{0,200}\)[;,.)]{0,4}$/;
const PATH =
  /^(?:[a-z]:\\|~\/|\.{1,2}\/|\/(?:etc|run|var|usr|home|root|opt|tmp|mnt|srv|proc|sys|dev|secrets?|data|app|config|lib|boot)\/)/i;

/** Says that there is no secret, or that it stands elsewhere. */
export function isPlain(text: string): boolean {
  if (text.length <= 1) return true;
  if (text.length <= 24 && PLAIN_WORDS.has(text.toLowerCase())) return true;
  return PLACEHOLDER.test(text) || CALL.test(text);
}

export function isPath(text: string): boolean {
  return PATH.test(text);
}

const DOTTED = /^(?:https?:\/\/)?[A-Za-z][A-Za-z-]{0,40}(?:[.:/][\w-]{1,63}){1,20}\/?$/;
const NUMBERS = /^[\dxa-f.:+TZ/_-]{1,20}$/i;
const HASH =
  /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/** Looks drawn by lot: letters and digits without the form of a name, a path, a date or a version. */
export function isDrawn(text: string, least: number): boolean {
  const short = text.slice(0, 256);
  if (short.length < least || !/\d/.test(short) || !/[A-Za-z]/.test(short) || /\s/.test(short)) return false;
  return (
    !isPath(short) &&
    !DOTTED.test(short) &&
    !(short.length < 20 && NUMBERS.test(short) && !/^[0-9a-f]{16,}$/i.test(short))
  );
}

/** So too, and neither a checksum nor an id. */
export function isDrawnKey(text: string, least: number): boolean {
  return isDrawn(text, least) && !HASH.test(text) && /[A-Z]/.test(text) && /[a-z]/.test(text);
}
