import type { Signal } from '@legator/core';

const WORDS = { added: 'was added', changed: 'was changed', removed: 'was removed' } as const;

/** Somebody added, changed or removed a model profile. Of its key only, whether it was replaced. */
export class ModelProfileChanged implements Signal {
  static readonly type = 'models.profile_changed';
  readonly type = ModelProfileChanged.type;
  readonly subject;
  readonly summary: string;
  readonly payload;

  constructor(
    change: keyof typeof WORDS,
    { id, name }: { readonly id: string; readonly name: string },
    key: 'kept' | 'replaced' | 'cleared',
    readonly before: unknown,
    readonly after: unknown,
  ) {
    this.subject = { type: 'model.profile', id };
    this.summary = `The model profile ${name} ${WORDS[change]}`;
    this.payload = { change, name, key_change: key };
  }
}
