import { DomainError } from '@legator/core';
import type { OpenInvitation } from './invitations.store.js';

export function invitationGone(): DomainError {
  return new DomainError(
    'not_found',
    'invitation_gone',
    'This invitation leads nowhere any more. Ask whoever sent it for another one.',
  );
}

/** A key made it, and its role may do more now than a key gives: it keeps which one, so that it can be written down. */
export class InvitationBeyondKey extends DomainError {
  constructor(readonly invitation: OpenInvitation) {
    super(
      'forbidden',
      'invitation_key_reach',
      'A program made this invitation, and its role may do more now than a program can give. Ask an administrator to invite you themselves.',
    );
  }
}
