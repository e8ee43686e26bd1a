/** What JSON.parse lets through although two readers may understand it differently, or choke on it. */
export type JsonFlaw = 'duplicate_key' | 'unsafe_key' | 'too_deep' | 'lone_surrogate' | 'inexact_number';

export interface JsonLimits {
  /** Deepest nesting of objects and arrays that passes. */
  maxDepth: number;
  /** Also refuse the key `__proto__`: validators disagree on whether it exists at all. */
  safeKeys?: boolean;
  /** Also refuse numbers that JavaScript would write differently, such as 1.0 or 12345678901234567890. */
  exactNumbers?: boolean;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const SURROGATE_ESCAPE = /\\u[dD][89a-fA-F]/;

/**
 * Looks for the first flaw in a text that JSON.parse has accepted already; undefined when there is none.
 * One pass, because it is run on every frame.
 */
export function findJsonFlaw(text: string, limits: JsonLimits): JsonFlaw | undefined {
  if (!text.isWellFormed()) return 'lone_surrogate';
  return new Scan(text, limits).run();
}

class Scan {
  private readonly keys: Set<string>[] = [];
  private depth = 0;
  private at = 0;
  private readonly escapedSurrogates: boolean;

  constructor(
    private readonly text: string,
    private readonly limits: JsonLimits,
  ) {
    this.escapedSurrogates = SURROGATE_ESCAPE.test(text);
  }

  run(): JsonFlaw | undefined {
    let flaw: JsonFlaw | undefined;
    while (this.at < this.text.length && !flaw) flaw = this.step(this.text.charCodeAt(this.at));
    return flaw;
  }

  private step(code: number): JsonFlaw | undefined {
    if (code === QUOTE) return this.string();
    if (code === 0x7b || code === 0x5b) return this.open(code === 0x7b);
    if (this.limits.exactNumbers && (code === 0x2d || (code >= 0x30 && code <= 0x39))) return this.number();
    if (code === 0x7d || code === 0x5d) this.depth -= 1;
    this.at += 1;
    return undefined;
  }

  private open(isObject: boolean): JsonFlaw | undefined {
    this.at += 1;
    this.depth += 1;
    if (this.depth > this.limits.maxDepth) return 'too_deep';
    if (isObject) this.keys[this.depth] = new Set();
    return undefined;
  }

  /** A string before a colon is a key: the text is known to be valid. */
  private string(): JsonFlaw | undefined {
    const start = this.at;
    const escaped = this.skipString();
    const isKey = this.text.charCodeAt(this.skipBlanks()) === 0x3a;
    if (!isKey && !(escaped && this.escapedSurrogates)) return undefined;
    const end = this.at;
    const value = escaped
      ? (JSON.parse(this.text.slice(start, end)) as string)
      : this.text.slice(start + 1, end - 1);
    if (escaped && !value.isWellFormed()) return 'lone_surrogate';
    return isKey ? this.key(value) : undefined;
  }

  /** Leaves `at` behind the closing quote and says whether there was an escape. */
  private skipString(): boolean {
    const { text } = this;
    let at = this.at + 1;
    let escaped = false;
    for (let code = text.charCodeAt(at); code !== QUOTE; code = text.charCodeAt(at)) {
      if (code === BACKSLASH) {
        escaped = true;
        at += 1;
      }
      at += 1;
    }
    this.at = at + 1;
    return escaped;
  }

  private skipBlanks(): number {
    let at = this.at;
    for (let code = this.text.charCodeAt(at); code === 0x20 || (code >= 0x09 && code <= 0x0d);) {
      at += 1;
      code = this.text.charCodeAt(at);
    }
    return at;
  }

  private skipDigits(from: number): number {
    let at = from;
    for (let code = this.text.charCodeAt(at); code >= 0x30 && code <= 0x39; code = this.text.charCodeAt(at))
      at += 1;
    return at;
  }

  private key(name: string): JsonFlaw | undefined {
    if (this.limits.safeKeys && name === '__proto__') return 'unsafe_key';
    const seen = this.keys[this.depth]!;
    if (seen.has(name)) return 'duplicate_key';
    seen.add(name);
    return undefined;
  }

  private number(): JsonFlaw | undefined {
    const digits = this.skipDigits(this.at);
    const next = this.text.charCodeAt(digits);
    const whole = next !== 0x2e && next !== 0x65 && next !== 0x45;
    // Most numbers are short and whole; a text that is valid gives those no second spelling.
    if (whole && digits > this.at && digits - this.at < 16) {
      this.at = digits;
      return undefined;
    }
    NUMBER.lastIndex = this.at;
    const [token] = NUMBER.exec(this.text)!;
    this.at += token.length;
    return JSON.stringify(Number(token)) === token ? undefined : 'inexact_number';
  }
}
