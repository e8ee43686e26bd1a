import type { ChatEventBody } from '@legator/contracts';
import { asDomainError } from '@legator/core';
import { stepOf } from './part-steps.js';

/** So often at most a turn writes down what it says, in milliseconds. */
const EVERY_MS = 34;
const RETRY_MS = 500;

export interface Told {
  readonly body: ChatEventBody;
  readonly at: Date;
}

/**
 * What a turn tells, on its way to the table: pieces of prose that follow each other become one, a block that changed
 * replaces the one that has not left yet, and everything of a moment is written at once, in order.
 */
export class Journal {
  private waiting: Told[] = [];
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> | undefined;
  private wroteAt = -Infinity;
  private closed = false;

  constructor(
    /** Stores them and tells those who follow. */
    private readonly write: (events: readonly Told[]) => Promise<void>,
    /** Nothing can be written any more. */
    private readonly failed: (error: unknown) => void,
    private readonly now: () => Date,
  ) {}

  add(body: ChatEventBody): void {
    if (this.closed) return;
    this.put(body);
    this.schedule();
  }

  /** Resolves when everything so far is stored. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    while (this.writing || this.waiting.length > 0) await (this.writing ?? this.once());
  }

  /** Takes nothing more. @returns what is not stored yet */
  async close(): Promise<readonly Told[]> {
    this.closed = true;
    clearTimeout(this.timer);
    await this.writing;
    return this.waiting.splice(0);
  }

  private schedule(): void {
    if (this.timer || this.writing) return;
    const wait = Math.max(0, this.wroteAt + EVERY_MS - performance.now());
    this.timer = setTimeout(() => void this.pump(), wait);
  }

  private async pump(): Promise<void> {
    this.timer = undefined;
    await (this.writing ?? this.once());
    if (this.waiting.length > 0 && !this.closed) this.schedule();
  }

  private once(): Promise<void> {
    this.writing = this.writeSome().finally(() => (this.writing = undefined));
    return this.writing;
  }

  private async writeSome(): Promise<void> {
    const events = this.waiting.splice(0);
    for (;;) {
      try {
        this.wroteAt = performance.now();
        await this.write(events);
        return;
      } catch (error) {
        // The lease runs on meanwhile: if somebody else takes the turn, the next try finds out.
        if (asDomainError(error).kind !== 'unavailable') return this.giveUp(error);
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
        if (this.closed) return void this.waiting.unshift(...events);
      }
    }
  }

  private giveUp(error: unknown): void {
    this.closed = true;
    this.waiting = [];
    this.failed(error);
  }

  private put(body: ChatEventBody): void {
    const last = this.waiting.at(-1);
    if (body.type === 'chunk' && last?.body.type === 'chunk') {
      const chunk = last.body.chunk + body.chunk;
      this.waiting[this.waiting.length - 1] = { at: last.at, body: { type: 'chunk', chunk } };
      return;
    }
    if (body.type === 'part') {
      const step = stepOf(body.part);
      const at = step === undefined ? -1 : this.waiting.findIndex((one) => isPartOf(one.body, step));
      if (at >= 0) return void (this.waiting[at] = { body, at: this.now() });
    }
    this.waiting.push({ body, at: this.now() });
  }
}

function isPartOf(body: ChatEventBody, step: string): boolean {
  return body.type === 'part' && stepOf(body.part) === step;
}
