import { Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { Background, Clock, Transactions } from '@legator/core';
import type { Tx } from '@legator/core';
import { hashOf } from '../sessions/session-token.js';

/** What a secret is good for: one that was made for one thing is nothing anywhere else. */
export type OncePurpose =
  | 'socket'
  | 'second_factor'
  | 'passkey_register'
  | 'passkey_sign_in'
  | 'passkey_confirm'
  | 'device'
  | 'device_code';

/** What stands behind a secret that is shown once and taken back once. */
export interface OnceEntry {
  readonly userId?: string | null;
  readonly sessionId?: string | null;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** Secrets for one use. Only their hashes are kept; all of it runs as a worker. */
@Injectable()
export class Once implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly sweep = new Background('once-sweep', () => this.dropOld(), 600_000);

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.sweep.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.sweep.stop();
  }

  /** Keeps what a secret stands for. @returns until when */
  async put(
    tx: Tx,
    purpose: OncePurpose,
    secret: string,
    entry: OnceEntry & { lastsMs: number },
  ): Promise<Date> {
    const now = this.clock.now();
    const until = new Date(now.getTime() + entry.lastsMs);
    await tx.query(
      `insert into auth_once (hash, purpose, user_id, session_id, data, created_at, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        hashed(purpose, secret),
        purpose,
        entry.userId ?? null,
        entry.sessionId ?? null,
        JSON.stringify(entry.data ?? {}),
        now,
        until,
      ],
    );
    return until;
  }

  /** Takes it away, whoever asks: of many at once, one gets it. Nothing when there is none or its time is over. */
  async take(tx: Tx, purpose: OncePurpose, secret: string): Promise<Required<OnceEntry> | undefined> {
    const [row]: (Required<OnceEntry> & { expiresAt: Date })[] = await tx.query(
      `with taken as (delete from auth_once where hash = $1 and purpose = $2 returning *)
       select user_id as "userId", session_id as "sessionId", data, expires_at as "expiresAt" from taken`,
      [hashed(purpose, secret), purpose],
    );
    return row && row.expiresAt > this.clock.now() ? row : undefined;
  }

  private async dropOld(): Promise<void> {
    await this.transactions.worker((tx) =>
      tx.query('delete from auth_once where expires_at < $1', [this.clock.now()]),
    );
  }
}

/** With its purpose in it, so that no secret can be taken for one of another kind. */
export function hashed(purpose: OncePurpose, secret: string): Buffer {
  return hashOf(`${purpose}\n${secret}`);
}
