import type { Inventory, ProbeView } from '../app/core/api/models';
import type { DemoHost, Role } from './demo-host';
import { healthOf, vitalsAt } from './host-load';
import { Random } from './random';

const SERVICES: Readonly<Record<Role, readonly string[]>> = {
  web: ['nginx', 'php8.3-fpm'],
  api: ['legacy-api', 'nginx'],
  worker: ['celery', 'celery-beat'],
  db: ['postgresql@16-main', 'pgbouncer'],
  cache: ['redis-server'],
  edge: ['haproxy', 'keepalived'],
  queue: ['rabbitmq-server'],
  ci: ['docker', 'containerd', 'gitlab-runner'],
  mon: ['prometheus', 'grafana-server', 'loki'],
};
const EVERYWHERE = [
  'ssh',
  'cron',
  'systemd-journald',
  'systemd-networkd',
  'chrony',
  'legator-probe',
  'rsyslog',
];
const PACKAGES = [
  'bash',
  'openssl',
  'libc6',
  'curl',
  'systemd',
  'openssh-server',
  'ca-certificates',
  'tzdata',
];

const text = (at: number) => new Date(at).toISOString();

/** A machine as lists show it at this moment. */
export function probeView(host: DemoHost, tags: readonly string[], now: number): ProbeView {
  const [distribution, version, kernel] = host.distribution;
  const isHere = host.status === 'online' || host.status === 'degraded';
  const known = {
    address: host.address,
    distribution,
    distribution_version: version,
    kernel,
    cpus: host.cpus,
    ram_bytes: host.ramBytes,
    disk_bytes: host.diskBytes,
    ceiling: 'remediate' as const,
    site: host.site,
    version: '0.1.0',
  };
  const heardAt = isHere ? now - (now % 10_000) : host.lostAt;
  const vitals = vitalsAt(host, heardAt);
  return {
    id: host.id,
    hostname: host.hostname,
    os: 'linux',
    arch: host.arch,
    status: host.status,
    type: 'agent',
    policy_level: host.level,
    registered: text(host.registeredAt),
    tags: [...tags],
    tenant_id: 'default',
    protocol: 2,
    connected: isHere,
    ...(isHere ? { connected_since: text(host.bootedAt) } : {}),
    ...(host.status === 'pending'
      ? {}
      : {
          ...known,
          inventory_at: text(collectedAt(host, heardAt)),
          last_seen: text(heardAt),
          vitals,
          vitals_at: text(heardAt),
          health: healthOf(vitals),
        }),
  };
}

/** What a machine is made of; made when somebody looks. */
export function inventoryOf(host: DemoHost, now: number): Inventory {
  const random = new Random(`inventory ${host.id}`);
  const [distribution, version, kernel] = host.distribution;
  const { diskTotal, diskUsed } = vitalsAt(host, now);
  const manager = distribution === 'rocky' ? 'rpm' : distribution === 'alpine' ? 'apk' : 'dpkg';
  const failing = host.status === 'degraded' ? SERVICES[host.role][0] : undefined;
  return {
    hostname: host.hostname,
    os: 'linux',
    arch: host.arch,
    kernel,
    distribution,
    distribution_version: version,
    distribution_name: `${distribution.charAt(0).toUpperCase()}${distribution.slice(1)} ${version}`,
    cpus: host.cpus,
    cpu_model: host.arch === 'arm64' ? 'Neoverse-N1' : 'AMD EPYC 9354P',
    mem_total_bytes: host.ramBytes,
    disk_total_bytes: host.diskBytes,
    disks: [
      {
        mount: host.fullestMount,
        device: '/dev/vda1',
        type: 'ext4',
        total_bytes: diskTotal,
        used_bytes: diskUsed,
      },
      { mount: '/boot', device: '/dev/vda2', type: 'ext4', total_bytes: 2 ** 30, used_bytes: 3 * 10 ** 8 },
    ],
    interfaces: [
      {
        name: 'eth0',
        mac: `52:54:00:${random.hex(2)}:${random.hex(2)}:${random.hex(2)}`,
        addrs: [host.address],
        state: 'up',
      },
      { name: 'lo', addrs: ['127.0.0.1', '::1'], state: 'up' },
    ],
    services: [...SERVICES[host.role], ...EVERYWHERE].map((name) => ({
      name: `${name}.service`,
      state: name === failing ? 'failed' : 'running',
      enabled: true,
    })),
    packages: PACKAGES.map((name) => ({
      name,
      version: `${random.whole(1, 9)}.${random.whole(0, 30)}.${random.whole(0, 9)}`,
      manager,
    })),
    users: [
      { name: 'root', uid: 0, groups: ['root'], shell: '/bin/bash' },
      { name: 'deploy', uid: 1000, groups: ['deploy', 'sudo'], shell: '/bin/bash' },
    ],
    probe_version: '0.1.0',
    collected_at: text(collectedAt(host, now)),
  };
}

/** A machine tells of itself once an hour. */
function collectedAt(host: DemoHost, heardAt: number): number {
  return heardAt - (host.registeredAt % 3_600_000);
}
