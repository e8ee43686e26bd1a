import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';

/** `Algorithm.Argon2id` of the library, whose enumeration is for its types only. */
const ARGON2ID = 2;
/** OWASP's first choice for argon2id: 19 MiB, two passes. */
const COST = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** Each takes 19 MiB and a core for some milliseconds: whoever floods the sign-in waits, the server does not. */
const AT_ONCE = 2;
const MOST_WAITING = 64;

/** Hashes and checks passwords, a few at a time. */
@Injectable()
export class Passwords {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private decoy: Promise<string> | undefined;

  hash(password: string): Promise<string> {
    return this.inTurn(() => hash(password.normalize('NFKC'), COST));
  }

  /**
   * Whether it is the password. Where there is none (nobody of that name, or somebody who signs in elsewhere) it takes
   * as long and answers no, so that the time tells nothing.
   */
  async verify(stored: string | null | undefined, password: string): Promise<boolean> {
    const against = stored ?? (await (this.decoy ??= this.hash('nobody has this password')));
    const right = await this.inTurn(() => verify(against, password.normalize('NFKC')).catch(() => false));
    return right && stored !== null && stored !== undefined;
  }

  /** Whether so many wait already that one more should be sent away. */
  get crowded(): boolean {
    return this.waiting.length >= MOST_WAITING;
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= AT_ONCE) await new Promise<void>((go) => this.waiting.push(go));
    this.running += 1;
    try {
      return await work();
    } finally {
      this.running -= 1;
      this.waiting.shift()?.();
    }
  }
}
