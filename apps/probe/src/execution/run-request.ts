import type { CapturedSide, LimitedBy, Plan } from '@legator/contracts';
import type { Chunk } from './chunker.js';
import type { Look } from './launch.js';

/** Throws where a path that a pattern stands for, the word at `at`, may not be given to the command. */
export type Filled = (argv: readonly string[], at: number, paths: readonly string[]) => Promise<void>;

/** What to run, and how much of its time and output to bear. */
export interface RunRequest {
  argv: readonly string[];
  /** Run instead of `argv`, which then only says what a shell would have been given. */
  plan?: Plan | undefined;
  /** For what each of its programs is held in the sandbox of this host, if it is. */
  contained?: Look | undefined;
  /** Asked what the patterns of its plan may stand for, where nobody has approved them. */
  filled?: Filled | undefined;
  timeoutMs: number;
  /** Bytes kept of each stream. */
  outputLimit: number;
  /** Asked for when output shall be seen while it appears. */
  onChunk?: ((chunk: Chunk) => void) | undefined;
}

/** How a run ended. `exitCode` is -1 unless it exited by itself. */
export interface RunEnd {
  outcome: 'exited' | 'not_started' | 'timed_out' | 'canceled' | 'refused';
  exitCode: number;
  signal?: string;
  stdout: string;
  stderr: string;
  truncated: boolean;
  durationMs: number;
  startedAt: Date;
  endedAt: Date;
  reason?: string;
  message?: string;
  /** What it touches, where that was looked at. */
  before?: CapturedSide;
  after?: CapturedSide;
  /** Whether every program of it was held in a sandbox. */
  contained: boolean;
  /** What held it to its limits. */
  limits?: LimitedBy;
}

/** A command under way. `done` never rejects. */
export interface Run {
  readonly done: Promise<RunEnd>;
  cancel(why: string): void;
}

/** Times of dying, in milliseconds. */
export interface Patience {
  /** Between SIGTERM and SIGKILL. */
  graceMs: number;
  /** For children that hold the pipes after the command itself has ended. */
  pipeMs: number;
}
