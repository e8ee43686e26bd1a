import type { Signal } from '@legator/core';

/** Many wrong keys came from one address. None of them is written down anywhere. */
export class KeyGuessing implements Signal {
  static readonly type = 'auth.key_guessing';
  readonly type = KeyGuessing.type;
  readonly subject;
  readonly summary: string;
  readonly payload;

  constructor(
    address: string,
    wrong: number,
    readonly dedupeKey: string,
  ) {
    this.subject = { type: 'address', id: address };
    this.summary = `Somebody tries keys from ${address}: ${wrong} wrong ones within a minute`;
    this.payload = { address, wrong_keys: wrong };
  }
}
