import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { OIDC_DEFAULTS } from '@legator/contracts';
import type { OidcSettings, PutOidcSettings } from '@legator/contracts';
import { Clock, CONFIG, invalidAt, SecretVault, Signals, Transactions } from '@legator/core';
import type { Actor, Config, SecretRef, SecretState, Tx } from '@legator/core';
import { DEFAULT_TENANT } from '../local-actor.js';
import { mustBeThere } from '../sign-in/being-there.js';
import { OidcSettingsChanged } from './oidc-settings-changed.signal.js';
import { OidcSettingsStore } from './oidc-settings.store.js';
import type { StoredSettings } from './oidc-settings.store.js';

const CHANGES_SIGN_IN = 'this says who may sign in as whom';
const SECRET: SecretRef = { tenantId: DEFAULT_TENANT, table: 'auth_oidc', id: 'client_secret' };
const COOKIE_KEY: SecretRef = { tenantId: DEFAULT_TENANT, table: 'auth_oidc', id: 'cookie_key' };

/** The settings in force, whole. */
export interface OidcSetup {
  readonly settings: OidcSettings;
  readonly clientSecret: string | undefined;
}

export interface OidcOverview {
  readonly settings: Partial<OidcSettings> | undefined;
  readonly stored: StoredSettings | undefined;
  readonly secret: SecretState;
  readonly fromEnvironment: readonly string[];
}

