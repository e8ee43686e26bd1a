import { Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { failPoint } from '@legator/contracts';
import { Bus, Clock, Transactions } from '@legator/core';
import { ProbeChannel } from '@legator/fleet';
import type { Dispatch } from './dispatch.js';
import { DispatchesStore } from './dispatches.store.js';
import { toMessage } from './sent-command.js';

const RUN_TOPIC = 'commands.deliver';
const CANCEL_TOPIC = 'commands.cancel';
const NAMES_PER_MESSAGE = 100;
/** Frames written before others get a turn: each is signed. */
const SLICE = 100;
/** An upstream probe reports its end by this long after its timeout, or never. */
const UPSTREAM_GRACE_MS = 30_000;

/**
 * Hands committed dispatches to the replica that holds the probe's connection.
 *
 * A probe of protocol 2 may be handed the same one again: its journal knows it. One of protocol 1 has no journal, so
 * a dispatch is claimed in the table first and handed over at most once, whatever dies in between.
 */
@Injectable()
export class Delivery implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('commands');
  private readonly unsubscribe: (() => void)[] = [];

  constructor(
    private readonly channel: ProbeChannel,
    private readonly transactions: Transactions,
    private readonly store: DispatchesStore,
    private readonly bus: Bus,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.unsubscribe.push(
      this.bus.subscribe(RUN_TOPIC, (names) => this.catch(this.deliverNamed(names.split(',')))),
      this.bus.subscribe(CANCEL_TOPIC, (names) => this.catch(this.cancelNamed(names.split(',')))),
    );
  }

  onApplicationShutdown(): void {
    this.unsubscribe.forEach((end) => end());
  }

  /** Sends what is for probes connected here and tells the other replicas of the rest. Never throws. */
  deliver(dispatches: readonly Dispatch[]): void {
    const here = dispatches.filter(({ probeId }) => this.channel.isConnected(probeId));
    const elsewhere = dispatches.filter(({ probeId }) => !this.channel.isConnected(probeId));
    // A line that is being closed takes nothing more: its probe may be at another replica already.
    this.catch(this.sendAll(here).then((unwritten) => this.tellOthers(RUN_TOPIC, unwritten)));
    this.tellOthers(RUN_TOPIC, elsewhere);
  }

  /** Asks a probe to stop what it runs, wherever it is connected. Lost when it is away; told again at its hello. */
  cancel(dispatch: Dispatch, reason: string): void {
    if (this.channel.isConnected(dispatch.probeId)) this.sendCancel(dispatch.probeId, dispatch.id, reason);
    else this.bus.publish(CANCEL_TOPIC, nameOf(dispatch));
  }

  /** The same for many, each with its own reason. */
  cancelAll(dispatches: readonly Dispatch[]): void {
    const here = dispatches.filter(({ probeId }) => this.channel.isConnected(probeId));
    const elsewhere = dispatches.filter(({ probeId }) => !this.channel.isConnected(probeId));
    this.catch(this.cancelHere(here));
    this.tellOthers(CANCEL_TOPIC, elsewhere);
  }

  /** All of it to connections of this replica. @returns what a line did not take */
  async sendAll(dispatches: readonly Dispatch[]): Promise<Dispatch[]> {
    const upstream = dispatches.filter(
      (one) => this.channel.protocol(one.probeId) === 1 && isForProtocol1(one),
    );
    const claimed = await this.claim(upstream);
    const sendable = dispatches.filter(
      ({ id, probeId }) => this.channel.protocol(probeId) === 2 || claimed.has(id),
    );
    const unwritten: Dispatch[] = [];
    for (const [at, dispatch] of sendable.entries()) {
      if (at > 0 && at % SLICE === 0) await new Promise(setImmediate);
      const { probeId, requestId } = dispatch;
      if (!this.channel.send(probeId, toMessage(dispatch), requestId)) unwritten.push(dispatch);
      else failPoint('dispatch.sent');
    }
    return unwritten;
  }

  private tellOthers(topic: string, dispatches: readonly Dispatch[]): void {
    for (let at = 0; at < dispatches.length; at += NAMES_PER_MESSAGE) {
      const names = dispatches.slice(at, at + NAMES_PER_MESSAGE).map(nameOf);
      this.bus.publish(topic, names.join(','));
    }
  }

  private async claim(dispatches: readonly Dispatch[]): Promise<Set<string>> {
    if (dispatches.length === 0) return new Set();
    const now = this.clock.now();
    const taken = dispatches.map(({ id, probeId, timeoutMs }) => ({
      id,
      probeId,
      deadlineAt: new Date(now.getTime() + timeoutMs + UPSTREAM_GRACE_MS),
    }));
    return this.transactions.worker((tx) => this.store.accept(tx, taken, now));
  }

  private async deliverNamed(names: readonly string[]): Promise<void> {
    const ids = this.idsOfHere(names);
    if (ids.length === 0) return;
    await this.sendAll(await this.transactions.worker((tx) => this.store.unsent(tx, ids, this.clock.now())));
  }

  private async cancelNamed(names: readonly string[]): Promise<void> {
    const ids = this.idsOfHere(names);
    if (ids.length === 0) return;
    await this.cancelHere(await this.transactions.worker((tx) => this.store.canceled(tx, ids)));
  }

  private async cancelHere(dispatches: readonly Dispatch[]): Promise<void> {
    for (const [at, { probeId, id, cancelReason }] of dispatches.entries()) {
      if (at > 0 && at % SLICE === 0) await new Promise(setImmediate);
      this.sendCancel(probeId, id, cancelReason!);
    }
  }

  private idsOfHere(names: readonly string[]): string[] {
    return names.map(split).flatMap(([id, probeId]) => (this.channel.isConnected(probeId) ? [id] : []));
  }

  private sendCancel(probeId: string, dispatchId: string, reason: string): void {
    this.channel.send(probeId, { kind: 'command.cancel', dispatchId, reason });
  }

  private catch(work: Promise<void>): void {
    // Nothing is lost: the rows say what was not taken, and the probe's next hello or the sweeper reads them.
    work.catch((error: Error) => this.logger.warn(`A delivery failed: ${error.message}`));
  }
}

/**
 * Lines, and what may only run where things are as they were, were never meant for such a probe: one that has become
 * such meanwhile is not given them.
 */
function isForProtocol1({ line, capture }: Dispatch): boolean {
  return line === null && !capture.some(({ expect }) => expect);
}

function nameOf({ id, probeId }: Dispatch): string {
  return `${id}@${probeId}`;
}

function split(name: string): [id: string, probeId: string] {
  return [name.slice(0, 36), name.slice(37)];
}
