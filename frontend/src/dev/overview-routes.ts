import { inject } from '@angular/core';
import { overviewActivity } from '../app/core/api/fn/views/overview-activity';
import { overviewCapacity } from '../app/core/api/fn/views/overview-capacity';
import { overviewDecided } from '../app/core/api/fn/views/overview-decided';
import { overviewListNeeds } from '../app/core/api/fn/views/overview-list-needs';
import { overviewStatus } from '../app/core/api/fn/views/overview-status';
import type { ActivityBucket, Capacity, DecidedApproval, Need, ProbeView } from '../app/core/api/models';
import { on, type DemoRoute } from './demo-route';
import { DemoWorld } from './demo-world';
import { Random } from './random';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const MONTH = 30 * 24 * HOUR;
const TOP = 5;

/** What the first page shows: how things stand, what needs a person, the last day, what is in use. */
export function overviewRoutes(): readonly DemoRoute[] {
  const world = inject(DemoWorld);
  return [
    on(overviewStatus(), () => statusOf(world.probes())),
    on(overviewListNeeds(), () => {
      const items = needsOf(world.probes(), world.now());
      return { items, total: items.reduce((sum, { more = 0 }) => sum + 1 + more, 0) };
    }),
    on(overviewActivity(), ({ query }) => {
      const hours = Number(query.get('hours') ?? 24);
      return { hours, buckets: bucketsOf(hours, world.now(), world.probes().length) };
    }),
    on(overviewCapacity(), () => capacityOf(world.probes())),
    on(overviewDecided(), () => ({ items: world.probes().length === 0 ? [] : decidedOf(world.now()) })),
  ];
}

function statusOf(probes: readonly ProbeView[]) {
  const count = (status: ProbeView['status']) => probes.filter((probe) => probe.status === status).length;
  const [online, degraded, offline, pending] = [
    count('online'),
    count('degraded'),
    count('offline'),
    count('pending'),
  ];
  const waiting = probes.filter(({ connected }) => connected).slice(0, 3).length;
  const text =
    probes.length === 0
      ? 'No probes yet.'
      : `${probes.length} probes, ${offline} silent, ${degraded} degraded. ${waiting} requests wait for approval.`;
  const counts = { total: probes.length, online, degraded, offline, pending, waiting };
  return { text, counts, frozen: false };
}

function needsOf(probes: readonly ProbeView[], now: number): Need[] {
  if (probes.length === 0) return [];
  const about = ({ id, hostname }: ProbeView) => ({
    subject: { type: 'probe', id, name: hostname },
    link: `/fleet/${encodeURIComponent(id)}`,
  });
  const silent = probes.filter(({ status }) => status === 'offline');
  const degraded = probes.filter(({ status }) => status === 'degraded');
  const at = (minutes: number) => new Date(now - minutes * MINUTE).toISOString();
  const host = probes[0]!;
  const names = (some: readonly ProbeView[]) => some.map(({ hostname }) => hostname).join(', ');
  return [
    {
      kind: 'approval',
      severity: 'critical',
      title: `Waits for approval: systemctl restart postgresql`,
      risk: 'high',
      detail: `Asked for by ana, ends ${new Date(now + 14 * MINUTE).toISOString()}`,
      at: at(1),
      subject: { type: 'approval', id: 'apr-1' },
      link: '/approvals/apr-1',
    },
    ...silent.slice(0, 2).map((probe, place): Need => ({
      ...about(probe),
      kind: 'silent_probe',
      severity: 'critical',
      title: `${probe.hostname} went silent`,
      detail: 'Nothing has been heard of it since.',
      at: at(6 + 9 * place),
    })),
    ...degraded.slice(0, 3).map((probe, place): Need => ({
      ...about(probe),
      kind: 'degraded_probe',
      severity: 'warning',
      title: `${probe.hostname} is degraded`,
      detail: probe.health?.reasons?.map(({ text }) => text).join(', ') ?? '',
      at: at(12 + 17 * place),
    })),
    ...(silent.length > 2
      ? [
          {
            ...about(silent[2]!),
            kind: 'silent_probe',
            severity: 'warning',
            title: `${silent.length - 2} probes have been silent for longer`,
            detail: `${names(silent.slice(2, 5))} and ${Math.max(0, silent.length - 5)} more`,
            at: at(190),
            link: '/fleet?status=offline',
            more: silent.length - 3,
          } as const,
        ]
      : []),
    {
      ...about(host),
      kind: 'failed_command',
      severity: 'warning',
      title: `Failed 4 times: systemctl status nginx`,
      detail: 'It exited with 3.',
      at: at(41),
      link: '/audit?type=command.result',
      more: 3,
    },
    {
      kind: 'approval_expired',
      severity: 'info',
      title: 'Nobody decided in time: apt-get upgrade -y',
      detail: 'The request ended and nothing ran.',
      at: at(320),
      subject: { type: 'approval', id: 'apr-0' },
      link: '/approvals/apr-0',
    },
  ];
}

