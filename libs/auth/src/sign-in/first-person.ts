import { randomInt } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Clock, CONFIG, DomainError, newId, Signals, systemActor, Transactions } from '@legator/core';
import type { Config, Tx } from '@legator/core';
import { DEFAULT_TENANT } from '../local-actor.js';
import { UsersStore } from '../people/users.store.js';
import type { SigningUser } from '../people/users.store.js';
import { hashOf } from '../sessions/session-token.js';
import { Attempts } from './attempts.js';
import { FirstPersonMade } from './first-person-made.signal.js';
import { PasswordRules } from './password-rules.js';
import { Passwords } from './passwords.js';

/** No vowels and nothing that looks like something else. */
const LETTERS = 'BCDFGHJKLMNPQRSTVWXZ23456789';
const GROUPS = 4;
const GROUP = 5;
const LASTS_MS = 24 * 3_600_000;
/** All who guess at the code share one count. */
const ACCOUNT = 'set-up code';

export interface FirstPersonInput {
  readonly username: string;
  readonly displayName: string;
  readonly password: string;
}

/**
 * How the first person comes into the world: with a code that only who can read the terminal of the server knows, or by
 * a file that they put beside it. Once there is anybody, none of this exists any more.
 */
@Injectable()
export class FirstPerson {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly transactions: Transactions,
    private readonly users: UsersStore,
    private readonly passwords: Passwords,
    private readonly rules: PasswordRules,
    private readonly attempts: Attempts,
    private readonly signals: Signals,
    private readonly clock: Clock,
  ) {}

  async isNeeded(): Promise<boolean> {
    return this.config.auth && !(await this.transactions.look((tx) => this.users.any(tx)));
  }

  /**
   * At start: makes `admin` with the password that a setting holds, or a new code, which replaces older ones.
   *
   * @returns what to tell whoever reads the terminal; nothing when there are people already
   */
  async prepare(): Promise<{ code: string } | { made: string } | undefined> {
    if (!(await this.isNeeded())) return undefined;
    const { adminPassword } = this.config;
    if (adminPassword === undefined) return { code: await this.newCode() };
    const admin = { username: 'admin', displayName: 'Administrator', password: adminPassword };
    try {
      await this.make(admin, '');
    } catch (error) {
      // Another replica that starts at the same time was first.
      if (error instanceof DomainError && error.kind === 'not_found') return undefined;
      throw error;
    }
    return { made: 'admin' };
  }

  /** A code for one person, good for a day; only its hash is kept. */
  async newCode(): Promise<string> {
    const code = Array.from({ length: GROUPS }, () =>
      Array.from({ length: GROUP }, () => LETTERS[randomInt(LETTERS.length)]).join(''),
    ).join('-');
    const until = new Date(this.clock.now().getTime() + LASTS_MS);
    await this.transactions.worker(async (tx) => {
      await tx.query(`delete from auth_once where purpose = 'setup'`);
      await tx.query(`insert into auth_once (hash, purpose, expires_at) values ($1, 'setup', $2)`, [
        codeHash(code),
        until,
      ]);
    });
    return code;
  }

  /**
   * With the code. Whoever comes second finds that there is nobody to be made any more.
   *
   * @throws `not_found` once there are people, `wrong_setup_code` (401), `too_many_attempts` (429)
   */
  async redeem(code: string, input: FirstPersonInput, address: string): Promise<SigningUser> {
    if (!(await this.isNeeded())) throw setUpIsOver();
    await this.attempts.admit(ACCOUNT, address);
    const known = await this.transactions.look((tx) => this.knows(tx, code));
    if (!known) {
      await this.attempts.failed(ACCOUNT, address);
      throw wrongCode();
    }
    return this.make(input, address, code);
  }

  private async make(input: FirstPersonInput, address: string, code?: string): Promise<SigningUser> {
    const { username, displayName, password } = input;
    await this.rules.check(password, username);
    const passwordHash = await this.passwords.hash(password);
    const id = newId();
    return this.transactions.worker(async (tx) => {
      const first = await this.users.insertFirst(
        tx,
        {
          id,
          username,
          displayName,
          email: null,
          passwordHash,
          mustChangePassword: false,
          createdAt: this.clock.now(),
        },
        DEFAULT_TENANT,
      );
      if (!first) throw setUpIsOver();
      if (code !== undefined && !(await this.knows(tx, code))) throw wrongCode();
      await tx.query(`delete from auth_once where purpose = 'setup'`);
      const actor = { ...systemActor(DEFAULT_TENANT, 'server-console'), address };
      const how = code === undefined ? 'password_file' : 'code';
      await this.signals.recordAll(tx, [
        { signal: new FirstPersonMade({ id, username }, how), context: { actor } },
      ]);
      return {
        id,
        username,
        displayName,
        passwordHash,
        state: 'active',
        installationAdmin: true,
        passkeys: 0,
      };
    });
  }

  private async knows(tx: Tx, code: string): Promise<boolean> {
    const [row] = await tx.query(
      `select from auth_once where hash = $1 and purpose = 'setup' and expires_at > $2`,
      [codeHash(code), this.clock.now()],
    );
    return row !== undefined;
  }
}

/** However it is typed: blanks, dashes and small letters do not matter. */
function codeHash(code: string): Buffer {
  return hashOf(`setup\n${code.toUpperCase().replace(/[^A-Z0-9]/g, '')}`);
}

function wrongCode(): DomainError {
  return new DomainError(
    'unauthorized',
    'wrong_setup_code',
    'This is not the code that the server printed when it started. `legator setup-code` prints another one.',
  );
}

/** As if there were no such address: whoever looks for a way in learns nothing. */
export function setUpIsOver(): DomainError {
  return new DomainError('not_found', 'not_found', 'There is nothing at /api/v1/auth/setup.');
}
