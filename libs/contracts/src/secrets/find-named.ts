import { NAME_ENDS, SECRET_NAMES, type Trust } from './secret-names.js';
import { isDrawn, isDrawnKey, isPath, isPlain, valueAt, type SecretValue } from './secret-value.js';
import type { Span } from './span.js';

const TRUSTS = ['sure', 'likely', 'maybe'] as const;

/** What at least stands in a line with such a name. */
const HINT =
  /pass|p[wa][dt]?|psk|phrase|mnemonic|key|code|secret|token|cred|conn|auth|bearer|jwt|otp|cookie|salt|sig|seed|sid|sess|dsn|licen|nonce|url|client/i;
const NAME = new RegExp(
  TRUSTS.map((trust) => `(?<${trust}>${SECRET_NAMES[trust].join('|')})`).join('|'),
  'gi',
);

const CLOSE = '(?<close>\\\\{0,7}["\'`\\]]{1,2})?';
const SIGNS = [
  '(?<encoded>%3[AaDd])',
  '(?<pair>(?<=["\'])[ \\t]{0,4}(?:,[ \\t]{0,8}\\\\{0,7}["\']?(?:value\\\\{0,7}["\']?[ \\t]{0,4}[:=][ \\t]{0,4})?|[ \\t]{1,8}value[ \\t]{0,4}=[ \\t]{0,4})(?=\\\\{0,7}["\']))',
  '(?<equals>[ \\t]{0,64}(?::=|={1,3}>?|->|\\?=)[ \\t]{0,16})',
  '(?<colon>[ \\t]{0,64}:{1,2}[ \\t]{0,64})',
  '(?<inside>>(?=[^<\\s]))',
  '(?<said>(?: (?:is|was|for|of|user|set|to|generated|created|[\\w.-]{1,40}@[\\w.-]{1,60}|["\'][\\w.-]{1,40}["\'])){1,6}(?:: ?| = | (?=\\S{1,128}$)))',
  '(?<blank>[ \\t]{1,32})',
].join('|');
const AFTER = new RegExp(`${NAME_ENDS}${CLOSE}(?:${SIGNS})`, 'iy');
const OPENS_LINE =
  /^[ \t>|#;*+-]{0,64}(?:(?:export|set|setenv|declare -x|env|arg|let|const|var|\$env:)[ \t]{0,8})?["']?[\w.$:-]{0,100}$/i;
const OPTION = /(?:^|[\s"'=,(])(?:--?|\/)[\w.-]{0,64}$/;
/** Who sets a value by two words: `requirepass x`, `aws configure set aws_secret_access_key x`. */
const SETTER = /(?:^[ \t]{0,32}|\b(?:set|add)[ \t]{1,8}["']?[\w.:/-]{0,100})$/i;
const ALWAYS = /^(?:requirepass|masterauth|bindpw|psk)$/i;

interface Found {
  readonly trust: Trust;
  readonly name: string;
  readonly sign: string;
  readonly opensLine: boolean;
  readonly value: SecretValue;
  readonly line: string;
}

/** The secrets in a line that are known by the name before them. Names that do not fit are passed over, not tried again. */
export function findNamed(line: string, atStart: boolean): Span[] {
  if (!HINT.test(line)) return [];
  const found: Span[] = [];
  NAME.lastIndex = 0;
  for (let name = NAME.exec(line); name; name = NAME.exec(line)) {
    const span = behind(line, name, atStart);
    if (!span) continue;
    found.push(span);
    NAME.lastIndex = Math.max(NAME.lastIndex, span.end);
  }
  return found;
}

function behind(line: string, name: RegExpExecArray, atStart: boolean): Span | undefined {
  AFTER.lastIndex = NAME.lastIndex;
  const after = AFTER.exec(line)?.groups;
  if (!after) return undefined;
  const sign = Object.keys(after).find((key) => key !== 'close' && after[key] !== undefined)!;
  const trust = TRUSTS.find((one) => name.groups![one] !== undefined)!;
  const before = name.index <= 200 ? line.slice(0, name.index) : line.slice(name.index - 100, name.index);
  const opensLine = atStart && name.index <= 200 && OPENS_LINE.test(before);
  const toEnd = opensLine && trust === 'sure' && (sign === 'equals' || sign === 'colon');
  const value = valueAt(line, AFTER.lastIndex, toEnd, sign === 'encoded');
  if (!value || value.text.startsWith('[redacted]')) return undefined;
  const found = { trust, name: name[0], sign, opensLine, value, line };
  return (sign === 'blank' ? isGiven(found, before) : isSecret(found)) ? value : undefined;
}

function isSecret({ trust, name, sign, opensLine, value, line }: Found): boolean {
  const { text, isQuoted, end } = value;
  const first = /^\S{0,200}/.exec(text)![0];
  if (isPlain(text) || (!isQuoted && isPlain(first) && !/^[[{(|>!@&*]/.test(first))) return false;
  // The working directory, which has the name of an old word for password.
  if (/^pwd$/i.test(name) && /^[/~]/.test(text)) return false;
  if (sign === 'said') return trust !== 'maybe' && isDrawn(text, 6);
  if (trust === 'maybe') return /key|code|client/i.test(name) ? isDrawnKey(text, 20) : isDrawn(text, 16);
  if (
    trust === 'likely' &&
    (isPath(text) || /^\d{1,7}$/.test(text) || (/^https?:\/\/[^?@]{1,200}$/.test(text) && !/url/i.test(name)))
  )
    return false;
  if (sign !== 'colon' || isQuoted || (opensLine && trust === 'sure')) return true;
  if (trust === 'likely') return opensLine ? /[^a-z]/.test(text) : isDrawn(text, 8);
  return /[^a-z]/.test(text) || end >= line.trimEnd().length;
}

/** Behind nothing but a blank: of an option, or of a line that sets it. */
function isGiven({ trust, name, value, line }: Found, before: string): boolean {
  const { text, end } = value;
  if (trust === 'maybe' || isPlain(text) || text.startsWith('-') || isPath(text)) return false;
  if (OPTION.test(before)) return true;
  if (!SETTER.test(before)) return false;
  if (ALWAYS.test(name)) return true;
  return end >= line.trimEnd().length && isDrawn(text, 4);
}
