import type { Signal } from '@legator/core';

/** Whoever gets the link may join; the link is in no record. */
export class InvitationCreated implements Signal {
  static readonly type = 'invitation.created';
  readonly type = InvitationCreated.type;
  readonly subject;
  readonly summary: string;
  readonly payload;

  constructor(invitation: { id: string; name: string; role: string }, expiresAt: string) {
    this.subject = { type: 'invitation', id: invitation.id };
    this.summary = `An invitation as ${invitation.role} was made`;
    this.payload = { ...{ name: invitation.name, role: invitation.role }, expires_at: expiresAt };
  }
}
