import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { Approval, ApprovalsModule } from '@legator/approvals';
import { AuditModule } from '@legator/audit';
import { CommandsModule } from '@legator/commands';
import type { Config } from '@legator/core';
import { DirectivesModule } from '@legator/directives';
import { FleetModule } from '@legator/fleet';
import { GatewayModule, ProbeGateway } from '@legator/gateway';
import { PolicyModule } from '@legator/policy';
import { ViewsModule } from '@legator/views';
import { Client } from 'pg';
import { enrolProbe, FakeProbe } from './fake-probe.js';
import { eventually, startSpine } from './spine.js';
import type { Spine } from './spine.js';

/** A command as `GET /commands/{requestId}` shows it; loose, because tests read what they are about. */
export type Shown = Record<string, unknown> & { result: Record<string, unknown> | null };

/** The one road to a probe, from HTTP to sockets, on a real database. */
export class ProbeRoad {
  private readonly probes: FakeProbe[] = [];

  private constructor(
    readonly spine: Spine,
    readonly base: string,
    readonly client: Client,
    /** Where its keys are. */
    readonly directory: string,
  ) {}

  /** `policy`: the real judge, where a scripted one would do. `beside`: another replica, with the same database and keys. */
  static async start(
    options: {
      policy?: boolean;
      config?: Partial<Config>;
      beside?: ProbeRoad;
      /** Further rooms. */
      rooms?: readonly (new () => object)[];
    } = {},
  ): Promise<ProbeRoad> {
    const directory = options.beside?.directory ?? (await mkdtemp(join(tmpdir(), 'legator-road-')));
    const config = { dataDir: directory, ...options.config };
    const rooms = [
      AuditModule,
      DirectivesModule,
      FleetModule,
      ApprovalsModule,
      CommandsModule,
      GatewayModule,
      ViewsModule,
    ];
    const spine = await startSpine(
      [...rooms, ...(options.policy ? [PolicyModule] : []), ...(options.rooms ?? [])],
      {
        config,
        entities: [Approval],
        url: options.beside?.spine.url,
        real: ['audit', ...(options.policy ? (['judge'] as const) : [])],
      },
    );
    const server = spine.app.getHttpServer();
    const gateway = spine.app.get(ProbeGateway, { strict: false });
    server.on('upgrade', gateway.handleUpgrade.bind(gateway));
    const { port } = server.address() as AddressInfo;
    const client = new Client({ connectionString: spine.url });
    // A test may cut all connections, this one with them.
    client.on('error', () => undefined);
    await client.connect();
    return new ProbeRoad(spine, `http://127.0.0.1:${port}`, client, directory);
  }

  /** A probe that is enrolled and connected. */
  async probe(
    hostname = `host-${this.probes.length + 1}`,
    more: Parameters<typeof enrolProbe>[2] = {},
  ): Promise<FakeProbe> {
    const probe = new FakeProbe(this.base, await enrolProbe(this.base, hostname, more));
    this.probes.push(probe);
    await probe.connect();
    return probe;
  }

  /**
   * It goes, and that is written down. That it came is written a moment after it was welcomed; until then nobody can tell
   * that it went.
   */
  async leave(probe: FakeProbe): Promise<void> {
    const linked = () =>
      this.rows('select 1 from fleet_probe where id = $1 and connection is not null', [probe.id]);
    await eventually(async () => expect(await linked()).toHaveLength(1));
    await probe.close();
    await eventually(async () => expect(await linked()).toEqual([]));
  }

  post(path: string, body: unknown = {}, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${this.base}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  }

  async get<T = Shown>(path: string): Promise<T> {
    const response = await fetch(`${this.base}/api/v1${path}`);
    return (await response.json()) as T;
  }

  /** Rows as the owner sees them. */
  async rows<T extends Record<string, unknown>>(sql: string, values: unknown[] = []): Promise<T[]> {
    return (await this.client.query<T>(sql, values)).rows;
  }

  /** Ends this replica and leaves database and keys to the others. */
  async stop(): Promise<void> {
    await this.client.end();
    await this.spine.close();
  }

  async close(): Promise<void> {
    for (const probe of this.probes) probe.cut();
    await this.stop();
    await rm(this.directory, { recursive: true, force: true });
  }
}
