import { randomBytes, randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, DomainError, notFound, Signals, Transactions } from '@legator/core';
import type { Actor, Tx } from '@legator/core';
import { hashed, Once } from '../once/once.js';
import { UsersStore } from '../people/users.store.js';
import type { OpenedSession, Origin } from '../sessions/sessions.service.js';
import { SessionsStore } from '../sessions/sessions.store.js';
import { sessionOf } from '../sign-in/confirmations.service.js';
import { SignIn } from '../sign-in/sign-in.service.js';
import { DeviceDenied } from './device-denied.signal.js';
import { DeviceStore } from './device.store.js';
import type { Asking } from './device.store.js';

/** No vowels, no digits: nothing to mistake, and no words. 20 to the power of 8 of them. */
const LETTERS = 'BCDFGHJKLMNPQRSTVWXZ';
const LASTS_MS = 10 * 60_000;
const INTERVAL_S = 5;

/** How a command line gets a session of its own: a person says yes to it in a browser where they are signed in. */
@Injectable()
export class DeviceSignIn {
  constructor(
    private readonly transactions: Transactions,
    private readonly once: Once,
    private readonly store: DeviceStore,
    private readonly users: UsersStore,
    private readonly sessions: SessionsStore,
    private readonly signIn: SignIn,
    private readonly signals: Signals,
    private readonly clock: Clock,
  ) {}

  /** Two secrets: one for the program, one for the person. */
  async begin(
    hostName: string,
    { address, userAgent }: Origin,
  ): Promise<{ deviceCode: string; userCode: string; expiresIn: number; interval: number }> {
    const deviceCode = randomBytes(32).toString('hex');
    const letters = Array.from({ length: 8 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
    const data = {
      host_name: hostName,
      address,
      user_agent: userAgent,
      state: 'waiting',
      interval: INTERVAL_S,
    };
    const device = hashed('device', deviceCode).toString('hex');
    await this.transactions.worker(async (tx) => {
      await this.once.put(tx, 'device', deviceCode, { data, lastsMs: LASTS_MS });
      await this.once.put(tx, 'device_code', letters, { data: { device }, lastsMs: LASTS_MS });
    });
    const userCode = `${letters.slice(0, 4)}-${letters.slice(4)}`;
    return { deviceCode, userCode, expiresIn: LASTS_MS / 1_000, interval: INTERVAL_S };
  }

  /** Who asks. @throws `not_found` also for what is over or decided */
  look(actor: Actor, userCode: string): Promise<Asking> {
    sessionOf(actor);
    return this.transactions.worker((tx) => this.waiting(tx, userCode));
  }

  /** The command line acts for this person from now on, in the tenant where they work. */
  async approve(actor: Actor, userCode: string): Promise<void> {
    const session = sessionOf(actor);
    await this.transactions.worker(async (tx) => {
      const asking = await this.waiting(tx, userCode);
      const how = await this.store.signInOf(tx, session.id);
      const data = { state: 'approved' as const, tenant_id: actor.tenantId, session_id: session.id, ...how };
      await this.store.change(tx, asking, data, actor.id);
    });
  }

  async deny(actor: Actor, userCode: string): Promise<void> {
    sessionOf(actor);
    await this.transactions.worker(async (tx) => {
      const asking = await this.waiting(tx, userCode);
      await this.store.change(tx, asking, { state: 'denied' });
      const { host_name: hostName, address } = asking.data;
      const signal = new DeviceDenied(actor, { hostName, address });
      await this.signals.recordAll(tx, [{ signal, context: { actor } }]);
    });
  }

  /**
   * The session, once, when somebody has approved it.
   *
   * @throws `authorization_pending`, `slow_down`, `access_denied`, `expired_token` (400), as RFC 8628 names them
   */
  async collect(deviceCode: string): Promise<OpenedSession> {
    const asking = await this.transactions.worker((tx) => this.ask(tx, deviceCode));
    if ('refusal' in asking) throw asking.refusal;
    const { address, user_agent: userAgent, tenant_id: tenantId, method, provider } = asking.data;
    const { session_id: approvedBy } = asking.data;
    const user = asking.userId && (await this.transactions.look((tx) => this.users.byId(tx, asking.userId!)));
    if (!user || !method) throw refusal('expired_token');
    const origin = { address, userAgent };
    const proof = { method, kind: 'cli', ...(provider ? { provider } : {}) } as const;
    const opened = await this.signIn.complete(user, proof, origin, async (tx) => {
      // Once more: what ended since it was asked for ends this as well.
      const holds = approvedBy && (await this.store.holdsInTurn(tx, approvedBy, this.clock.now()));
      if (!holds) throw refusal('expired_token');
    });
    if (tenantId)
      await this.transactions.worker((tx) => this.sessions.move(tx, opened.id, user.id, tenantId));
    return opened;
  }

  private async ask(tx: Tx, deviceCode: string): Promise<Asking | { refusal: DomainError }> {
    const asking = await this.store.take(tx, hashed('device', deviceCode));
    const now = this.clock.now();
    if (!asking || asking.expiresAt <= now) return { refusal: refusal('expired_token') };
    const { state, polled_at: polledAt, interval } = asking.data;
    if (state !== 'waiting') {
      await this.store.drop(tx, asking);
      if (state === 'denied') return { refusal: refusal('access_denied') };
      // Whoever ends the sign-ins of somebody ends with them what they let in but is not here yet.
      const { session_id: approvedBy } = asking.data;
      const holds = approvedBy !== undefined && (await this.store.holds(tx, approvedBy, now));
      return holds ? asking : { refusal: refusal('expired_token') };
    }
    const hasty = polledAt !== undefined && now.getTime() - Date.parse(polledAt) < interval * 1_000 - 500;
    // As the RFC asks: whoever does not wait has to wait longer from then on.
    const next = hasty ? Math.min(interval + 5, 60) : interval;
    await this.store.change(tx, asking, { polled_at: now.toISOString(), interval: next });
    return { refusal: refusal(hasty ? 'slow_down' : 'authorization_pending', next) };
  }

  private async waiting(tx: Tx, userCode: string): Promise<Asking> {
    const letters = userCode.toUpperCase().replace(/[^A-Z]/g, '');
    const asking = await this.store.byUserCode(tx, hashed('device_code', letters));
    if (asking && asking.expiresAt > this.clock.now() && asking.data.state === 'waiting') return asking;
    throw notFound('sign-in with the code', userCode.slice(0, 20));
  }
}

const WORDS = {
  authorization_pending: 'Nobody has approved it yet.',
  slow_down: 'You ask too often.',
  access_denied: 'It was refused.',
  expired_token: 'It took too long. Begin again.',
};

function refusal(code: keyof typeof WORDS, interval?: number): DomainError {
  return new DomainError('invalid', code, WORDS[code], interval ? { extra: { interval } } : {});
}
