import { Injectable, Logger } from '@nestjs/common';
import { Clock, DomainError, Signals, systemActor, Transactions } from '@legator/core';
import { DEFAULT_TENANT } from '../local-actor.js';
import { KeyGuessing } from './key-guessing.signal.js';
import { placeOf } from './place-of.js';

const WINDOW_MS = 60_000;
/** Somebody with an old key in a script tries a few times; somebody who guesses does not stop. */
const WRONG_PER_WINDOW = 30;
const MAX_ADDRESSES = 10_000;
const HOUR_MS = 3_600_000;

/** Wrong keys by the address they came from. Too many, and unknown keys from there are not even looked up. */
@Injectable()
export class KeyGuesses {
  private readonly logger = new Logger('auth');
  private readonly windows = new Map<string, { readonly ends: number; wrong: number }>();

  constructor(
    private readonly transactions: Transactions,
    private readonly signals: Signals,
    private readonly clock: Clock,
  ) {}

  /** @throws `rate_limited` while an address has had its wrong keys for this minute */
  check(address: string): void {
    const now = this.clock.monotonic();
    const window = this.windows.get(placeOf(address));
    if (!window || window.ends <= now || window.wrong < WRONG_PER_WINDOW) return;
    throw new DomainError(
      'limited',
      'rate_limited',
      'Too many wrong keys came from your address. Wait a minute, and check the key meanwhile.',
      { retryAfter: Math.ceil((window.ends - now) / 1_000) },
    );
  }

  /** Counts a wrong key. The one that reaches the limit is told to people, once per address and hour. */
  async wrong(address: string): Promise<void> {
    const now = this.clock.monotonic();
    const place = placeOf(address);
    let window = this.windows.get(place);
    if (!window || window.ends <= now) {
      this.windows.delete(place);
      if (this.windows.size >= MAX_ADDRESSES) this.windows.delete(this.windows.keys().next().value!);
      this.windows.set(place, (window = { ends: now + WINDOW_MS, wrong: 0 }));
    }
    window.wrong += 1;
    if (window.wrong === WRONG_PER_WINDOW) await this.alert(place, address);
  }

  /** Refused either way: the answer does not depend on whether it could be written down. */
  private async alert(place: string, address: string): Promise<void> {
    const actor = { ...systemActor(DEFAULT_TENANT, 'anonymous'), address };
    const hour = Math.floor(this.clock.now().getTime() / HOUR_MS);
    const signal = new KeyGuessing(place, WRONG_PER_WINDOW, `key_guessing:${place}:${hour}`);
    await this.transactions
      .runAs(actor.tenantId, (tx) => this.signals.recordAll(tx, [{ signal, context: { actor } }]))
      .catch((error: unknown) =>
        this.logger.warn(
          { err: error },
          `Somebody guesses keys from ${place}; it could not be written down.`,
        ),
      );
  }
}
