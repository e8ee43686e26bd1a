import type { Signal } from '@legator/core';

/** A role is gone; nobody had it. */
export class RoleRemoved implements Signal {
  static readonly type = 'role.removed';
  readonly type = RoleRemoved.type;
  readonly subject;
  readonly summary: string;
  readonly payload;
  readonly before;

  constructor(name: string, before: Record<string, unknown>) {
    this.subject = { type: 'role', id: name };
    this.summary = `The role ${name} was removed`;
    this.payload = { name };
    this.before = before;
  }
}
