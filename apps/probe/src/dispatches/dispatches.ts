import { createHash } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { failPoint, type CommandRun } from '@legator/contracts';
import type { WatchingExecutor } from '../capture/watching-executor.js';
import type { Run, RunEnd } from '../execution/executor.js';
import type { Journal, Known } from '../journal/journal.js';
import type { StoredResult } from '../journal/record.js';
import type { Uplink } from '../link/uplink.js';
import { startOf } from '../start-of.js';
import type { Ticker } from '../ticker.js';
import { fitResult } from './fit-result.js';
import type { Gatekeeper, Refusal } from './gatekeeper.js';
import type { RefusalLog } from './refusal-log.js';

export const MOST_RUNNING = 16;
/** Beyond what runs, so many wait for their turn; what waits has not been accepted and may still expire. */
export const MOST_WAITING = 500;
const RESEND_MS = 60_000;
const CONGESTION_MS = 50;
const STOPPING: Refusal = { reason: 'stopping', message: 'The probe is being stopped.' };

/**
 * The life of each dispatch on this host: known or new, refused or written down, run, reported until acknowledged.
 * The journal alone says whether an id is new, so nothing runs twice.
 */
export class Dispatches {
  private readonly log = new Logger('dispatches');
  private readonly runs = new Map<string, Run>();
  private readonly waiting = new Map<string, CommandRun>();
  private readonly sentAt = new Map<string, number>();
  private resending = 0;
  private stopping = false;

  constructor(
    private readonly journal: Journal,
    private readonly gatekeeper: Pick<Gatekeeper, 'refuse' | 'terms'>,
    private readonly executor: Pick<WatchingExecutor, 'start'>,
    private readonly refusals: Pick<RefusalLog, 'write'>,
    private readonly uplink: Uplink,
    private readonly ticker: Ticker,
  ) {}

  /** Ids that run now. */
  running(): string[] {
    return [...this.runs.keys()];
  }

  /** Runs a dispatch, or lets it wait for its turn, or tells again how it ended, or refuses it. */
  run(frame: CommandRun): void {
    if (this.waiting.has(frame.dispatchId)) return;
    const known = this.look(frame.dispatchId);
    if (known.state !== 'unknown') return this.repeat(frame.dispatchId, known);
    const refusal = this.gatekeeper.refuse(frame) ?? this.journal.trouble ?? this.overload();
    if (refusal) return this.turnAway(frame, refusal);
    if (this.runs.size < MOST_RUNNING) this.begin(frame);
    else this.waiting.set(frame.dispatchId, frame);
  }

  /**
   * Stops it if it runs, forgets it if it waits; the result says that it was canceled. One that has not come yet is
   * written down as canceled, so that it does not run when it does come.
   */
  cancel(dispatchId: string, reason: string): void {
    this.runs.get(dispatchId)?.cancel(reason || 'canceled');
    if (!this.waiting.delete(dispatchId) && this.look(dispatchId).state !== 'unknown') return;
    this.report(this.ending(dispatchId, 'canceled', { reason: 'canceled', message: reason || 'canceled' }));
  }

  /**
   * The line is lost. What waits was never accepted, and no cancel could reach it: the control plane sends it again
   * after the next hello, unless somebody canceled it meanwhile.
   */
  disconnected(): void {
    this.waiting.clear();
  }

  /** The control plane keeps these results now. */
  acknowledge(dispatchIds: readonly string[]): void {
    for (const id of dispatchIds) {
      this.journal.acknowledge(id);
      this.sentAt.delete(id);
    }
  }

  /** Sends every result that waits for its acknowledgement; after welcome, whatever was sent before. */
  resendAll(): void {
    this.sentAt.clear();
    this.resend();
  }

  /** Housekeeping, now and then: the journal's own, and results whose acknowledgement never came. */
  tend(): void {
    this.journal.tend();
    this.resend();
  }

  /** Ends what runs, waits for it and writes it down as canceled. Nothing starts afterwards. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.resending++;
    for (const frame of this.waiting.values()) this.turnAway(frame, STOPPING);
    this.waiting.clear();
    const ends = [...this.runs.values()].map((run) => {
      run.cancel('the probe was stopped');
      return run.done;
    });
    await Promise.all(ends);
  }

  /** Refuses when the id cannot be written down: what is not in the journal does not run. */
  private accept({ dispatchId }: CommandRun): Refusal | undefined {
    try {
      this.journal.accept(dispatchId);
      return undefined;
    } catch (error) {
      this.log.error(`The journal takes no records: ${(error as Error).message}`);
      return {
        reason: 'journal_unwritable',
        message: `The journal takes no records: ${(error as Error).message}`,
      };
    }
  }

  private overload(): Refusal | undefined {
    if (this.stopping) return STOPPING;
    if (this.waiting.size < MOST_WAITING) return undefined;
    return { reason: 'busy', message: `${MOST_RUNNING} commands run and ${MOST_WAITING} wait already.` };
  }

