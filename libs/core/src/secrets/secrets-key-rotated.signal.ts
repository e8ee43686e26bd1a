import type { Signal } from '../signals/signal.js';

/** The key that wraps the secrets at rest was replaced. */
export class SecretsKeyRotated implements Signal {
  static readonly type = 'secrets.key_rotated';
  readonly type = SecretsKeyRotated.type;
  readonly subject;
  readonly summary: string;
  readonly payload;

  constructor(keyId: string, records: number) {
    this.subject = { type: 'secrets.key', id: keyId };
    this.summary = `The key that secrets are kept under was replaced; ${records} secret${records === 1 ? ' was' : 's were'} moved to it`;
    this.payload = { key_id: keyId, records };
  }
}
