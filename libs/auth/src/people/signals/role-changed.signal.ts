import type { Signal } from '@legator/core';

/** A role allows other things than before, to everybody who has it. */
export class RoleChanged implements Signal {
  static readonly type = 'role.changed';
  readonly type = RoleChanged.type;
  readonly subject;
  readonly summary: string;
  readonly payload;
  readonly before;
  readonly after;

  constructor(
    name: string,
    before: Record<string, unknown>,
    after: Record<string, unknown>,
    members: number,
  ) {
    this.subject = { type: 'role', id: name };
    this.summary = `The role ${name} was changed`;
    this.payload = { name, members };
    this.before = before;
    this.after = after;
  }
}
