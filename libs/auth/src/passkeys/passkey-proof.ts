import { Injectable, Logger } from '@nestjs/common';
import { generateAuthenticationOptions, verifyAuthenticationResponse } from '@simplewebauthn/server';
import type { PasskeyAssertion } from '@legator/contracts';
import { Clock, Signals, systemActor, Transactions } from '@legator/core';
import { DEFAULT_TENANT } from '../local-actor.js';
import { Once } from '../once/once.js';
import type { OnceEntry, OncePurpose } from '../once/once.js';
import { UsersStore } from '../people/users.store.js';
import type { SigningUser } from '../people/users.store.js';
import { challengeIn } from './challenge-in.js';
import { PasskeyCounterBack } from './passkey-counter-back.signal.js';
import { PasskeysStore } from './passkeys.store.js';
import type { Passkey } from './passkeys.store.js';
import type { Site } from './site.js';

const LASTS_MS = 5 * 60_000;

export type PasskeyFlaw = 'passkey_challenge' | 'passkey_unknown' | 'passkey_wrong' | 'passkey_counter';
export type Proved = { user: SigningUser } | { flaw: PasskeyFlaw; user?: SigningUser };

/** Asks for a signature of a passkey, and looks at what comes back. */
@Injectable()
export class PasskeyProof {
  private readonly logger = new Logger('passkeys');

  constructor(
    private readonly transactions: Transactions,
    private readonly store: PasskeysStore,
    private readonly users: UsersStore,
    private readonly once: Once,
    private readonly signals: Signals,
    private readonly clock: Clock,
  ) {}

  /** Options for the browser, with a challenge that is good once. Of nobody in particular when `userId` is missing. */
  async ask(purpose: OncePurpose, { rpId }: Site, whom: OnceEntry): Promise<Record<string, unknown>> {
    const { userId } = whom;
    return this.transactions.worker(async (tx) => {
      const theirs = userId ? await this.store.ofUser(tx, userId) : [];
      const options = await generateAuthenticationOptions({
        rpID: rpId,
        userVerification: 'required',
        timeout: LASTS_MS,
        allowCredentials: theirs.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
      });
      await this.once.put(tx, purpose, options.challenge, { ...whom, lastsMs: LASTS_MS });
      return { ...options };
    });
  }

  /**
   * Whose signature it is. The challenge is used up whatever comes of it; `expects` says whether it is the one that was
   * meant, and for whom. A ticket that goes with it is taken in the same transaction and first: of the same answer sent
   * ten times at once, one gets both, and not one the ticket and another the challenge.
   */
  async check(
    purpose: OncePurpose,
    answer: PasskeyAssertion,
    site: Site,
    expects: (entry: Required<OnceEntry>, ticketFor: Required<OnceEntry> | undefined) => boolean,
    ticket?: string,
  ): Promise<Proved> {
    const challenge = challengeIn(answer);
    const [ticketFor, asked, passkey, user] = await this.transactions.worker(async (tx) => {
      const given = ticket === undefined ? undefined : await this.once.take(tx, 'second_factor', ticket);
      const entry = await this.once.take(tx, purpose, challenge);
      const found = await this.store.byCredential(tx, answer.id);
      return [given, entry, found, found && (await this.users.byId(tx, found.userId))] as const;
    });
    if (!asked || !expects(asked, ticketFor)) return { flaw: 'passkey_challenge', ...(user ? { user } : {}) };
    if (!passkey || !user) return { flaw: 'passkey_unknown' };
    if (asked.userId && asked.userId !== user.id) return { flaw: 'passkey_wrong', user };
    const counter = await this.verify(answer, challenge, site, passkey);
    if (counter === undefined) return { flaw: 'passkey_wrong', user };
    return this.count(user, passkey, counter);
  }

  /** @returns the counter, when the signature is right */
  private async verify(
    answer: PasskeyAssertion,
    challenge: string,
    { rpId, origin }: Site,
    passkey: Passkey,
  ): Promise<number | undefined> {
    const { userHandle } = answer.response;
    if (userHandle && Buffer.from(userHandle, 'base64url').toString() !== passkey.userId) return undefined;
    try {
      const { verified, authenticationInfo } = await verifyAuthenticationResponse({
        response: { ...answer, clientExtensionResults: {} } as never,
        expectedChallenge: challenge,
        expectedOrigin: origin,
        expectedRPID: rpId,
        requireUserVerification: true,
        // Compared below, once it is known who signed: else anybody could raise the alarm.
        credential: { id: passkey.credentialId, publicKey: new Uint8Array(passkey.publicKey), counter: 0 },
      });
      return verified ? authenticationInfo.newCounter : undefined;
    } catch (error) {
      this.logger.debug(`A passkey was refused: ${(error as Error).message}`);
      return undefined;
    }
  }

  /** A counter that does not go up means that there are two of what cannot be copied. */
  private async count(user: SigningUser, passkey: Passkey, counter: number): Promise<Proved> {
    return this.transactions.worker(async (tx) => {
      if (await this.store.used(tx, passkey.id, counter, this.clock.now())) return { user };
      const tenants = await this.users.tenantsOf(tx, user.id);
      const signal = new PasskeyCounterBack(user, passkey, counter);
      const actor = systemActor(tenants[0]?.id ?? DEFAULT_TENANT, 'sign-in');
      await this.signals.recordAll(tx, [{ signal, context: { actor } }]);
      this.logger.error(`${signal.summary}. Remove it, and find out who has it.`);
      return { flaw: 'passkey_counter', user };
    });
  }
}
