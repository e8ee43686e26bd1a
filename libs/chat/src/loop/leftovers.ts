import { Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { Background, Transactions } from '@legator/core';
import { CheckpointsStore } from './checkpoints.store.js';

const EVERY_MS = 600_000;
const BATCH = 200;

/** Removes the saved state of turns that are over without having said so. What is gone takes its state along. */
@Injectable()
export class Leftovers implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly background = new Background('chat-leftovers', () => this.sweep(), EVERY_MS);

  constructor(
    private readonly transactions: Transactions,
    private readonly store: CheckpointsStore,
  ) {}

  onApplicationBootstrap(): void {
    this.background.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.background.stop();
  }

  /** One batch. @returns whether there may be more */
  sweep(): Promise<boolean> {
    return this.transactions.worker(async (tx) => (await this.store.forgetOver(tx, BATCH)) === BATCH);
  }
}
