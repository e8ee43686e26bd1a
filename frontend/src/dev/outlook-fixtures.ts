import type {
  ApprovalDetail,
  ApprovalOutlook,
  ExpectedRow,
  OutlookMetric,
  OutlookSeries,
} from '../app/core/api/models';
import type { DemoHost } from './demo-host';
import { vitalsAt } from './host-load';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MINUTE = 60_000;
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 180].map((minutes) => minutes * MINUTE);
const MOST_POINTS = 118;
/** What the fullest disk of any host in the demo is at now, as its requests say too. */
const FULL = 89.2;
/** What the disk of the demo takes each day, until somebody cleans it up. */
const PER_DAY = 2.4;
const FREED = 31;

type Touch = readonly [kind: string, verb: string, target: string];

const METRICS: Record<OutlookMetric, Pick<OutlookSeries, 'name' | 'unit' | 'limit'>> = {
  disk: { name: 'Use of the disk', unit: '%', limit: 100 },
  memory: { name: 'Memory in use', unit: '%', limit: 100 },
  cpu: { name: 'CPU in use', unit: '%', limit: null },
  load: { name: 'Load', unit: '', limit: null },
};

/** How the things of a request came to be, and what is known of them; as the control plane tells it. */
export function outlookOf(detail: ApprovalDetail, host: DemoHost | undefined, now: number): ApprovalOutlook {
  const touches = touchesOf(detail);
  const ran = detail.decision === 'approved' && !detail.not_before ? detail.decided_at : undefined;
  const at = { now, ran: ran ? Date.parse(ran) : undefined };
  const rows = host && !ran ? touches.flatMap((touch) => rowOf(touch, host, now)) : [];
  return {
    approval_id: detail.id,
    now: new Date(now).toISOString(),
    ...{ may_read_hosts: true, hosts: 1, hosts_told: host ? 1 : 0, more_hosts: 0, not_kept: [] },
    series: host ? metricsOf(touches).map(([metric, why]) => seriesOf(metric, why, host, at)) : [],
    expected:
      rows.length > 0 && host
        ? [
            {
              probes: [{ id: host.id, hostname: host.hostname }],
              inventory_at: new Date(now - 20 * 60_000).toISOString(),
              ...{ count: 1, rows, more_rows: 0 },
            },
          ]
        : [],
  };
}

function touchesOf({ policy_rationale: { touches } }: ApprovalDetail): Touch[] {
  const all = Array.isArray(touches) ? (touches as { kind: string; verb: string; target: string }[]) : [];
  return all.map(({ kind, verb, target }) => [kind, verb, target]);
}

function metricsOf(touches: readonly Touch[]): [OutlookMetric, string][] {
  const found = touches.flatMap(([kind, verb, target]): [OutlookMetric, string][] => {
    if (verb === 'vacuum') return [['disk', `It deletes below ${target}.`]];
    if (kind === 'write') return [['disk', `It writes ${target}.`]];
    if (kind === 'power') return [['load', 'It is about the whole host.']];
    const why = `It is about what runs: ${verb} ${target}.`;
    return kind === 'service'
      ? [
          ['memory', why],
          ['cpu', why],
        ]
      : [];
  });
  return [...new Map(found)];
}

function seriesOf(
  metric: OutlookMetric,
  why: string,
  host: DemoHost,
  { now, ran }: { now: number; ran: number | undefined },
): OutlookSeries {
  const since = ran === undefined ? Infinity : now - ran;
  const span = Math.min(14 * DAY, since + Math.max(2 * HOUR, 3 * since));
  const step = STEPS.find((one) => span / one <= MOST_POINTS) ?? 3 * HOUR;
  const start = Math.floor((now - span) / step) * step;
  const points = Array.from({ length: Math.ceil((now - start) / step) }, (_, i) => {
    const at = start + i * step;
    // The host was away for a few hours, and nobody knows how it was then.
    const isGap = i >= 40 && i < 44;
    const value = isGap ? null : Math.round(valueAt(metric, host, at, { now, ran }) * 100) / 100;
    return { at: new Date(at).toISOString(), value };
  });
  const isFilling = metric === 'disk' && ran === undefined;
  return {
    ...{ probe_id: host.id, hostname: host.hostname, metric, why, caveat: null, points },
    ...METRICS[metric],
    mount: metric === 'disk' ? host.fullestMount : null,
    step_seconds: step / 1_000,
    ran_at: ran === undefined ? null : new Date(ran).toISOString(),
    projection: isFilling
      ? {
          value: 100,
          at: new Date(now + ((100 - FULL) / PER_DAY) * DAY).toISOString(),
          from: { at: new Date(now).toISOString(), value: FULL },
          per_day: PER_DAY,
          since: points[0]!.at,
        }
      : null,
  };
}

function valueAt(
  metric: OutlookMetric,
  host: DemoHost,
  at: number,
  { now, ran }: { now: number; ran: number | undefined },
): number {
  const vitals = vitalsAt(host, at);
  if (metric === 'memory') return (100 * vitals.memoryUsed) / vitals.memoryTotal;
  if (metric === 'cpu') return vitals.cpuPercent;
  if (metric === 'load') return vitals.load[0];
  const wave = 0.6 * Math.sin((at / DAY) * 2 * Math.PI + host.phase);
  return FULL - ((now - at) / DAY) * PER_DAY + wave - (ran !== undefined && at > ran ? FREED : 0);
}

function rowOf([kind, verb, target]: Touch, host: DemoHost, now: number): ExpectedRow[] {
  if (kind === 'write') return [{ kind: 'file', subject: target, before: null, after: 'written' }];
  if (kind === 'service') {
    const after = verb === 'stop' ? 'stopped' : 'running, started anew';
    return [{ kind, subject: target, before: 'running', after }];
  }
  if (kind !== 'power') return [];
  const days = Math.floor((now - host.bootedAt) / DAY);
  return [{ kind, subject: 'this host', before: `up for ${days}\u2009d`, after: 'started anew' }];
}
