import { Client } from 'pg';
import { keepSeeded, seededId, seedFleet } from './seeded-fleet.js';
import type { Sql } from './seeded-fleet.js';
import { enrolProbe, FakeProbe } from './fake-probe.js';
import type { Scene } from './console-scene.js';
import { HOSTILE } from './hostile.js';
import { startWholeServer } from './whole-server.js';
import type { WholeServer } from './whole-server.js';

const GIB = 1_024 ** 3;

/**
 * The whole server with a fleet that has something of everything the pages draw: seeded hosts in every state, and one
 * connected probe that has an inventory, runs commands and asked for an approval.
 */
export class ConsoleGround {
  private run = '';
  private approval = '';

  private constructor(
    readonly server: WholeServer,
    private readonly owner: Client,
    /** The probe of which everything is known. */
    readonly probe: FakeProbe,
  ) {}

  static async start(hosts = 60): Promise<ConsoleGround> {
    const server = await startWholeServer();
    const owner = new Client({ connectionString: server.databaseUrl });
    await owner.connect();
    const probe = new FakeProbe(
      server.url,
      await enrolProbe(server.url, 'web-03.fra1', { tags: ['web', 'prod'] }),
    );
    const ground = new ConsoleGround(server, owner, probe);
    await seedFleet(ground.sql, hosts);
    await ground.connect();
    await ground.makeHistory();
    return ground;
  }

  get url(): string {
    return this.server.url;
  }

  readonly sql: Sql = (text, values) => this.owner.query(text, values);

  /** Nobody plays the seeded hosts: they are said to be there, and the probe really is. */
  async keep(): Promise<void> {
    await keepSeeded(this.sql);
    this.probe.send({ kind: 'probe.heartbeat', at: new Date().toISOString(), vitals: VITALS });
  }

  /** The probe tells of services, users and disks of these names. */
  hostileInventory(names: readonly string[]): void {
    const told = inventory();
    this.probe.send({
      kind: 'probe.inventory',
      inventory: {
        ...told,
        distribution_name: names[0]!,
        cpu_model: names[0]!,
        services: names.map((name) => ({ name, state: 'failed', enabled: true, description: name })),
        users: names.map((name, uid) => ({ name, uid, groups: [name], shell: name })),
        disks: names.map((name) => ({ ...told.disks[0]!, mount: name, device: name })),
        packages: names.map((name) => ({ name, version: name, manager: name })),
      },
    });
  }

  async call(method: string, path: string, body?: unknown): Promise<Record<string, never>> {
    const answer = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (answer.status === 204 ? {} : await answer.json()) as Record<string, never>;
  }

  /** Names of things that are there. */
  async scene(): Promise<Scene> {
    const { events } = (await this.call('GET', '/audit?limit=50')) as unknown as {
      events: { id: string; type: string }[];
    };
    const changed = events.find(({ type }) => type === 'probe.tags_changed') ?? events[0]!;
    return { probe: this.probe.id, entry: changed.id, run: this.run, approval: this.approval };
  }

  async stop(): Promise<void> {
    await this.probe.close();
    await this.owner.end();
    await this.server.remove();
  }

  private async connect(): Promise<void> {
    this.probe.answering(({ argv: [command] }) => ({ stdout: OUTPUT, exitCode: command === 'ls' ? 2 : 0 }));
    await this.probe.connect({ hostname: 'web-03.fra1' });
    this.probe.send({ kind: 'probe.heartbeat', at: new Date().toISOString(), vitals: VITALS });
    this.probe.send({ kind: 'probe.inventory', inventory: inventory() });
    const owner = `insert into fleet_address (tenant_id, address, probe_id) values ('default', '192.0.2.11', $1)`;
    await this.sql(owner, [seededId(4)]);
    this.probe.send({ kind: 'probe.connections', connections: CONNECTIONS });
  }

  private async makeHistory(): Promise<void> {
    const { id } = this.probe;
    const ran = await this.call('POST', `/probes/${id}/command?wait=true`, { command: 'df', args: ['-h'] });
    this.run = ran['request_id']!;
    await this.call('POST', `/probes/${id}/command?wait=true`, { command: 'ls', args: ['/does-not-exist'] });
    const held = await this.call('POST', `/probes/${id}/command`, { command: 'touch', args: ['/tmp/one'] });
    this.approval = held['approval_id']!;
    await this.call('PUT', `/probes/${id}/tags`, { tags: ['web', 'prod', 'fra1'] });
    await this.call('PUT', '/fleet/saved-filters/Web%20in%20trouble', { q: 'tag:web status:degraded' });
    await this.call('POST', '/tokens', { uses: 3, tags: ['edge'] });
    await this.makePolicies();
  }

