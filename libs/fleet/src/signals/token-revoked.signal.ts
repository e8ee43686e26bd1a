import type { Signal } from '@legator/core';

/** Nobody can enrol with this token any more. */
export class TokenRevoked implements Signal {
  static readonly type = 'token.revoked';
  readonly type = TokenRevoked.type;
  readonly subject;
  readonly summary = 'An enrolment token was revoked.';
  readonly payload;

  constructor(tokenId: string, prefix: string, uses: number) {
    this.subject = { type: 'token', id: tokenId };
    this.payload = { prefix, uses };
  }
}
