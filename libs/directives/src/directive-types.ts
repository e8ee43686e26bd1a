import { Injectable } from '@nestjs/common';
import { DomainError } from '@legator/core';
import type { AnyDirectiveType, DirectiveType } from './directive-type.js';

/** Which intents exist. Rooms register theirs at start. */
@Injectable()
export class DirectiveTypes {
  private readonly types = new Map<string, AnyDirectiveType>();

  register<P>(type: DirectiveType<P>): void {
    if (this.types.has(type.name)) throw new Error(`The directive ${type.name} is registered twice.`);
    this.types.set(type.name, type as unknown as AnyDirectiveType);
  }

  /** @throws `invalid` for a name that nobody registered */
  get(name: string): AnyDirectiveType {
    const type = this.types.get(name);
    if (type) return type;
    throw new DomainError('invalid', 'directives.unknown_type', `There is no directive ${name}.`, {
      details: [{ path: 'type', message: 'is not known' }],
    });
  }

  find(name: string): AnyDirectiveType | undefined {
    return this.types.get(name);
  }

  all(): readonly AnyDirectiveType[] {
    return [...this.types.values()];
  }

  /** Those that policy judges and that start after their request, by name. */
  judgedLater(): string[] {
    return this.all().flatMap(({ name, judged, kind }) => (judged && kind !== 'inline' ? [name] : []));
  }
}
