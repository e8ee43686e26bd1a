import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import type { PasskeyAssertion, PasskeyLogin } from '@legator/contracts';
import { CONFIG, DomainError, Transactions } from '@legator/core';
import type { Actor, Config } from '@legator/core';
import { hashed, Once } from '../once/once.js';
import type { OnceEntry } from '../once/once.js';
import type { SigningUser } from '../people/users.store.js';
import type { OpenedSession, Origin } from '../sessions/sessions.service.js';
import { AddressRate } from '../sign-in/address-rate.js';
import { Confirmations, sessionOf } from '../sign-in/confirmations.service.js';
import { SignIn } from '../sign-in/sign-in.service.js';
import { PasskeyProof } from './passkey-proof.js';
import { siteOrThrow } from './site.js';

const TICKET_LASTS_MS = 5 * 60_000;
const PER_MINUTE = 60;

/** By passkey: after the password, alone, or once more by somebody who is signed in. */
@Injectable()
export class PasskeySignIn {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly transactions: Transactions,
    private readonly once: Once,
    private readonly proof: PasskeyProof,
    private readonly signIn: SignIn,
    private readonly confirmations: Confirmations,
    private readonly rate: AddressRate,
  ) {}

  /**
   * Somebody who proved their password has to answer with a passkey of theirs, too.
   *
   * @throws `passkeys_need_address` (409) where browsers have none
   */
  async second(
    user: SigningUser,
    headers: IncomingHttpHeaders,
  ): Promise<{ ticket: string; options: Record<string, unknown> }> {
    const site = siteOrThrow(this.config, headers);
    const ticket = randomBytes(32).toString('hex');
    const data = { ticket: fingerprint(ticket) };
    await this.transactions.worker((tx) =>
      this.once.put(tx, 'second_factor', ticket, { userId: user.id, lastsMs: TICKET_LASTS_MS }),
    );
    return { ticket, options: await this.proof.ask('passkey_sign_in', site, { userId: user.id, data }) };
  }

  /** For whoever does not say who they are: the passkey will. */
  async options(headers: IncomingHttpHeaders, { address }: Origin): Promise<Record<string, unknown>> {
    this.onlyWithSignIn();
    this.rate.admit('passkey', address, PER_MINUTE);
    return this.proof.ask('passkey_sign_in', siteOrThrow(this.config, headers), {});
  }

  /** @throws `sign_in_refused` (401): whatever was wrong, the words are the same, and both ticket and challenge are gone */
  async open(
    { ticket, response }: PasskeyLogin,
    headers: IncomingHttpHeaders,
    origin: Origin,
  ): Promise<OpenedSession> {
    this.onlyWithSignIn();
    this.rate.admit('passkey', origin.address, PER_MINUTE);
    const site = siteOrThrow(this.config, headers);
    const proved = await this.proof.check(
      'passkey_sign_in',
      response,
      site,
      (asked, given) => (ticket === undefined ? isOpen(asked) : belongsTo(asked, ticket, given)),
      ticket,
    );
    if ('flaw' in proved) {
      const who = proved.user ?? 'somebody with a passkey';
      return this.signIn.refuse(who, { method: 'passkey', reason: proved.flaw }, origin);
    }
    return this.signIn.complete(proved.user, { method: 'passkey', confirmedBy: 'passkey' }, origin);
  }

  /** For somebody who is signed in. */
  async confirmOptions(actor: Actor, headers: IncomingHttpHeaders): Promise<Record<string, unknown>> {
    const { id } = sessionOf(actor);
    const whom = { userId: actor.id, sessionId: id };
    return this.proof.ask('passkey_confirm', siteOrThrow(this.config, headers), whom);
  }

  /** @throws `sign_in_refused` */
  async confirm(
    actor: Actor,
    response: PasskeyAssertion,
    headers: IncomingHttpHeaders,
    origin: Origin,
  ): Promise<Date> {
    const { id } = sessionOf(actor);
    const site = siteOrThrow(this.config, headers);
    const proved = await this.proof.check(
      'passkey_confirm',
      response,
      site,
      (asked) => asked.sessionId === id && asked.userId === actor.id,
    );
    if ('flaw' in proved) {
      const who = { id: actor.id, username: actor.name };
      return this.signIn.refuse(who, { method: 'passkey', reason: proved.flaw }, origin);
    }
    return this.confirmations.note(id, 'passkey');
  }

  private onlyWithSignIn(): void {
    if (this.config.auth) return;
    throw new DomainError('unavailable', 'sign_in_off', 'Sign-in is off: there is nobody to sign in as.');
  }
}

/** Asked of nobody in particular. */
function isOpen({ userId, data }: Required<OnceEntry>): boolean {
  return userId === null && data['ticket'] === undefined;
}

/** The very challenge that came with the ticket, for the person whose password was right. */
function belongsTo(
  { userId, data }: Required<OnceEntry>,
  ticket: string,
  given: Required<OnceEntry> | undefined,
): boolean {
  return given !== undefined && given.userId === userId && data['ticket'] === fingerprint(ticket);
}

function fingerprint(ticket: string): string {
  return hashed('second_factor', ticket).toString('hex');
}
