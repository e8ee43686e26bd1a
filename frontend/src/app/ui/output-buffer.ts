import { signal } from '@angular/core';
import { AnsiReader } from './ansi';
import { visibleText } from './visible-text';

export type OutputStream = 'stdout' | 'stderr';

/** How it ended; what is not known is left out. */
export interface OutputSummary {
  readonly exitCode?: number;
  readonly durationMs?: number;
  /** The source itself cut the output. */
  readonly truncated?: boolean;
  /** Said instead of an exit code: "stopped", "timed out". */
  readonly note?: string;
}

export interface OutputRun {
  readonly text: string;
  /** Classes of the colours; empty for plain. */
  readonly look: string;
}

export interface OutputLine {
  /** From 1, counted over everything that was said. */
  readonly number: number;
  readonly stream: OutputStream;
  readonly runs: readonly OutputRun[];
  readonly text: string;
  /** The line before was too long and goes on here. */
  readonly continued: boolean;
}

interface OpenLine {
  stream: OutputStream;
  runs: { text: string; look: string }[];
  length: number;
  continued: boolean;
}

/** A longer line is shown in pieces, and with no more colours than this. */
const MAX_LENGTH = 4_000;
const MAX_RUNS = 400;

/**
 * The output of one command as lines: the first `head` and the last `tail`, whatever else was between is only
 * counted. A store owns it and appends; views are told at most once per frame through `version`.
 */
export class OutputBuffer {
  private readonly readers = { stdout: new AnsiReader(), stderr: new AnsiReader() };
  private readonly first: OutputLine[] = [];
  private readonly ring: OutputLine[] = [];
  private ringStart = 0;
  private open: OpenLine | undefined;
  private count = 0;
  private widest = 0;
  private waiting = false;
  /** The last line was full and its end has been read. */
  private brokeAfterFull = false;
  private readonly changed = signal(0);
  private readonly ended = signal<OutputSummary | undefined>(undefined);

  /** Goes up with each frame in which something was added. */
  readonly version = this.changed.asReadonly();
  readonly summary = this.ended.asReadonly();

  constructor(
    readonly head = 1_000,
    readonly tail = 9_000,
  ) {}

  /** Lines said so far, kept or not, the unfinished one included. */
  get total(): number {
    return this.count + (this.open ? 1 : 0);
  }

  /** Lines that are counted but no longer kept. */
  get hidden(): number {
    return this.count - this.first.length - this.ring.length;
  }

  /** Kept lines, the unfinished one included. */
  get length(): number {
    return this.first.length + this.ring.length + (this.open ? 1 : 0);
  }

  /** Characters of the longest line so far. */
  get width(): number {
    return this.widest;
  }

  /** Takes the next piece, which may end anywhere: in a line, a sequence or a character. */
  append(stream: OutputStream, text: string): void {
    this.read(stream, this.readers[stream].read(text));
    this.tell();
  }

  /** Nothing more will come. */
  done(summary: OutputSummary): void {
    for (const stream of ['stdout', 'stderr'] as const) this.read(stream, this.readers[stream].end());
    if (this.open) this.close();
    this.ended.set(summary);
    this.tell();
  }

  /** The kept line at this place, 0 to `length` - 1; those after the first `head` are the last ones. */
  line(at: number): OutputLine | undefined {
    if (at < this.first.length) return this.first[at];
    const place = at - this.first.length;
    if (place < this.ring.length) return this.ring[(this.ringStart + place) % this.ring.length];
    return place === this.ring.length && this.open ? this.finished(this.open) : undefined;
  }

  /** Everything kept as plain text, with a line that says what is missing. */
  text(): string {
    const parts: string[] = [];
    for (let at = 0; at < this.length; at++) {
      if (at === this.first.length && this.hidden > 0) parts.push(`\n… ${this.hidden} lines hidden …`);
      const line = this.line(at);
      if (line) parts.push(line.continued || at === 0 ? line.text : `\n${line.text}`);
    }
    return parts.join('');
  }

  private read(stream: OutputStream, events: ReturnType<AnsiReader['read']>): void {
    for (const event of events) {
      if (event === 'line') this.endLine(stream);
      else this.write(stream, event.text, event.look);
    }
  }

  private write(stream: OutputStream, text: string, look: string): void {
    let rest = visibleText(text);
    while (rest) {
      const line = this.lineFor(stream);
      const piece = this.fitting(rest, MAX_LENGTH - line.length);
      const last = line.runs.at(-1);
      if (last && (last.look === look || line.runs.length >= MAX_RUNS)) last.text += piece;
      else line.runs.push({ text: piece, look });
      line.length += piece.length;
      this.widest = Math.max(this.widest, line.length);
      rest = rest.slice(piece.length);
      if (line.length >= MAX_LENGTH - 1) this.close();
    }
  }

  /** Never cuts a character in two. */
  private fitting(text: string, room: number): string {
    const piece = text.slice(0, room);
    const last = piece.charCodeAt(piece.length - 1);
    const cuts = piece.length < text.length && piece.length > 1 && last >= 0xd800 && last <= 0xdbff;
    return cuts ? piece.slice(0, -1) : piece;
  }

  /** The open line of this stream. Two streams never share a line. */
  private lineFor(stream: OutputStream): OpenLine {
    if (this.open && this.open.stream !== stream) this.close();
    const before = this.line(this.length - 1);
    const continued =
      !this.open && before?.stream === stream && before.text.length >= MAX_LENGTH - 1 && !this.brokeAfterFull;
    this.brokeAfterFull = false;
    this.open ??= { stream, runs: [], length: 0, continued };
    return this.open;
  }

  private endLine(stream: OutputStream): void {
    const before = this.open ? undefined : this.line(this.length - 1);
    // The end of a line that was just full is the end of that line, not an empty one.
    if (before && before.stream === stream && before.text.length >= MAX_LENGTH - 1 && !this.brokeAfterFull) {
      this.brokeAfterFull = true;
      return;
    }
    this.lineFor(stream);
    this.close();
  }

  private close(): void {
    if (!this.open) return;
    const line = this.finished(this.open);
    this.open = undefined;
    this.count += 1;
    if (this.first.length < this.head) this.first.push(line);
    else if (this.ring.length < this.tail) this.ring.push(line);
    else {
      this.ring[this.ringStart] = line;
      this.ringStart = (this.ringStart + 1) % this.tail;
    }
  }

  private finished({ stream, runs, continued }: OpenLine): OutputLine {
    return {
      number: this.count + 1,
      stream,
      runs: [...runs],
      text: runs.map((run) => run.text).join(''),
      continued,
    };
  }

  private tell(): void {
    if (this.waiting) return;
    this.waiting = true;
    onNextFrame(() => {
      this.waiting = false;
      this.changed.update((version) => version + 1);
    });
  }
}

/** A page in the background has no frames: then it is enough to be told within a second. */
function onNextFrame(work: () => void): void {
  if (typeof requestAnimationFrame === 'function' && !document.hidden) requestAnimationFrame(work);
  else setTimeout(work, 250);
}
