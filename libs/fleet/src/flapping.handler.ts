import { Injectable } from '@nestjs/common';
import { currentContext, SignalHandlers, Signals, Transactions } from '@legator/core';
import type { FeedItem, HandlerContext, SignalHandler } from '@legator/core';
import { FlappingStore } from './flapping.store.js';
import { ProbeFlapping } from './signals/probe-flapping.signal.js';
import { ProbeReplaced } from './signals/probe-replaced.signal.js';

const WINDOW_MS = 5 * 60_000;
const TOO_OFTEN = 3;

/**
 * Raises the alarm when a probe keeps taking its own place: two hosts that share one identity push each other out.
 * Once for each five minutes, whatever is delivered twice.
 */
@Injectable()
export class FlappingHandler implements SignalHandler {
  readonly name = 'fleet.flapping';
  readonly types = [ProbeReplaced.type];

  constructor(
    handlers: SignalHandlers,
    private readonly transactions: Transactions,
    private readonly store: FlappingStore,
    private readonly signals: Signals,
  ) {
    handlers.register(this);
  }

  async handle(
    { subject, payload, occurredAt, late }: FeedItem,
    { replayId }: HandlerContext,
  ): Promise<void> {
    if (late || replayId) return;
    const from = new Date(occurredAt.getTime() - WINDOW_MS);
    const stretch = Math.floor(occurredAt.getTime() / WINDOW_MS);
    await this.transactions.run(async (tx) => {
      const { count, addresses } = await this.store.replacements(tx, subject.id, from, occurredAt);
      if (count < TOO_OFTEN) return;
      const host = typeof payload['hostname'] === 'string' ? payload['hostname'] : '';
      const key = `probe.flapping ${currentContext().actor.tenantId} ${subject.id} ${stretch}`;
      await this.signals.record(
        tx,
        new ProbeFlapping(subject.id, host, count, WINDOW_MS / 60_000, addresses, key),
      );
    });
  }
}