  private begin(frame: CommandRun): void {
    const refusal = this.accept(frame);
    if (refusal) this.turnAway(frame, refusal);
    else this.launch(frame);
  }

  /** Whose turn it is now; judged once more, since its time may be over. */
  private next(): void {
    for (const [id, frame] of this.waiting) {
      if (this.runs.size >= MOST_RUNNING || this.stopping) return;
      this.waiting.delete(id);
      this.run(frame);
    }
  }

  private launch(frame: CommandRun): void {
    const { dispatchId, timeoutMs, outputLimit, stream } = frame;
    failPoint('probe.accepted');
    this.uplink.send({ kind: 'command.accepted', dispatchId, at: this.ticker.now().toISOString() });
    const run = this.executor.start({
      ...this.gatekeeper.terms(frame),
      timeoutMs,
      outputLimit,
      onChunk: stream ? (chunk) => this.pass(dispatchId, chunk) : undefined,
      watch: frame,
    });
    this.runs.set(dispatchId, run);
    void run.done.then((end) => this.complete(dispatchId, end));
  }

  /** A reader that cannot keep up loses chunks, never the result; the gap in `seq` shows it. */
  private pass(dispatchId: string, chunk: { seq: number; stream: 'stdout' | 'stderr'; data: string }): void {
    if (!this.uplink.isCongested) this.uplink.send({ kind: 'command.chunk', dispatchId, ...chunk });
  }

  private complete(dispatchId: string, end: RunEnd): void {
    this.runs.delete(dispatchId);
    this.report(
      fitResult({
        ...end,
        dispatchId,
        startedAt: /^(not_started|refused)$/.test(end.outcome) ? undefined : end.startedAt.toISOString(),
        endedAt: end.endedAt.toISOString(),
      }),
    );
    this.next();
  }

  private turnAway({ dispatchId, argv, level, policyVersion }: CommandRun, refusal: Refusal): void {
    const hash = createHash('sha256').update(JSON.stringify(argv)).digest('hex');
    // The words themselves may hold secrets; their hash proves which ones they were.
    const about = { dispatchId, program: argv[0]?.slice(0, 256), argvSha256: hash, level, policyVersion };
    const logged = this.refusals.write(this.ticker.now(), refusal, about);
    this.log.warn(
      `Refused ${dispatchId}: ${refusal.reason}${logged ? '' : ' (not written to refusals.log)'}`,
    );
    this.report(this.ending(dispatchId, 'refused', refusal));
  }

  private report(result: StoredResult): void {
    this.journal.finish(result.dispatchId, result);
    failPoint('probe.finished');
    this.sendResult(result);
  }

  private look(id: string): Known | { state: 'lost' } {
    try {
      return this.journal.lookup(id);
    } catch (error) {
      this.log.error((error as Error).message);
      return { state: 'lost' };
    }
  }

  private repeat(id: string, known: Exclude<ReturnType<Dispatches['look']>, { state: 'unknown' }>): void {
    if (known.state === 'running') return;
    if (known.state === 'finished') return this.sendResult(known.result);
    const message =
      known.state === 'acked'
        ? `It ended here before; its result was acknowledged at ${known.at.toISOString()} and is no longer kept.`
        : 'It ended here before, but its result cannot be read any more.';
    this.sendResult(this.ending(id, 'indeterminate', { reason: 'already_ran', message }));
  }

  private ending(
    dispatchId: string,
    outcome: 'refused' | 'indeterminate' | 'canceled',
    refusal: Refusal,
  ): StoredResult {
    return {
      dispatchId,
      outcome,
      exitCode: -1,
      stdout: '',
      stderr: '',
      truncated: false,
      durationMs: 0,
      endedAt: this.ticker.now().toISOString(),
      reason: refusal.reason,
      message: startOf(refusal.message, 2_000),
      contained: false,
    };
  }

  private sendResult(result: StoredResult): void {
    if (this.uplink.send({ kind: 'command.result', ...result })) {
      this.sentAt.set(result.dispatchId, this.ticker.monotonicMs());
    }
  }

  private resend(): void {
    const due = this.ticker.monotonicMs() - RESEND_MS;
    const late = (id: string) => (this.sentAt.get(id) ?? -Infinity) <= due;
    this.resendNext(this.journal.waiting().filter(late), ++this.resending);
  }

  /** One after the other, at the pace of the line, so that many waiting results do not pile up in memory. */
  private resendNext(ids: string[], turn: number): void {
    while (turn === this.resending && ids.length > 0 && this.uplink.isOpen) {
      if (this.uplink.isCongested) {
        this.ticker.after(CONGESTION_MS, () => this.resendNext(ids, turn));
        return;
      }
      const id = ids.shift()!;
      const known = this.look(id);
      if (known.state !== 'unknown' && known.state !== 'acked') this.repeat(id, known);
    }
  }
}
