import { Injectable } from '@nestjs/common';
import type { Tx } from '@legator/core';

/** Throws when there is no such thing: a freeze of it would look like one and hold nothing. */
export type ScopeCheck = (tx: Tx, id: string) => Promise<void>;

/** Where rooms above say which of their things there are, so that nobody freezes what does not exist. */
@Injectable()
export class FreezeScopes {
  private readonly checks = new Map<string, ScopeCheck>();

  /** One for each kind of scope. What has none, such as a tag, may be frozen before there is one. */
  add(type: string, check: ScopeCheck): void {
    this.checks.set(type, check);
  }

  async check(tx: Tx, type: string, id: string): Promise<void> {
    await this.checks.get(type)?.(tx, id);
  }
}
