import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { isPrintable, Tags } from '@legator/contracts';
import type { Level, RegisteredProbe, RegisterProbe } from '@legator/contracts';
import {
  Clock,
  DomainError,
  invalidAt,
  Signals,
  systemActor,
  TenantLimits,
  Transactions,
} from '@legator/core';
import type { Tx } from '@legator/core';
import { hashKey } from '../probe-keys.js';
import type { ProbeRecord } from '../probes/probe.record.js';
import { ServerKeys } from '../server-keys.js';
import { ProbeRegistered } from '../signals/probe-registered.signal.js';
import { TokenRefused } from '../signals/token-refused.signal.js';
import { AttemptLimiter } from './attempt-limiter.js';
import { makeKey, makeProbeId } from './enrolment-token.js';
import { EnrolmentStore } from './enrolment.store.js';
import type { EnrolledProbe } from './enrolment.store.js';
import { refusal } from './token-rules.js';
import type { Refusal } from './token-rules.js';
import { TokenStore } from './token.store.js';
import type { TokenRecord } from './token.store.js';

/** Upstream's answer names it, and no template is called so; probes only keep it. */
const POLICY_ID = 'default-observe';
const ID_ATTEMPTS = 8;

/** Takes hosts into the fleet. */
@Injectable()
export class EnrolmentService implements OnModuleInit {
  private readonly limiter = new AttemptLimiter();

  constructor(
    private readonly transactions: Transactions,
    private readonly tokens: TokenStore,
    private readonly store: EnrolmentStore,
    private readonly serverKeys: ServerKeys,
    private readonly signals: Signals,
    private readonly clock: Clock,
    private readonly limits: TenantLimits,
  ) {}

  onModuleInit(): void {
    this.limits.countBy('probes', (tx, tenantId) => this.store.count(tx, tenantId));
  }

  /**
   * Uses the token once and gives the host its id and its key; the key is never shown again.
   *
   * A host that the token's tenant knows by name keeps its id and gets a new key, see `reusable`. Nothing that a probe
   * of another tenant has or does plays any part, and none is ever moved out of its site.
   */
  async register(asked: RegisterProbe, address: string): Promise<RegisteredProbe> {
    const host = this.check(asked);
    const now = this.clock.now();
    this.refuseTooMany(address, now);
    const found = await this.transactions.anonymous((tx) => this.tokens.findByHash(tx, hashKey(asked.token)));
    if (!found) {
      this.limiter.failed(address, now.getTime());
      throw invalidToken();
    }
    const { id, tenantId } = found;
    const outcome = await this.transactions.runAs(tenantId, (tx) =>
      this.enrol(tx, { id, tenantId, address, host, now }),
    );
    if ('refused' in outcome) throw invalidToken();
    return outcome;
  }

  private async enrol(tx: Tx, enrolment: Enrolment): Promise<RegisteredProbe | { refused: Refusal }> {
    const { id, address, host, now, tenantId } = enrolment;
    const token = await this.tokens.lock(tx, id);
    if (!token) return { refused: 'revoked' };
    const refused = refusal(token, address, now);
    if (refused) {
      // Committed, so that whoever keeps the fleet sees that somebody tried.
      await this.signals.recordAll(tx, [
        {
          signal: new TokenRefused(id, refused, { hostname: host.hostname, address }),
          context: contextOf(enrolment),
        },
      ]);
      return { refused };
    }
    await this.tokens.countUse(tx, id, now);
    const known = host.hostname ? await this.store.lockByHostname(tx, tenantId, host.hostname) : [];
    const before = heir(known, host, token.site);
    if (!before) await this.limits.makeRoom(tx, tenantId, 'probes');
    const key = makeKey();
    const probe = await this.write(tx, toProbe(enrolment, token, before, key), before);
    await this.signals.recordAll(tx, [
      { signal: toSignal(probe, token, before), context: contextOf(enrolment) },
    ]);
    return {
      probe_id: probe.id,
      api_key: key.value,
      policy_id: POLICY_ID,
      ...(probe.protocol === 2 && { protocol: 2 as const, server_keys: [...this.serverKeys.list()] }),
    };
  }

  private async write(tx: Tx, probe: EnrolledProbe, before: ProbeRecord | undefined): Promise<EnrolledProbe> {
    if (before) {
      await this.store.replace(tx, probe);
      return probe;
    }
    for (let attempt = 0; attempt < ID_ATTEMPTS; attempt += 1) {
      const numbered = { ...probe, id: makeProbeId() };
      if (await this.store.insert(tx, numbered)) return numbered;
    }
    throw new DomainError(
      'internal',
      'internal_error',
      'No free id was found for the probe. Register again.',
    );
  }