  /** A policy in two versions, of which the older one is applied, and a freeze that is over. */
  private async makePolicies(): Promise<void> {
    await this.call('POST', '/policies', { ...POLICY, max_targets: 20 });
    await this.call('PUT', '/policies/web-hardening', {
      ...POLICY,
      blocked: [...POLICY.blocked, 'mkfs'],
      note: 'Disks',
    });
    await this.call('POST', '/policies/web-hardening/apply', {
      scope: { type: 'tag', id: 'fra1' },
      version: 1,
    });
    const { freeze } = (await this.call('POST', '/execution/freeze', {
      scope: { type: 'tag', id: 'db' },
      reason: 'Storage was moved',
    })) as unknown as { freeze: { id: string } };
    await this.call('DELETE', '/execution/freeze', { id: freeze.id });
  }
}

const POLICY = {
  name: 'Web hardening',
  description: 'Web servers: nothing below /etc/nginx changes by itself.',
  level: 'observe',
  blocked: ['systemctl restart'],
  paths: [{ match: '/etc/nginx' }],
};

const OUTPUT = `Filesystem      Size  Used Avail Use% Mounted on
/dev/vda1        64G   21G   43G  33% /
/dev/vdb        400G  348G   52G  87% /var
`;

const VITALS = {
  uptimeSeconds: 3_542_000,
  load: [3.2, 2.8, 2.1] as [number, number, number],
  cpus: 8,
  cpuPercent: 23,
  memoryTotal: 32 * GIB,
  memoryUsed: 19 * GIB,
  swapTotal: 4 * GIB,
  swapUsed: GIB,
  diskTotal: 464 * GIB,
  diskUsed: 369 * GIB,
  fullestMount: { path: '/var', percent: 87 },
  netRxBytesPerSecond: 81_920,
  netTxBytesPerSecond: 40_960,
  processes: 212,
};

/** Somebody at each side, and one who is known by an address alone. */
const CONNECTIONS = {
  groups: [
    { direction: 'in' as const, address: '192.0.2.11', port: 443, connections: 42, service: 'nginx' },
    { direction: 'in' as const, address: '192.0.2.12', port: 22, connections: 1, service: 'ssh' },
    { direction: 'out' as const, address: '2001:db8::15', port: 5432, connections: 7 },
  ],
  truncated: false,
};

function inventory() {
  const service = (name: string, state: string) => ({
    name,
    state,
    enabled: true,
    description: `${name} of a test`,
  });
  return {
    hostname: 'web-03.fra1',
    os: 'linux',
    arch: 'amd64',
    kernel: '6.1.0-28-amd64',
    distribution: 'debian',
    distribution_version: '12',
    distribution_name: 'Debian GNU/Linux 12 (bookworm)',
    cpus: 8,
    cpu_model: 'AMD EPYC 7543 32-Core Processor',
    mem_total_bytes: 32 * GIB,
    disk_total_bytes: 464 * GIB,
    disks: [
      {
        mount: '/',
        device: '/dev/vda1',
        type: 'ext4',
        total_bytes: 64 * GIB,
        used_bytes: 21 * GIB,
        inodes_percent: 12,
      },
      {
        mount: '/var',
        device: '/dev/vdb',
        type: 'xfs',
        total_bytes: 400 * GIB,
        used_bytes: 348 * GIB,
        inodes_percent: 3,
      },
    ],
    interfaces: [{ name: 'eth0', mac: '02:00:00:00:00:01', addrs: ['10.4.2.17/24'], state: 'up' as const }],
    packages: Array.from({ length: 1_284 }, (_, at) => ({
      name: `package-${at}`,
      version: `1.${at}`,
      manager: 'apt',
    })),
    services: [
      service('nginx.service', 'failed'),
      service('ssh.service', 'running'),
      service('cron.service', 'running'),
      service(`${HOSTILE.markup}.service`, 'dead'),
    ],
    users: [
      { name: 'root', uid: 0, groups: ['root'], shell: '/bin/bash' },
      { name: 'www-data', uid: 33, groups: ['www-data'], shell: '/usr/sbin/nologin' },
    ],
    collected_at: new Date().toISOString(),
  };
}
