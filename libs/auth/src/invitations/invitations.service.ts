import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { z } from 'zod';
import type { CreateInvitation, InvitationView } from '@legator/contracts';
import {
  Clock,
  CONFIG,
  currentContext,
  invalidAt,
  newId,
  notFound,
  parseDuration,
  personId,
  Signals,
  Transactions,
} from '@legator/core';
import type { Actor, Config, Tx } from '@legator/core';
import { KeyReach } from '../keys/key-reach.js';
import { IdentityChanges } from '../people/identity-changes.js';
import { refuseBeyond } from '../people/rights-guard.js';
import { RolesStore } from '../people/roles.store.js';
import { isWeighty, mustBeThere, WEIGHTY } from '../sign-in/being-there.js';
import { InvitationCreated } from './invitation-created.signal.js';
import { InvitationRevoked } from './invitation-revoked.signal.js';
import { makeInvitationToken } from './invitation-token.js';
import { InvitationsStore } from './invitations.store.js';
import type { ListedInvitation } from './invitations.store.js';

const LASTS_MS = 72 * 3_600_000;
const MOST_MS = 30 * 86_400_000;

const Creation = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  role: z.string(),
  expires_at: z.iso.datetime(),
});
type Creation = z.infer<typeof Creation>;
const Revocation = z.strictObject({ id: z.uuid() });

/** Makes, lists and revokes invitations to the current tenant. */
@Injectable()
export class InvitationsService implements OnModuleInit {
  /** By the id of an invitation that is being made; kept out of its directive. */
  private readonly hashes = new Map<string, Buffer>();

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly changes: IdentityChanges,
    private readonly transactions: Transactions,
    private readonly store: InvitationsStore,
    private readonly roles: RolesStore,
    private readonly signals: Signals,
    private readonly clock: Clock,
    private readonly reach: KeyReach,
  ) {}

  onModuleInit(): void {
    const shared = {
      permission: 'member:manage',
      reach: 'tenant',
      subject: ({ id }: { id: string }) => ({ type: 'invitation', id }),
    } as const;
    this.changes.register<Creation>({
      ...shared,
      name: 'invitation.create',
      title: 'Invite somebody',
      schema: Creation,
      summarize: ({ name, role }) => `invite ${name || 'somebody'} as ${role}`,
      run: (tx, payload, actor) => this.insert(tx, payload, actor),
    });
    this.changes.register<{ id: string }>({
      ...shared,
      name: 'invitation.revoke',
      title: 'Revoke an invitation',
      schema: Revocation,
      summarize: ({ id }) => `revoke the invitation ${id}`,
      run: (tx, { id }) => this.end(tx, id),
    });
  }

  async list(): Promise<InvitationView[]> {
    const now = this.clock.now();
    const rows = await this.transactions.run((tx) => this.store.list(tx));
    return rows.map((row) => toView(row, now));
  }

  /** The link is in the answer and nowhere else. @throws `unknown_role`, `beyond_own_rights` */
  async create(input: CreateInvitation): Promise<{ invitation: InvitationView; link: string }> {
    const expiresAt = this.expiry(input.expires_in);
    const { token, hash } = makeInvitationToken();
    const id = newId();
    this.hashes.set(id, hash);
    try {
      const { name, role } = input;
      const payload = { id, name, role, expires_at: expiresAt.toISOString() };
      const about = { type: 'invitation', id, username: name || 'somebody' } as const;
      await this.reach.noting(currentContext().actor, 'rights', about, () =>
        this.changes.make('invitation.create', payload),
      );
    } finally {
      this.hashes.delete(id);
    }
    const [made] = await this.transactions.run((tx) => this.store.list(tx, id));
    if (!made) throw notFound('invitation', id);
    // Behind the #, which no browser sends to a server: it is in no log and no referrer.
    const link = `${this.config.externalUrl?.replace(/\/$/, '') ?? ''}/welcome/join#token=${token}`;
    return { invitation: toView(made, this.clock.now()), link };
  }

  async revoke(id: string): Promise<void> {
    await this.changes.make('invitation.revoke', { id });
  }

  private async insert(tx: Tx, payload: Creation, actor: Actor): Promise<Record<string, unknown>> {
    const hash = this.hashes.get(payload.id);
    if (!hash) throw new Error('An invitation is made only by the request for it.');
    const { id, name, role } = payload;
    const given = await this.roles.permissionsOf(tx, actor.tenantId, role);
    refuseBeyond(actor, given);
    this.reach.checkGift(actor, given);
    if (isWeighty(given)) mustBeThere(actor, this.clock.now(), WEIGHTY);
    await this.store.insert(tx, {
      id,
      tenantId: actor.tenantId,
      hash,
      name,
      role,
      createdBy: personId(actor),
      createdAt: this.clock.now(),
      expiresAt: new Date(payload.expires_at),
    });
    await this.signals.record(tx, new InvitationCreated(payload, payload.expires_at));
    return { id };
  }

  private async end(tx: Tx, id: string): Promise<Record<string, unknown>> {
    const ended = await this.store.revoke(tx, id, this.clock.now());
    if (!ended) throw notFound('open invitation', id);
    await this.signals.record(tx, new InvitationRevoked({ id, ...ended }));
    return { id };
  }

  private expiry(text: string | undefined): Date {
    const ms = text === undefined ? LASTS_MS : parseDuration(text);
    if (!ms || ms > MOST_MS)
      throw invalidAt('expires_in', 'must be a duration such as 24h or 7d, at most 30d');
    return new Date(this.clock.now().getTime() + ms);
  }
}

function toView(row: ListedInvitation, now: Date): InvitationView {
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    state: stateOf(row, now),
    created_by: row.createdBy,
    created_at: row.createdAt.toISOString(),
    expires_at: row.expiresAt.toISOString(),
    ...(row.acceptedAt ? { accepted_at: row.acceptedAt.toISOString() } : {}),
    ...(row.acceptedBy ? { accepted_by: row.acceptedBy } : {}),
  };
}

function stateOf(row: ListedInvitation, now: Date): InvitationView['state'] {
  if (row.acceptedAt) return 'accepted';
  if (row.revokedAt) return 'revoked';
  return row.expiresAt <= now ? 'expired' : 'open';
}
