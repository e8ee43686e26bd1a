import { Injectable } from '@nestjs/common';
import { Clock, DomainError } from '@legator/core';
import { placeOf } from '../rates/place-of.js';

const MINUTE_MS = 60_000;
const MOST_KNOWN = 10_000;

/**
 * How often one address may ask for what costs us a row and it nothing. Counted by each replica for itself, and
 * forgotten with it: it keeps tables small, and keeps nobody out for long.
 */
@Injectable()
export class AddressRate {
  private minute = -1;
  private readonly counts = new Map<string, number>();

  constructor(private readonly clock: Clock) {}

  /** @throws `too_many_attempts` (429) beyond `perMinute` */
  admit(what: string, address: string, perMinute: number): void {
    const now = this.clock.monotonic();
    const minute = Math.floor(now / MINUTE_MS);
    if (minute !== this.minute || this.counts.size >= MOST_KNOWN) this.counts.clear();
    this.minute = minute;
    const key = `${what} ${placeOf(address)}`;
    const count = (this.counts.get(key) ?? 0) + 1;
    this.counts.set(key, count);
    if (count <= perMinute) return;
    const seconds = Math.ceil(((minute + 1) * MINUTE_MS - now) / 1_000);
    throw new DomainError(
      'limited',
      'too_many_attempts',
      `This address asks too often. Try again in ${seconds} s.`,
      { retryAfter: seconds },
    );
  }
}
