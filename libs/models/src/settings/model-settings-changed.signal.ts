import type { Signal } from '@legator/core';

const WORDS = { routing: 'Which models are asked for what', budget: 'The budget for models' } as const;

/** Somebody changed the order in which models are asked, or how much they may use. */
export class ModelSettingsChanged implements Signal {
  static readonly type = 'models.settings_changed';
  readonly type = ModelSettingsChanged.type;
  readonly subject;
  readonly summary: string;
  readonly payload;

  constructor(
    tenantId: string,
    what: keyof typeof WORDS,
    readonly before: unknown,
    readonly after: unknown,
  ) {
    this.subject = { type: 'tenant', id: tenantId };
    this.summary = `${WORDS[what]} was changed`;
    this.payload = { what };
  }
}
