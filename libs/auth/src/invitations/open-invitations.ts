import { Injectable, Logger } from '@nestjs/common';
import { BUILT_IN_ROLES, isBuiltInRole } from '@legator/contracts';
import { Clock, DomainError, may, Signals, systemActor, Transactions } from '@legator/core';
import type { Actor, Tx } from '@legator/core';
import { KeyReach } from '../keys/key-reach.js';
import { RolesStore } from '../people/roles.store.js';
import { Attempts } from '../sign-in/attempts.js';
import { InvitationRefused } from './invitation-refused.signal.js';
import { hashOfInvitation } from './invitation-token.js';
import { InvitationBeyondKey, invitationGone } from './invitations.errors.js';
import { InvitationsStore } from './invitations.store.js';
import type { OpenInvitation } from './invitations.store.js';

/** Invitations as strangers meet them. Whatever is wrong with one, the answer is the same, but for those of keys. */
@Injectable()
export class OpenInvitations {
  private readonly logger = new Logger('invitations');

  constructor(
    private readonly transactions: Transactions,
    private readonly store: InvitationsStore,
    private readonly roles: RolesStore,
    private readonly attempts: Attempts,
    private readonly signals: Signals,
    private readonly clock: Clock,
    private readonly reach: KeyReach,
  ) {}

  /**
   * @throws `invitation_gone` (404), `invitation_key_reach` (403), or `too_many_attempts` (429) for an address that
   * guesses, or comes again and again with one that is refused
   */
  async find(token: string, address: string): Promise<OpenInvitation> {
    // Each address for itself: nobody can keep others from joining.
    const account = `invitations from ${address}`;
    await this.attempts.admit(account, address);
    try {
      return await this.transactions.worker((tx) => this.findIn(tx, token));
    } catch (error) {
      if (isRefusal(error)) await this.attempts.failed(account, address);
      throw error;
    }
  }

  /**
   * In a worker's transaction. One does not outlive what its maker may do: whoever was sent away cannot come back, or
   * let anybody in, by what they made before. One of a key is judged again as when it was made, by what its role may
   * do now: a person may have raised the role since.
   *
   * @throws `invitation_gone` (404), `invitation_key_reach` (403)
   */
  async findIn(tx: Tx, token: string): Promise<OpenInvitation> {
    const now = this.clock.now();
    const found = await this.store.open(tx, hashOfInvitation(token), now);
    if (!found) throw invitationGone();
    const given = isBuiltInRole(found.role)
      ? BUILT_IN_ROLES[found.role].permissions
      : (await this.roles.find(tx, found.tenantId, found.role))?.permissions;
    if (!given) throw invitationGone();
    const permissions = await this.store.rightsOfMaker(tx, found, now);
    if (!may({ permissions }, 'member:manage')) throw invitationGone();
    const isWithin = given.every((one) => may({ permissions }, one));
    if (!isOfKey(found) && !isWithin) throw invitationGone();
    if (isOfKey(found) && !(isWithin && this.reach.mayGive({ type: 'key' }, given)))
      throw new InvitationBeyondKey(found);
    return found;
  }

  /** Does the work. When a key's invitation was refused, that is written down: all else of it is undone with the work. */
  async noting<T>(actor: Actor | undefined, address: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof InvitationBeyondKey) await this.writeDown(error, actor, address);
      throw error;
    }
  }

  /** Refused either way: the answer does not depend on it. */
  private async writeDown(
    { invitation, code }: InvitationBeyondKey,
    actor: Actor | undefined,
    address: string,
  ): Promise<void> {
    const { tenantId, createdBy, keyName } = invitation;
    const key = { id: createdBy.slice(KEY.length), name: keyName ?? 'unknown' };
    const who = actor ? { ...actor, tenantId } : { ...systemActor(tenantId, 'anonymous'), address };
    const fact = { signal: new InvitationRefused(invitation, key, code), context: { actor: who } };
    await this.transactions
      .runAs(tenantId, (tx) => this.signals.recordAll(tx, [fact]))
      .catch((error: unknown) =>
        this.logger.warn({ err: error }, 'A refused invitation could not be written down.'),
      );
  }
}

/** As `personId` begins for a key. */
const KEY = 'key:';

function isOfKey({ createdBy }: OpenInvitation): boolean {
  return createdBy.startsWith(KEY);
}

function isRefusal(error: unknown): boolean {
  return error instanceof DomainError && ['invitation_gone', 'invitation_key_reach'].includes(error.code);
}