/** How people sign in by a provider: what the environment says, then what was set in the console, then the defaults. */
@Injectable()
export class OidcSettingsService implements OnModuleInit {
  private cookieKey?: Promise<Buffer>;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly transactions: Transactions,
    private readonly store: OidcSettingsStore,
    private readonly vault: SecretVault,
    private readonly signals: Signals,
    private readonly clock: Clock,
  ) {}

  /** A wrong key for the secrets stops the start, not the first sign-in. */
  async onModuleInit(): Promise<void> {
    await this.vault.open();
    // Here and not at the first refused sign-in: strangers make nothing, and that one takes no longer than others.
    if (this.config.auth) await this.keyOfCookies();
  }

  /** @returns nothing while it is off, or lacks what it needs */
  async inForce(): Promise<OidcSetup | undefined> {
    const setup = await this.known();
    return setup?.settings.enabled ? setup : undefined;
  }

  /** The same whether it is on or off; nothing without a provider and a client. */
  async known(): Promise<OidcSetup | undefined> {
    return this.transactions.runAs(DEFAULT_TENANT, async (tx) => {
      const settings = this.merged(await this.store.find(tx));
      if (!settings?.provider_url || !settings.client_id) return undefined;
      const clientSecret = this.config.oidc?.clientSecret ?? (await this.vault.reveal(tx, SECRET));
      return { settings: settings as OidcSettings, clientSecret };
    });
  }

  async overview(): Promise<OidcOverview> {
    return this.transactions.runAs(DEFAULT_TENANT, async (tx) => {
      const stored = await this.store.find(tx);
      const given = this.config.oidc?.clientSecret !== undefined;
      const secret = await this.vault.state(tx, SECRET);
      return {
        settings: this.merged(stored),
        stored,
        secret: given ? { set: true, changedAt: null, changedBy: 'environment' } : secret,
        fromEnvironment: [...Object.keys(this.config.oidc?.given ?? {}), ...(given ? ['client_secret'] : [])],
      };
    });
  }

  /** @throws `invalid_request` for a tenant or a role that does not exist, or another provider with the secret of the last */
  async put(actor: Actor, { client_secret: secret, ...input }: PutOidcSettings): Promise<void> {
    mustBeThere(actor, this.clock.now(), CHANGES_SIGN_IN);
    const settings: OidcSettings = { ...OIDC_DEFAULTS, ...input, scopes: withOpenid(input.scopes) };
    await this.checkTargets(settings);
    await this.transactions.runAs(DEFAULT_TENANT, async (tx) => {
      const before = await this.store.find(tx);
      // Nobody can read a secret, and so nobody may have it sent to another provider either.
      const moves = before !== undefined && before.settings.provider_url !== settings.provider_url;
      if (moves && secret === undefined && (await this.vault.state(tx, SECRET)).set)
        throw invalidAt('client_secret', 'has to be given again, or taken away, for another provider');
      await this.store.save(tx, DEFAULT_TENANT, {
        settings,
        changedAt: this.clock.now(),
        changedBy: actor.name,
      });
      if (secret) await this.vault.put(tx, SECRET, secret, actor.name);
      if (secret === null) await this.vault.remove(tx, SECRET);
      const change = secret === undefined ? 'kept' : secret === null ? 'cleared' : 'replaced';
      await this.record(
        tx,
        actor,
        new OidcSettingsChanged('set', change, before?.settings ?? null, settings),
      );
    });
  }

  async remove(actor: Actor): Promise<void> {
    mustBeThere(actor, this.clock.now(), CHANGES_SIGN_IN);
    await this.transactions.runAs(DEFAULT_TENANT, async (tx) => {
      const before = await this.store.find(tx);
      await this.store.remove(tx);
      await this.vault.remove(tx, SECRET);
      if (before)
        await this.record(tx, actor, new OidcSettingsChanged('removed', 'cleared', before.settings, null));
    });
  }

  /** With it the browser's part of a sign-in is sealed; the same on every replica. */
  keyOfCookies(): Promise<Buffer> {
    this.cookieKey ??= this.transactions.runAs(DEFAULT_TENANT, async (tx) => {
      await this.store.lockCookieKey(tx);
      const known = await this.vault.reveal(tx, COOKIE_KEY);
      if (known) return Buffer.from(known, 'base64');
      const key = randomBytes(32);
      await this.vault.put(tx, COOKIE_KEY, key.toString('base64'), 'server');
      return key;
    });
    this.cookieKey.catch(() => (this.cookieKey = undefined));
    return this.cookieKey;
  }

  /** Takes a sign-in that comes back: it is good once, on whichever replica. @returns when, unless it was used before */
  useOnce(hash: Buffer, until: Date): Promise<Date | undefined> {
    return this.transactions.worker((tx) => this.store.useOnce(tx, hash, until));
  }

  /** How many rules lead people to a role of a tenant: its groups, and the one for everybody else. */
  async rulesTo(tenantId: string, role: string): Promise<number> {
    const stored = await this.transactions.runAs(DEFAULT_TENANT, (tx) => this.store.find(tx));
    const { tenant, role_mapping: mapping = {}, default_role: fallback } = this.merged(stored) ?? {};
    if (tenant !== tenantId) return 0;
    return [...Object.values(mapping), fallback].filter((one) => one === role).length;
  }

  rolesOf(tenantId: string): Promise<(name: string) => boolean> {
    return this.transactions.look((tx) => this.store.roles(tx, tenantId));
  }

  private merged(stored: StoredSettings | undefined): Partial<OidcSettings> | undefined {
    const given = this.config.oidc?.given ?? {};
    if (!stored && Object.keys(given).length === 0) return undefined;
    const settings = { ...OIDC_DEFAULTS, ...stored?.settings, ...given };
    return { ...settings, scopes: withOpenid(settings.scopes) };
  }

  private async checkTargets(settings: OidcSettings): Promise<void> {
    const { tenant, role_mapping: mapping, default_role: fallback } = settings;
    const known = await this.transactions.look((tx) => this.store.tenantExists(tx, tenant));
    if (!known) throw invalidAt('tenant', `there is no tenant ${tenant}`);
    const exists = await this.rolesOf(tenant);
    for (const [value, role] of Object.entries(mapping))
      if (!exists(role)) throw invalidAt(`role_mapping.${value}`, `there is no role ${role} in ${tenant}`);
    if (fallback !== '' && !exists(fallback))
      throw invalidAt('default_role', `there is no role ${fallback} in ${tenant}`);
  }

  private async record(tx: Tx, actor: Actor, signal: OidcSettingsChanged): Promise<void> {
    await this.signals.recordAll(tx, [
      { signal, context: { actor: { ...actor, tenantId: DEFAULT_TENANT } } },
    ]);
  }
}

/** Without it a provider sends no ID token. */
function withOpenid(scopes: readonly string[] = OIDC_DEFAULTS.scopes): string[] {
  return [...new Set(['openid', ...scopes])];
}