  private check(asked: RegisterProbe): Host {
    for (const field of ['hostname', 'os', 'arch'] as const)
      if (!isPrintable(asked[field])) throw invalidAt(field, 'must not hold control or invisible characters');
    const tags = Tags.safeParse(asked.tags ?? []);
    if (!tags.success) throw invalidAt('tags', tags.error.issues[0]!.message);
    const offersTwo = asked.protocols?.includes(2) ?? false;
    if (offersTwo && !asked.public_key)
      throw invalidAt(
        'public_key',
        'is needed for protocol 2: the Ed25519 key that the probe made on its host',
      );
    if (offersTwo && this.serverKeys.list().length === 0) {
      throw new DomainError(
        'unavailable',
        'fleet.no_server_key',
        'This server has no key to sign commands with, so it cannot enrol a probe that asks for signatures.',
      );
    }
    return {
      hostname: asked.hostname,
      os: asked.os.toLowerCase(),
      arch: asked.arch.toLowerCase(),
      version: asked.version && isPrintable(asked.version) ? asked.version : null,
      tags: asked.tags ? tags.data : undefined,
      protocol: offersTwo ? 2 : 1,
      publicKey: offersTwo ? asked.public_key! : null,
      // An upstream probe has no ceiling of its own, whatever a request says.
      ceiling: offersTwo ? (asked.ceiling ?? 'remediate') : null,
    };
  }

  private refuseTooMany(address: string, now: Date): void {
    const retryAfter = this.limiter.wait(address, now.getTime());
    if (retryAfter === 0) return;
    throw new DomainError(
      'limited',
      'fleet.too_many_attempts',
      `Too many attempts with tokens that are not valid. Try again in ${retryAfter} seconds.`,
      { retryAfter },
    );
  }
}

interface Host {
  readonly hostname: string;
  readonly os: string;
  readonly arch: string;
  readonly version: string | null;
  /** Undefined: it said nothing of tags. */
  readonly tags: readonly string[] | undefined;
  readonly protocol: 1 | 2;
  readonly publicKey: string | null;
  readonly ceiling: Level | null;
}

interface Enrolment {
  /** The token's. */
  readonly id: string;
  readonly tenantId: string;
  readonly address: string;
  readonly host: Host;
  readonly now: Date;
}

/**
 * Whether the host that asks may go on as this probe, whose name it bears. Never while that probe is connected, unless
 * it shows the same public key (whoever lacks its private half can then still not say a word); never with a weaker
 * protocol than the probe enrolled with; and never by a token for another site than the probe is in, which would move
 * it. Otherwise it gets an id of its own.
 */
export function reusable(
  probe: Pick<ProbeRecord, 'connection' | 'publicKey' | 'protocol' | 'siteId'>,
  host: Pick<Host, 'publicKey' | 'protocol'>,
  site: string | null,
): boolean {
  if (site !== null && probe.siteId !== null && probe.siteId !== site) return false;
  if (host.protocol < probe.protocol) return false;
  if (probe.connection === null) return true;
  return probe.publicKey !== null && probe.publicKey === host.publicKey;
}

/** Which of the probes of that name goes on: rather the one with the same key than the likeliest other. */
function heir(known: readonly ProbeRecord[], host: Host, site: string | null): ProbeRecord | undefined {
  const open = known.filter((probe) => reusable(probe, host, site));
  return open.find(({ publicKey }) => publicKey !== null && publicKey === host.publicKey) ?? open[0];
}

function toProbe(
  { host, tenantId, now }: Enrolment,
  token: TokenRecord,
  before: ProbeRecord | undefined,
  key: { value: string; prefix: string },
): EnrolledProbe {
  const { tags, ...rest } = host;
  const sameKey = before?.publicKey != null && before.publicKey === host.publicKey;
  return {
    ...rest,
    id: before?.id ?? '',
    tenantId,
    // Whoever cannot show the old key may be another machine: what the old one was trusted with is granted anew.
    level: sameKey ? before.level : 'observe',
    tags: [...new Set([...(tags ?? before?.tags ?? []), ...token.tags])],
    site: before?.siteId ?? token.site,
    keyHash: hashKey(key.value),
    keyPrefix: key.prefix,
    at: now,
  };
}

function toSignal(
  probe: EnrolledProbe,
  token: TokenRecord,
  before: ProbeRecord | undefined,
): ProbeRegistered {
  const { hostname, os, arch, protocol, level, ceiling, tags, site } = probe;
  return new ProbeRegistered(
    probe.id,
    {
      ...{ hostname, os, arch, protocol, level, ceiling, tags, site },
      token_id: token.id,
      again: before !== undefined,
      key_changed: before !== undefined && before.publicKey !== probe.publicKey,
    },
    before && {
      ...{ level: before.level, ceiling: before.ceiling, protocol: before.protocol },
      ...{ tags: before.tags, site: before.siteId },
    },
  );
}

function contextOf({ tenantId, address }: Enrolment) {
  return { actor: { ...systemActor(tenantId), address } };
}

/** One answer for every cause: an outsider learns nothing about tokens. The trail of the tenant has the reason. */
function invalidToken(): DomainError {
  return new DomainError('unauthorized', 'fleet.invalid_token', 'invalid or expired token');
}
