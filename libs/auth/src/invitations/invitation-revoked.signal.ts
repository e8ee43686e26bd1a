import type { Signal } from '@legator/core';

/** An invitation leads nowhere any more. */
export class InvitationRevoked implements Signal {
  static readonly type = 'invitation.revoked';
  readonly type = InvitationRevoked.type;
  readonly subject;
  readonly summary: string;
  readonly payload;

  constructor(invitation: { id: string; name: string; role: string }) {
    this.subject = { type: 'invitation', id: invitation.id };
    this.summary = `An invitation as ${invitation.role} was revoked`;
    this.payload = { name: invitation.name, role: invitation.role };
  }
}
