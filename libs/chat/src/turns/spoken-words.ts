import { maskText, SecretStream } from '@legator/contracts';

/** Characters that are held back where a secret may be under way: it is known before its beginning is shown. */
const HELD = 200;
/** What a secret begins with or follows: the name of one, a sign that sets a value, an address, an option, a block. */
const UNDER_WAY =
  /pass|pwd|secret|token|key|cred|auth|bearer|basic|cookie|session|private|psk|login|user|begin|sig|echo|printf|:\/\/|[=:"'`<>@$|]|(?:^|\s)-|[A-Za-z0-9+/_.-]{16,}/i;
/** Of a line without an end no more than this is looked at together. */
const LONGEST = 8_192;

/**
 * The prose of an answer on its way to people, without secrets, whatever the pieces it comes in. A line is shown while
 * it grows, a word behind.
 */
export class SpokenWords {
  private readonly lines = new SecretStream();
  private line = '';
  private shown = '';

  /** @returns what can be shown by now */
  push(text: string): string {
    let out = '';
    const pieces = text.split('\n');
    const last = pieces.pop()!;
    for (const piece of pieces) out += this.end(`${piece}\n`);
    this.line += last;
    return this.line.length > LONGEST ? out + this.end('') : out + this.early();
  }

  /** Nothing follows for now. @returns what was held back */
  flush(): string {
    const rest = this.end('') + this.lines.flush();
    this.shown = '';
    return rest;
  }

  private early(): string {
    const masked = maskText(this.line);
    const sure = masked.slice(0, this.sureOf(masked));
    if (sure.length <= this.shown.length || !sure.startsWith(this.shown)) return '';
    const more = sure.slice(this.shown.length);
    this.shown = sure;
    return more;
  }

  /** Up to where nothing of a secret can be: all but the last word, or much more where one may be under way. */
  private sureOf(masked: string): number {
    const far = Math.max(0, masked.length - HELD);
    return UNDER_WAY.test(masked.slice(far)) ? far : masked.lastIndexOf(' ') + 1;
  }

  /** The line is whole: what was shown of it is not shown again. */
  private end(text: string): string {
    const line = this.line + text;
    this.line = '';
    const whole = this.lines.push(line) + (line.endsWith('\n') ? '' : this.lines.flush());
    const known = commonStart(whole, this.shown);
    this.shown = '';
    return whole.slice(known);
  }
}

function commonStart(one: string, other: string): number {
  let at = 0;
  while (at < other.length && one[at] === other[at]) at += 1;
  return at;
}
