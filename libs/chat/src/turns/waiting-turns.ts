import { Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { Background, Bus, Transactions } from '@legator/core';
import { Waiters } from '@legator/directives';
import { LeasesStore } from './leases.store.js';
import { WAITING_TOPIC, Wakers } from './wakers.js';

/** A lost wake-up costs this much at most, in milliseconds. */
const LOOK_AGAIN_MS = 2_000;
/** Directives that end together wake their turns together. */
const SETTLE_MS = 20;
/** Woken in one transaction; what is ready beyond that comes right after. */
const MOST = 1_000;

/**
 * Lets turns go on whose directives have all ended. It looks at the rows as they are, whenever some directive has ended
 * and every so often: what ended before a turn began to wait, or while nothing ran here, is found like everything else.
 */
@Injectable()
export class WaitingTurns implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly background = new Background('chat-waiting', () => this.look(), LOOK_AGAIN_MS, SETTLE_MS);
  private ends: (() => void)[] = [];

  constructor(
    private readonly transactions: Transactions,
    private readonly leases: LeasesStore,
    private readonly waiters: Waiters,
    private readonly wakers: Wakers,
    private readonly bus: Bus,
  ) {}

  onApplicationBootstrap(): void {
    this.background.start();
    const look = () => this.background.wake();
    this.ends = [this.waiters.onEnded(look), this.bus.subscribe(WAITING_TOPIC, look)];
  }

  async onApplicationShutdown(): Promise<void> {
    this.ends.forEach((end) => end());
    await this.background.stop();
  }

  private async look(): Promise<boolean> {
    const woken = await this.transactions.worker((tx) => this.leases.wakeReady(tx, MOST));
    if (woken > 0) this.wakers.free();
    return woken === MOST;
  }
}
