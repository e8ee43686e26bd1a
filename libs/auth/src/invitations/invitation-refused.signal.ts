import type { Signal } from '@legator/core';

/** Somebody came by an invitation of a key whose role may do more now than a key gives. It is still there. */
export class InvitationRefused implements Signal {
  static readonly type = 'invitation.refused';
  readonly type = InvitationRefused.type;
  readonly subject;
  readonly summary: string;
  readonly payload;

  constructor(
    invitation: { id: string; name: string; role: string },
    key: { id: string; name: string },
    reason: string,
  ) {
    const { id, name, role } = invitation;
    this.subject = { type: 'invitation', id };
    this.summary = `An invitation as ${role} was refused: the key ${key.name} made it, and gives nobody what the role may do now`;
    this.payload = { name, role, key_id: key.id, key_name: key.name, reason };
  }
}
