import type { DomainError } from '@legator/core';

/** Why a turn at work is not left to end by itself. */
export class Interruption extends Error {
  constructor(
    /** `lost`: somebody else has it, or nobody may have it. */
    readonly kind: 'stopped' | 'too_long' | 'lost' | 'releasing',
    /** Who stopped it. */
    readonly by = '',
    /** What the person is told; without it the turn is not ended. */
    readonly error?: DomainError,
  ) {
    super(`The turn was interrupted: ${kind}.`);
    this.name = 'Interruption';
  }
}
