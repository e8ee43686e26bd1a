import type { Signal } from '@legator/core';

/** Somebody tried to enrol with a token that is real but may not be used so: over, used up, revoked or from elsewhere. */
export class TokenRefused implements Signal {
  static readonly type = 'token.refused';
  readonly type = TokenRefused.type;
  readonly subject;
  readonly summary;
  readonly payload;

  constructor(
    tokenId: string,
    reason: 'expired' | 'used_up' | 'revoked' | 'wrong_address',
    attempt: { readonly hostname: string; readonly address: string },
  ) {
    this.subject = { type: 'token', id: tokenId };
    this.summary = `A host that calls itself ${attempt.hostname || '(nothing)'} was refused: the enrolment token is ${reason.replace('_', ' ')}.`;
    this.payload = { reason, ...attempt };
  }
}
