import type { Signal } from '@legator/core';

/** Somebody made a token with which hosts may enrol. Its value is in nobody's record. */
export class TokenGenerated implements Signal {
  static readonly type = 'token.generated';
  readonly type = TokenGenerated.type;
  readonly subject;
  readonly summary;
  readonly payload;

  constructor(
    tokenId: string,
    rights: {
      readonly expires: string;
      readonly max_uses: number | null;
      readonly tags: readonly string[];
      readonly site: string | null;
      readonly cidr: string | null;
    },
  ) {
    this.subject = { type: 'token', id: tokenId };
    const { max_uses: most } = rights;
    const uses = most === null ? 'any number of hosts' : most === 1 ? '1 host' : `${most} hosts`;
    this.summary = `An enrolment token for ${uses} was made.`;
    this.payload = rights;
  }
}
