import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { Background, Clock, DomainError, Transactions } from '@legator/core';
import type { Tx } from '@legator/core';
import { placeOf } from '../rates/place-of.js';

/** Failures are forgotten after this long without one, in milliseconds. */
const WINDOW_MS = 15 * 60_000;

/** What attempts are counted by, how many are free, and how long the longest wait is, in milliseconds. */
const LIMITS = {
  /** Somebody who mistypes their own password. */
  pair: { free: 5, most: WINDOW_MS },
  /** Many addresses after one account: slowed down, never locked for long, or anybody could lock anybody out. */
  account: { free: 30, most: 60_000 },
  /** One address after many accounts. */
  address: { free: 30, most: WINDOW_MS },
} as const;
type Kind = keyof typeof LIMITS;

/**
 * Slows down guessing. Counts are in the database, so every replica and the next start know them; an account that does
 * not exist is counted like one that does.
 */
@Injectable()
export class Attempts implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly sweeping = new Background('attempts-sweep', () => this.sweep(), WINDOW_MS);

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.sweeping.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.sweeping.stop();
  }

  /** @throws `too_many_attempts` (429) with the time to wait, before anything is looked at */
  async admit(account: string, address: string): Promise<void> {
    const keys = keysOf(account, address).map(({ key }) => key);
    const [row] = await this.transactions.look((tx) =>
      tx.query('select max(blocked_until) as until from auth_attempt where key = any($1)', [keys]),
    );
    const waitMs = row?.until ? row.until.getTime() - this.clock.now().getTime() : 0;
    if (waitMs > 0) throw tooMany(waitMs);
  }

  /** Counts a failure everywhere it counts. @returns whether further attempts have to wait now */
  async failed(account: string, address: string): Promise<boolean> {
    const keys = keysOf(account, address);
    const waits = await this.transactions.worker(async (tx) => {
      const found: number[] = [];
      for (const one of keys) found.push(await this.count(tx, one));
      return found;
    });
    return waits.some((ms) => ms > 0);
  }

  /** A right password clears what was counted for this account from this address; others go on counting. */
  async succeeded(account: string, address: string): Promise<void> {
    const [pair] = keysOf(account, address);
    await this.transactions.worker((tx) => tx.query('delete from auth_attempt where key = $1', [pair!.key]));
  }

  /** Drops what is forgotten; passes over what is counted at this moment, so that neither waits for the other. */
  private async sweep(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - WINDOW_MS);
    await this.transactions.worker((tx) =>
      tx.query(
        `delete from auth_attempt where key in (
           select key from auth_attempt where last_at < $1 and (blocked_until is null or blocked_until < $2)
           for update skip locked)`,
        [before, this.clock.now()],
      ),
    );
  }

  private async count(tx: Tx, { kind, key }: { kind: Kind; key: Buffer }): Promise<number> {
    const now = this.clock.now();
    const [{ failures }] = await tx.query(
      `insert into auth_attempt as a (key, failures, first_at, last_at) values ($1, 1, $2, $2)
       on conflict (key) do update set
         failures = case when a.last_at < $3 then 1 else a.failures + 1 end,
         first_at = case when a.last_at < $3 then $2 else a.first_at end,
         last_at = $2
       returning failures`,
      [key, now, new Date(now.getTime() - WINDOW_MS)],
    );
    const { free, most } = LIMITS[kind];
    const waitMs = failures < free ? 0 : Math.min(1_000 * 2 ** Math.min(failures - free + 1, 20), most);
    if (waitMs > 0) {
      await tx.query('update auth_attempt set blocked_until = $2 where key = $1', [
        key,
        new Date(now.getTime() + waitMs),
      ]);
    }
    return waitMs;
  }
}

/** Hashed, so that a table of failures is no list of names and addresses. Always in the same order: no deadlocks. */
function keysOf(account: string, address: string): { kind: Kind; key: Buffer }[] {
  const name = account.normalize('NFKC').toLowerCase();
  const place = placeOf(address);
  return [
    { kind: 'pair', key: digest(`pair\n${name}\n${place}`) },
    { kind: 'account', key: digest(`account\n${name}`) },
    { kind: 'address', key: digest(`address\n${place}`) },
  ];
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function tooMany(waitMs: number): DomainError {
  const seconds = Math.ceil(waitMs / 1_000);
  return new DomainError(
    'limited',
    'too_many_attempts',
    `There were too many failed attempts. Try again in ${seconds} s.`,
    { retryAfter: seconds },
  );
}
