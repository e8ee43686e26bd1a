/** A fleet of a few hosts as the API would show it, with something of everything the pages draw. Times lie `ms` back. */
export function scriptedProbes(now = Date.now()): Record<string, unknown>[] {
  const ago = (seconds: number) => new Date(now - seconds * 1_000).toISOString();
  return [
    probe('prb-db02', 'db-02.fra1', 'degraded', 41, ['db', 'prod'], ago(2), {
      cpuPercent: 91,
      fullestMount: { path: '/var', percent: 96 },
    }),
    probe('prb-web03', 'web-03.fra1', 'online', 70, ['web', 'prod', 'fra1'], ago(4), {
      fullestMount: { path: '/var', percent: 87 },
    }),
    probe('prb-k8s07', 'k8s-node-07', 'offline', 88, ['k8s', 'prod'], ago(380), {}),
    probe('prb-build4', 'build-04.fra1', 'online', 85, ['ci', 'staging'], ago(1), { cpuPercent: 64 }),
    probe('prb-edge11', 'edge-11.ams2', 'online', 100, ['edge', 'prod'], ago(9), {}),
    probe(
      'prb-long',
      `${'a-very-long-name-'.repeat(3)}indeed.eu`,
      'online',
      100,
      ['a-tag-that-is-longer-than-most'],
      ago(5),
      {},
    ),
    {
      ...probe('prb-nas01', 'nas-01.home', 'pending', 0, ['storage'], undefined, {}),
      vitals: undefined,
      health: undefined,
    },
  ];
}

/** One of them with the inventory its own page shows. */
export function withInventory(probe: Record<string, unknown>): Record<string, unknown> {
  return {
    ...probe,
    inventory: {
      hostname: probe.hostname,
      os: 'linux',
      arch: 'amd64',
      kernel: '6.1.0-28-amd64',
      distribution_name: 'Debian GNU/Linux 12 (bookworm)',
      cpus: 8,
      cpu_model: 'AMD EPYC 7543 32-Core Processor',
      mem_total_bytes: 32 * GIB,
      disk_total_bytes: 512 * GIB,
      disks: [
        { mount: '/', device: '/dev/vda1', type: 'ext4', total_bytes: 64 * GIB, used_bytes: 21 * GIB },
        { mount: '/var', device: '/dev/vdb', type: 'xfs', total_bytes: 400 * GIB, used_bytes: 348 * GIB },
        { mount: '/boot', device: '/dev/vda2', type: 'ext4', total_bytes: GIB, used_bytes: 0.2 * GIB },
      ],
      services: [
        ['nginx.service', 'failed'],
        ...[
          'cron',
          'dbus',
          'php8.3-fpm',
          'prometheus-node-exporter',
          'rsyslog',
          'ssh',
          'systemd-journald',
        ].map((name) => [`${name}.service`, 'running']),
        ['apt-daily.service', 'dead'],
      ].map(([name, state]) => ({ name, state, enabled: true })),
      packages: Array.from({ length: 1_284 }, (_, at) => ({ name: `p${at}`, version: '1', manager: 'apt' })),
      collected_at: probe.inventory_at,
    },
  };
}

/** Entries of a trail, newest first: the first two are not sealed yet. */
export function scriptedEntries(count: number, now = Date.now()): Record<string, unknown>[] {
  const facts = [
    ['command.completed', 'df -h finished on web-03.fra1 (exit 0)', 'Mara Keller'],
    ['command.dispatched', 'df -h sent to web-03.fra1', 'Mara Keller'],
    ['probe.offline', 'k8s-node-07 has not been heard of for 90 s', 'system'],
    ['approval.decided', 'Restart of nginx on web-03.fra1 approved', 'Jon Bell'],
    ['inventory.updated', 'web-03.fra1 reported its inventory', 'prb-web03'],
  ] as const;
  return Array.from({ length: count }, (_, at) => {
    const [type, summary, actor] = facts[at % facts.length]!;
    const isSealed = at >= 2;
    return {
      id: `00000000-0000-7000-8000-${String(count - at).padStart(12, '0')}`,
      timestamp: new Date(now - at * 1_900_000).toISOString(),
      type,
      summary,
      actor,
      actor_type: 'user',
      probe_id: 'prb-web03',
      detail: { hostile: '<img src=x onerror=alert(1)>' },
      sealed: isSealed,
      ...(isSealed ? { index: count - at, entry_hash: 'ab'.repeat(32) } : {}),
    };
  });
}

const GIB = 1_024 ** 3;

function probe(
  id: string,
  hostname: string,
  status: string,
  score: number,
  tags: string[],
  lastSeen: string | undefined,
  vitals: Record<string, unknown>,
): Record<string, unknown> {
  const isWell = score >= 80;
  return {
    id,
    hostname,
    status,
    os: 'linux',
    arch: 'amd64',
    type: 'agent',
    policy_level: 'observe',
    ceiling: 'remediate',
    protocol: 2,
    version: '0.1.0',
    connected: status !== 'offline',
    registered: '2026-11-01T08:00:00Z',
    last_seen: lastSeen,
    tags,
    address: '10.4.2.17',
    distribution: 'debian',
    distribution_version: '12',
    cpus: 8,
    ram_bytes: 32 * GIB,
    disk_bytes: 512 * GIB,
    inventory_at: lastSeen,
    vitals_at: lastSeen,
    health: {
      score,
      status: isWell ? 'healthy' : score >= 50 ? 'warning' : 'degraded',
      reasons: isWell
        ? []
        : [{ factor: 'disk', value: 87, threshold: 80, penalty: 15, text: '/var is 87 % full, above 80 %' }],
    },
    vitals: {
      uptimeSeconds: 3_542_000,
      load: [3.2, 2.8, 2.1],
      cpus: 8,
      cpuPercent: 23,
      memoryTotal: 32 * GIB,
      memoryUsed: 19.7 * GIB,
      diskTotal: 512 * GIB,
      diskUsed: 300 * GIB,
      fullestMount: { path: '/', percent: 42 },
      ...vitals,
    },
  };
}
