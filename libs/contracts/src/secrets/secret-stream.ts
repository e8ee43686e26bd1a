import { findCarried } from './find-carried.js';
import { findEncoded } from './find-encoded.js';
import { findFormats } from './find-formats.js';
import { findNamed } from './find-named.js';
import { SecretBlocks } from './secret-blocks.js';
import { joined, type Span } from './span.js';

export const REDACTED = '[redacted]';
/** Characters of a line that are looked at together; of a longer one, part after part. */
export const WINDOW = 32_768;
/** What a part sees of the one before it, and what it leaves to the next: no secret of one line is longer. */
const OVERLAP = 4_096;

/**
 * Masks the secrets in a text that comes in pieces. The pieces together say the same as the text in one: a line is
 * looked at when all of it is there, so what is held back is a line that has not ended, and no more than `WINDOW` of it.
 */
export class SecretStream {
  private readonly blocks = new SecretBlocks();
  /** What has come of a line and is not given out. */
  private held = '';
  /** How much of `held` is given out already, and only there to be seen. */
  private shown = 0;
  /** A secret reached the end of a part: what follows in the line belongs to it. */
  private swallows = false;
  private isLong = false;
  /** An end of a line that is printed only when the block goes on no more. */
  private withheld = '';

  /** @returns what can be shown by now */
  push(text: string): string {
    let out = '';
    let from = 0;
    for (const end of endsOf(text)) {
      out += this.take(text.slice(from, end)) + this.endLine(text[end]!);
      from = end + 1;
    }
    return out + this.take(text.slice(from));
  }

  /** The text has ended. @returns what was still held back */
  flush(): string {
    return this.held === '' && !this.isLong ? '' : this.endLine('');
  }

  private take(part: string): string {
    this.held += part;
    let out = '';
    while (this.held.length >= WINDOW) out += this.longPart();
    return out;
  }

  private endLine(end: string): string {
    const line = this.held;
    const out = this.isLong ? this.longEnd(line, end) : this.line(line, end);
    this.held = '';
    this.shown = 0;
    this.swallows = false;
    this.isLong = false;
    return out;
  }

  private line(line: string, end: string): string {
    // Between the two characters that end a line on Windows.
    if (line === '') return this.blocks.isInside ? '' : end;
    let out = '';
    for (let rest = line, atStart = true; ; atStart = false) {
      const wasInside = this.blocks.isInside;
      const { before, masked, after, isOpen } = this.blocks.step(rest);
      const goesOn = before === '' && !masked;
      out += (wasInside && !goesOn ? this.withheld : '') + mask(before, atStart) + (masked ? REDACTED : '');
      if (isOpen && masked) this.withheld = end;
      if (isOpen) return out;
      if (!after.includes('---')) return out + mask(after, false) + end;
      rest = after;
    }
  }

  /** The first part of what is held, when a line is too long to be looked at as a whole. */
  private longPart(): string {
    const view = this.held.slice(0, WINDOW);
    const ended = this.isLong ? '' : this.endOfBlock();
    const spans = this.swallows ? [] : spansOf(view, !this.isLong);
    let until = WINDOW - OVERLAP;
    const across = spans.find(({ start, end }) => start < until && end >= until);
    if (across) until = across.end;
    if (isLowSurrogate(view.charCodeAt(until))) until += 1;
    const out = ended + (this.swallows ? '' : masked(view, spans, this.shown, until));
    this.swallows ||= across !== undefined && across.end >= WINDOW;
    const kept = Math.max(0, until - OVERLAP);
    this.held = this.held.slice(kept);
    this.shown = until - kept;
    this.isLong = true;
    return out;
  }

  /** A line as long as that belongs to no block. */
  private endOfBlock(): string {
    const withheld = this.blocks.isInside ? this.withheld : '';
    this.blocks.leave();
    return withheld;
  }

  private longEnd(line: string, end: string): string {
    const out = this.swallows ? '' : masked(line, spansOf(line, false), this.shown, line.length);
    if (!this.blocks.afterLong(line)) return out + end;
    this.withheld = end;
    return out;
  }
}

/** A text without the secrets that stand in it, by their form or by the name of their setting. A second time changes nothing. */
export function maskText(text: string): string {
  const stream = new SecretStream();
  return stream.push(text) + stream.flush();
}

/** Whether something in a text would be masked. */
export function holdsSecret(text: string): boolean {
  return maskText(text) !== text;
}

function mask(line: string, atStart: boolean): string {
  return line === '' ? '' : masked(line, spansOf(line, atStart), 0, line.length);
}

function spansOf(line: string, atStart: boolean): Span[] {
  return joined([
    ...findFormats(line),
    ...findNamed(line, atStart),
    ...findCarried(line),
    ...findEncoded(line),
  ]);
}

function masked(line: string, spans: readonly Span[], from: number, until: number): string {
  let out = '';
  let at = from;
  for (const { start, end } of spans) {
    if (end <= at || start >= until) continue;
    out += line.slice(at, Math.max(at, start)) + REDACTED;
    at = end;
  }
  return out + line.slice(at, until);
}

function* endsOf(text: string): Generator<number> {
  const ends = /[\n\r]/g;
  for (let end = ends.exec(text); end; end = ends.exec(text)) yield end.index;
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}
