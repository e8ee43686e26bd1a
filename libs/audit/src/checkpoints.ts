import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import type { SignedCheckpoint } from '@legator/contracts';
import { Background, Clock, CONFIG, KeyStore, Transactions } from '@legator/core';
import type { Config, SigningKey, Tx } from '@legator/core';
import { signCheckpoint } from '@legator/wire';
import { SealingStore } from './sealing.store.js';
import type { ChainHead } from './sealing.store.js';

/** A checkpoint at the latest after so many entries. */
export const CHECKPOINT_ENTRIES = 1_000;

/**
 * Signs what the chains are: every so often where there is something new, after a thousand entries, and when asked.
 * Does not start without its key.
 */
@Injectable()
export class Checkpoints implements OnModuleInit, OnApplicationBootstrap, OnApplicationShutdown {
  private readonly background: Background;
  /** The newest of each tenant that this process signed: it knows what the database is made to forget. */
  private readonly newest = new Map<string, SignedCheckpoint>();
  private signer!: SigningKey;

  constructor(
    private readonly transactions: Transactions,
    private readonly store: SealingStore,
    private readonly keys: KeyStore,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    const every = Math.min(config.checkpointEveryMs, 5_000);
    this.background = new Background('checkpoints', () => this.signDue(), every);
  }

  async onModuleInit(): Promise<void> {
    this.signer = await this.keys.load('checkpoint');
  }

  onApplicationBootstrap(): void {
    this.background.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.background.stop();
  }

  /** The key that signs now. */
  get key(): SigningKey {
    return this.signer;
  }

  /** Makes sure that the newest sealed entry of a tenant is covered. */
  async signNow(tenantId: string): Promise<void> {
    const signed = await this.transactions.sealer(async (tx) =>
      this.signAll(tx, await this.store.unsigned(tx, { tenantId })),
    );
    this.remember(signed);
  }

  /** In the sealer's own transaction, for chains that grew long. The caller hands them to `remember` after commit. */
  signLong(tx: Tx, heads: readonly ChainHead[]): Promise<SignedCheckpoint[]> {
    return this.signAll(
      tx,
      heads.filter((head) => head.last_idx - head.checkpoint_idx >= CHECKPOINT_ENTRIES),
    );
  }

  /** Only of what was committed. */
  remember(signed: readonly SignedCheckpoint[]): void {
    for (const one of signed) {
      const { tenant, index } = one.checkpoint;
      if (index > (this.newest.get(tenant)?.checkpoint.index ?? 0)) this.newest.set(tenant, one);
    }
  }

  remembered(tenantId: string): SignedCheckpoint | undefined {
    return this.newest.get(tenantId);
  }

  private async signDue(): Promise<void> {
    const olderThanMs = this.config.checkpointEveryMs;
    const signed = await this.transactions.sealer(async (tx) =>
      this.signAll(tx, await this.store.unsigned(tx, { olderThanMs })),
    );
    this.remember(signed);
  }

  private async signAll(tx: Tx, heads: readonly ChainHead[]): Promise<SignedCheckpoint[]> {
    const at = this.clock.now().toISOString();
    const signed = heads.map(({ tenant_id, last_idx, last_link }) =>
      signCheckpoint({ tenant: tenant_id, index: last_idx, link: last_link, at }, this.signer),
    );
    await this.store.insertCheckpoints(tx, signed);
    return signed;
  }
}
