import { Injectable } from '@nestjs/common';
import { Clock, DomainError, newId, Signals, Transactions } from '@legator/core';
import type { Actor, Tx } from '@legator/core';
import { nameTaken } from '../people/people.errors.js';
import { isDuplicate, PeopleStore } from '../people/people.store.js';
import { RightsGuard } from '../people/rights-guard.js';
import { MemberAdded } from '../people/signals/member-added.signal.js';
import { UserCreated } from '../people/signals/user-created.signal.js';
import type { SigningUser } from '../people/users.store.js';
import { Sessions } from '../sessions/sessions.service.js';
import { InvitationAccepted } from './invitation-accepted.signal.js';
import { invitationGone } from './invitations.errors.js';
import { InvitationsStore } from './invitations.store.js';
import type { OpenInvitation } from './invitations.store.js';
import { OpenInvitations } from './open-invitations.js';

/** Uses an invitation up: the membership, the account where there was none, and the record of it, or none of them. */
@Injectable()
export class Joining {
  constructor(
    private readonly transactions: Transactions,
    private readonly open: OpenInvitations,
    private readonly store: InvitationsStore,
    private readonly people: PeopleStore,
    private readonly guard: RightsGuard,
    private readonly sessions: Sessions,
    private readonly signals: Signals,
    private readonly clock: Clock,
  ) {}

  /** @throws `invitation_gone` (404), `invitation_key_reach` (403), `conflict` (409) for a name that somebody has */
  async asNewcomer(
    token: string,
    who: { username: string; displayName: string; passwordHash: string },
    address: string,
  ): Promise<SigningUser & { tenantId: string }> {
    const id = newId();
    const { username, displayName, passwordHash } = who;
    try {
      return await this.transactions.worker(async (tx) => {
        const invitation = await this.take(tx, token);
        const createdAt = this.clock.now();
        await this.people.insertUser(tx, {
          id,
          username,
          displayName,
          email: null,
          passwordHash,
          mustChangePassword: false,
          createdAt,
        });
        const actor = newcomer({ id, name: username }, invitation.tenantId, address);
        await this.enter(tx, invitation, actor, (user, role) => [
          new UserCreated(user, { role, display_name: displayName }),
        ]);
        return {
          id,
          username,
          displayName,
          passwordHash,
          state: 'active',
          installationAdmin: false,
          passkeys: 0,
          tenantId: invitation.tenantId,
        };
      });
    } catch (error) {
      throw isDuplicate(error) ? nameTaken(username) : error;
    }
  }

  /** @throws `invitation_gone` (404), `invitation_key_reach` (403), `already_member` (409), which leaves the invitation as it is */
  async asMember(token: string, actor: Actor): Promise<string> {
    return this.transactions.worker(async (tx) => {
      const invitation = await this.take(tx, token);
      const there = { ...actor, tenantId: invitation.tenantId };
      await this.enter(tx, invitation, there, (user, role) => [new MemberAdded(user, role, 'invitation')]);
      this.sessions.forgetAfter(tx, actor.id);
      return invitation.tenantId;
    });
  }

  private async take(tx: Tx, token: string): Promise<OpenInvitation> {
    await this.guard.inTurn(tx);
    return this.open.findIn(tx, token);
  }

  private async enter(
    tx: Tx,
    invitation: OpenInvitation,
    actor: Actor,
    facts: (user: { id: string; username: string }, role: string) => (UserCreated | MemberAdded)[],
  ): Promise<void> {
    const { tenantId, role, createdBy: by } = invitation;
    const at = this.clock.now();
    if (!(await this.people.join(tx, { tenantId, userId: actor.id, role, by, at }))) throw alreadyMember();
    if (!(await this.store.accept(tx, invitation.id, actor.id, at))) throw invitationGone();
    const user = { id: actor.id, username: actor.name };
    const signals = [...facts(user, role), new InvitationAccepted(invitation, user)];
    await this.signals.recordAll(
      tx,
      signals.map((signal) => ({ signal, context: { actor } })),
    );
  }
}

function newcomer(user: { id: string; name: string }, tenantId: string, address: string): Actor {
  return { type: 'user', ...user, tenantId, permissions: [], address };
}

function alreadyMember(): DomainError {
  return new DomainError(
    'conflict',
    'already_member',
    'You belong to this tenant already. The invitation can still be used by somebody else.',
  );
}
