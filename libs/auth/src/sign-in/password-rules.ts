import { Injectable } from '@nestjs/common';
import { MIN_PASSWORD_LENGTH } from '@legator/contracts';
import { invalidAt } from '@legator/core';

/** Whether a password is known to have leaked. Asked for every new one; binds whatever list there is. */
export abstract class BreachedPasswords {
  abstract includes(password: string): Promise<boolean>;
}

/** What a new password has to be, beside its length, which the schema of the request asks for. */
@Injectable()
export class PasswordRules {
  constructor(private readonly breached: BreachedPasswords) {}

  /** @throws `weak_password` (400) with what to do instead, at the field of that name */
  async check(password: string, username: string, field = 'password'): Promise<void> {
    const plain = password.normalize('NFKC').toLowerCase();
    const name = username.normalize('NFKC').toLowerCase();
    // Counted once composed: a letter and its accent are one character to whoever reads it.
    if ([...plain].length < MIN_PASSWORD_LENGTH) {
      throw invalidAt(field, `must have at least ${MIN_PASSWORD_LENGTH} characters`, 'weak_password');
    }
    if (name.length >= 4 && plain.includes(name)) {
      throw invalidAt(field, 'must not hold the name that you sign in with', 'weak_password');
    }
    if (new Set(plain).size < 5) {
      throw invalidAt(field, 'must not be a few characters over and over', 'weak_password');
    }
    if (await this.breached.includes(password)) {
      throw invalidAt(
        field,
        'is in lists that attackers try first. Take three or four words that do not belong together.',
        'weak_password',
      );
    }
  }
}
