import type { Signal } from '@legator/core';

/** From now on another model answers, wherever none is named for a feature. */
export class ModelProfileActivated implements Signal {
  static readonly type = 'models.profile_activated';
  readonly type = ModelProfileActivated.type;
  readonly subject;
  readonly summary: string;
  readonly payload;

  constructor(
    { id, name, model }: { readonly id: string; readonly name: string; readonly model: string },
    instead: string | null,
  ) {
    this.subject = { type: 'model.profile', id };
    this.summary = `The model profile ${name} is the active one now`;
    this.payload = { name, model, instead_of: instead };
  }
}
