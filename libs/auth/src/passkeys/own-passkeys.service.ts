import { Injectable } from '@nestjs/common';
import { generateRegistrationOptions, verifyRegistrationResponse } from '@simplewebauthn/server';
import type { AddPasskey, PasskeyAttestation } from '@legator/contracts';
import { Clock, DomainError, newId, notFound, Signals, Transactions } from '@legator/core';
import type { Actor } from '@legator/core';
import { Once } from '../once/once.js';
import { Sessions } from '../sessions/sessions.service.js';
import { mustBeThere } from '../sign-in/being-there.js';
import { sessionOf } from '../sign-in/confirmations.service.js';
import { challengeIn } from './challenge-in.js';
import { PasskeyAdded } from './passkey-added.signal.js';
import { PasskeyRenamed } from './passkey-renamed.signal.js';
import { PasskeysRemoved } from './passkeys-removed.signal.js';
import { PasskeysStore } from './passkeys.store.js';
import type { Passkey } from './passkeys.store.js';
import type { Site } from './site.js';

const LASTS_MS = 5 * 60_000;
const MOST = 20;

/** The passkeys of whoever is signed in: adding and removing takes a proof of being there a moment ago. */
@Injectable()
export class OwnPasskeys {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: PasskeysStore,
    private readonly once: Once,
    private readonly sessions: Sessions,
    private readonly signals: Signals,
    private readonly clock: Clock,
  ) {}

  list(actor: Actor): Promise<Passkey[]> {
    sessionOf(actor);
    return this.transactions.look((tx) => this.store.ofUser(tx, actor.id));
  }

  /** Options for the browser to make one. @throws `confirmation_needed`, `too_many_passkeys` */
  async options(actor: Actor, { rpId }: Site): Promise<Record<string, unknown>> {
    const session = this.present(actor);
    return this.transactions.worker(async (tx) => {
      const theirs = await this.store.ofUser(tx, actor.id);
      if (theirs.length >= MOST) throw tooMany();
      const options = await generateRegistrationOptions({
        rpName: 'Legator',
        rpID: rpId,
        userName: actor.name,
        userDisplayName: actor.name,
        userID: new Uint8Array(Buffer.from(actor.id)),
        attestationType: 'none',
        timeout: LASTS_MS,
        excludeCredentials: theirs.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      });
      const whom = { userId: actor.id, sessionId: session.id, lastsMs: LASTS_MS };
      await this.once.put(tx, 'passkey_register', options.challenge, whom);
      return { ...options };
    });
  }

  /** @throws `confirmation_needed`, `passkey_refused`, `passkey_known`, `too_many_passkeys` */
  async add(actor: Actor, { name, response }: AddPasskey, site: Site): Promise<Passkey> {
    const session = this.present(actor);
    const challenge = challengeIn(response);
    const asked = await this.transactions.worker((tx) => this.once.take(tx, 'passkey_register', challenge));
    if (!asked || asked.sessionId !== session.id || asked.userId !== actor.id) throw refused();
    const credential = await verified(response, challenge, site);
    const made: Passkey = {
      id: newId(),
      userId: actor.id,
      credentialId: credential.id,
      publicKey: Buffer.from(credential.publicKey),
      counter: credential.counter,
      transports: [...(response.response.transports ?? [])],
      name,
      createdAt: this.clock.now(),
      lastUsedAt: null,
    };
    await this.transactions.worker(async (tx) => {
      if ((await this.store.lock(tx, actor.id)) >= MOST) throw tooMany();
      if (!(await this.store.insert(tx, made))) throw known();
      this.sessions.forgetAfter(tx, actor.id);
      await this.signals.recordAll(tx, [{ signal: new PasskeyAdded(actor, made), context: { actor } }]);
    });
    return made;
  }

  async rename(actor: Actor, id: string, name: string): Promise<void> {
    sessionOf(actor);
    await this.transactions.worker(async (tx) => {
      const before = await this.store.rename(tx, actor.id, id, name);
      if (before === undefined) throw notFound('passkey', id);
      const signal = new PasskeyRenamed(actor, id, before, name);
      await this.signals.recordAll(tx, [{ signal, context: { actor } }]);
    });
  }

  /** @throws `confirmation_needed`, by a passkey, as long as there is one */
  async remove(actor: Actor, id: string): Promise<void> {
    this.present(actor);
    await this.transactions.worker(async (tx) => {
      const before = await this.store.lock(tx, actor.id);
      const gone = await this.store.remove(tx, actor.id, id);
      if (gone.length === 0) throw notFound('passkey', id);
      this.sessions.forgetAfter(tx, actor.id);
      const user = { id: actor.id, username: actor.name };
      const signal = new PasskeysRemoved(user, gone, before - gone.length, actor);
      await this.signals.recordAll(tx, [{ signal, context: { actor } }]);
    });
  }

  private present(actor: Actor): NonNullable<Actor['session']> {
    const session = sessionOf(actor);
    mustBeThere(actor, this.clock.now(), 'this changes how you sign in');
    return session;
  }
}

async function verified(response: PasskeyAttestation, challenge: string, { rpId, origin }: Site) {
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      response: { ...response, clientExtensionResults: {} } as never,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: rpId,
      requireUserVerification: true,
    });
    if (registrationInfo) return registrationInfo.credential;
  } catch (error) {
    throw refused(error);
  }
  throw refused();
}

function refused(cause?: unknown): DomainError {
  const text = 'This passkey was not taken: it does not answer what was asked. Begin again.';
  return new DomainError('invalid', 'passkey_refused', text, cause === undefined ? {} : { cause });
}

function known(): DomainError {
  return new DomainError('conflict', 'passkey_known', 'This passkey is known already.');
}

function tooMany(): DomainError {
  return new DomainError('conflict', 'too_many_passkeys', `There are ${MOST} passkeys. Remove one first.`);
}
