import { Client } from 'pg';
import { runWith, Signals, Transactions } from '@legator/core';
import type { Signal } from '@legator/core';
import { anActor } from '@legator/core/testing';
import { ConsoleClient } from '../../support/console-client.js';
import type { ClientOptions } from '../../support/console-client.js';
import { aSignal } from '../../support/core-app.js';
import { startWholeServer } from '../../support/whole-server.js';
import type { WholeServer } from '../../support/whole-server.js';

/** All rooms with sign-in on, two tenants, and consoles that are closed with it. */
export class LiveServer {
  private readonly clients: ConsoleClient[] = [];

  private constructor(
    readonly server: WholeServer,
    readonly owner: Client,
    /** Keys that may see the fleet, by tenant. */
    readonly keys: { readonly default: string; readonly other: string },
  ) {}

  static async start(): Promise<LiveServer> {
    const server = await startWholeServer({ LEGATOR_AUTH: 'true' });
    const owner = new Client({ connectionString: server.databaseUrl });
    await owner.connect();
    await owner.query(`insert into auth_tenant (id, name) values ('other', 'Other')`);
    const keys = {
      default: await server.key(['fleet:read']),
      other: await server.key(['fleet:read'], 'other'),
    };
    return new LiveServer(server, owner, keys);
  }

  get url(): string {
    return this.server.url;
  }

  async open(options: ClientOptions = {}): Promise<ConsoleClient> {
    const client = await ConsoleClient.open(this.url, { key: this.keys.default, ...options });
    this.clients.push(client);
    return client;
  }

  /** States a fact in a tenant. */
  async record(over: Partial<Signal> = {}, tenantId = 'default'): Promise<void> {
    const { app } = this.server;
    await runWith({ actor: anActor({ tenantId }) }, () =>
      app.get(Transactions).run((tx) => app.get(Signals).record(tx, aSignal(over))),
    );
  }

  async probe(id: string, tenantId = 'default'): Promise<void> {
    await this.owner.query(
      `insert into fleet_probe (id, tenant_id, hostname, os, arch, protocol, key_hash, key_prefix, registered_at)
       values ($1, $2, $1, 'linux', 'amd64', 1, 'x', 'x', now())`,
      [id, tenantId],
    );
  }

  /** As a heartbeat would leave it. */
  async beat(id: string, vitals: Record<string, unknown>, status = 'online'): Promise<void> {
    await this.owner.query(
      `update fleet_probe set vitals = $2, status = $3, vitals_at = now(), last_seen_at = now(),
         health_score = 85, health_status = 'healthy', connection = 'c1' where id = $1`,
      [id, JSON.stringify(vitals), status],
    );
  }

  /** Something about this probe waits for a person. @returns the id of the request */
  async approval(probeId: string, tenantId = 'default'): Promise<string> {
    const { rows } = await this.owner.query<{ id: string }>(
      `insert into approvals_approval (id, tenant_id, directive_id, type, payload, summary, subject_type, subject_id,
         risk, reason, requested_by_type, requested_by_id, requested_by_name, rationale, state, expires_at)
       values (gen_random_uuid(), $2, gen_random_uuid(), 'command.run', '{}', 'restart', 'probe', $1, 'high', '', 'user',
         'ana', 'Ana', '{}', 'pending', now() + interval '1 hour') returning id`,
      [probeId, tenantId],
    );
    return rows[0]!.id;
  }

  hangUp(): void {
    for (const client of this.clients.splice(0)) client.close();
  }

  /** Ends the server alone; clients and database stay as they are. */
  stopServer(): Promise<void> {
    return this.server.stop();
  }

  async stop(): Promise<void> {
    this.hangUp();
    await this.owner.end();
    await this.server.remove();
  }
}
