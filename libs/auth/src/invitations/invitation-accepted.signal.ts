import type { Signal } from '@legator/core';

/** Somebody came by an invitation; it is used up. */
export class InvitationAccepted implements Signal {
  static readonly type = 'invitation.accepted';
  readonly type = InvitationAccepted.type;
  readonly subject;
  readonly summary: string;
  readonly payload;

  constructor(
    invitation: { id: string; name: string; role: string },
    user: { id: string; username: string },
  ) {
    this.subject = { type: 'invitation', id: invitation.id };
    this.summary = `${user.username} accepted an invitation as ${invitation.role}`;
    this.payload = {
      ...{ name: invitation.name, role: invitation.role },
      user_id: user.id,
      username: user.username,
    };
  }
}
