import { Inject, Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import type { ReadinessPart, ReadinessView } from '@legator/contracts';
import { Bus } from '../bus/bus.js';
import { Transactions } from '../database/transactions.js';
import { KNOWN_MIGRATIONS } from './build-info.js';

const WITHIN_MS = 2_000;

/** Whether this replica can do its work now, and if not, what is missing. Answers within about two seconds. */
@Injectable()
export class Readiness implements BeforeApplicationShutdown {
  private stopping = false;

  constructor(
    private readonly transactions: Transactions,
    private readonly bus: Bus,
    @Inject(KNOWN_MIGRATIONS) private readonly known: readonly string[] | undefined,
  ) {}

  beforeApplicationShutdown(): void {
    this.stopping = true;
  }

  async look(): Promise<ReadinessView> {
    const [applied, bus] = await Promise.all([this.applied(), this.bus.healthy().catch(() => false)]);
    const parts = {
      server: this.stopping ? bad('The server is stopping.') : GOOD,
      database: applied ? GOOD : bad('The database does not answer.'),
      migrations: applied ? this.compare(applied) : bad('Unknown while the database does not answer.'),
      bus: bus ? GOOD : bad('Messages do not reach other replicas.'),
    };
    return { ready: Object.values(parts).every(({ ok }) => ok), parts };
  }

  private async applied(): Promise<Set<string> | undefined> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>(
      (resolve) => (timer = setTimeout(() => resolve(undefined), WITHIN_MS)),
    );
    const asked = this.transactions
      .anonymous((tx) => tx.query('select name from core_migration') as Promise<{ name: string }[]>)
      .then(
        (rows) => new Set(rows.map(({ name }) => name)),
        () => undefined,
      );
    return Promise.race([asked, late]).finally(() => clearTimeout(timer));
  }

  private compare(applied: Set<string>): ReadinessPart {
    if (!this.known) return GOOD;
    const missing = this.known.filter((name) => !applied.has(name));
    if (missing.length > 0) return bad(`Not applied yet: ${missing.join(', ')}.`);
    const unknown = applied.size - this.known.length;
    return unknown > 0 ? bad(`The database is ${unknown} migrations ahead of this version.`) : GOOD;
  }
}

const GOOD: ReadinessPart = { ok: true };

function bad(message: string): ReadinessPart {
  return { ok: false, message };
}
