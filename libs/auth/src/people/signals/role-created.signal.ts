import type { Signal } from '@legator/core';

/** The tenant has a new role. */
export class RoleCreated implements Signal {
  static readonly type = 'role.created';
  readonly type = RoleCreated.type;
  readonly subject;
  readonly summary: string;
  readonly payload;
  readonly after;

  constructor(role: { name: string; permissions: readonly string[]; description: string }) {
    this.subject = { type: 'role', id: role.name };
    this.summary = `The role ${role.name} was made`;
    this.payload = { name: role.name, permissions: role.permissions };
    this.after = { ...role };
  }
}