function bucketsOf(hours: number, now: number, probes: number): ActivityBucket[] {
  const thisHour = Math.floor(now / HOUR) * HOUR;
  return Array.from({ length: hours }, (_none, place) => {
    const at = thisHour - (hours - 1 - place) * HOUR;
    const random = new Random(`hour ${at}`);
    const day = 1 + Math.max(0, Math.sin(((new Date(at).getHours() - 7) / 12) * Math.PI)) * 3;
    const some = (most: number) => (probes === 0 ? 0 : Math.floor(random.between(0, most * day)));
    return {
      at: new Date(at).toISOString(),
      commands_ok: some(12),
      commands_failed: some(1.2),
      approvals: some(1.4),
      connections_lost: some(1.5),
      changes: some(4),
    };
  });
}

function capacityOf(probes: readonly ProbeView[]): Capacity {
  const told = probes.filter(({ vitals, connected }) => vitals !== undefined && connected);
  const sum = (of: (vitals: NonNullable<ProbeView['vitals']>) => number | undefined) =>
    told.reduce((all, { vitals }) => all + ((vitals && of(vitals)) ?? 0), 0);
  const top = <T>(of: (probe: ProbeView) => T, by: (row: T) => number) =>
    told
      .map(of)
      .sort((one, other) => by(other) - by(one))
      .slice(0, TOP);
  return {
    hosts: told.length,
    stale: probes.length - told.length,
    cpus: sum(({ cpus }) => cpus),
    load1_sum: sum(({ load }) => load?.[0]),
    memory: { total_bytes: sum((one) => one.memoryTotal), used_bytes: sum((one) => one.memoryUsed) },
    disk: { total_bytes: sum((one) => one.diskTotal), used_bytes: sum((one) => one.diskUsed) },
    fullest: top(
      ({ id, hostname, vitals }) => ({
        probe_id: id,
        hostname,
        mount: vitals?.fullestMount?.path ?? '/',
        percent: vitals?.fullestMount?.percent ?? 0,
      }),
      ({ percent }) => percent,
    ),
    busiest: top(
      ({ id, hostname, vitals }) => ({ probe_id: id, hostname, cpu_percent: vitals?.cpuPercent ?? 0 }),
      ({ cpu_percent }) => cpu_percent,
    ),
  };
}

function decidedOf(now: number): DecidedApproval[] {
  const rows = [
    ['systemctl restart nginx on web-03.fra1', 'approved', 'priya', 22],
    ['apt-get install htop on 4 probes', 'approved', 'ana', 95],
    ['rm -rf /var/cache/apt on db-01.fra1', 'denied', 'jonas', 210],
    ['apt-get upgrade -y on ci-02.nyc3', 'expired', '', 320],
    ['reboot on edge-04.sgp1', 'withdrawn', 'deploy-bot', MONTH / MINUTE],
  ] as const;
  return rows.map(([summary, status, decided_by, minutes], place) => ({
    id: `apr-${10 + place}`,
    summary,
    status,
    decided_by,
    at: new Date(now - minutes * MINUTE).toISOString(),
    link: `/approvals/apr-${10 + place}`,
  }));
}
