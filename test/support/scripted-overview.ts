type Body = Record<string, unknown>;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const GIB = 1_024 ** 3;

/** What the first page of the console is told, by the last word of its path. */
export function scriptedOverview(probes: readonly Body[], now = Date.now()): Body {
  const count = (status: string) => probes.filter((probe) => probe['status'] === status).length;
  const [online, degraded, offline, pending] = ['online', 'degraded', 'offline', 'pending'].map(count);
  const counts = { total: probes.length, online, degraded, offline, pending, waiting: 1 };
  const text = `${probes.length} probes, ${offline} silent, ${degraded} degraded. 1 request waits for approval.`;
  return {
    status: { text, counts, frozen: false },
    needs: { items: scriptedNeeds(now), total: 4 },
    activity: { hours: 24, buckets: scriptedBuckets(now) },
    capacity: {
      hosts: 3,
      cpus: 20,
      load1_sum: 7.3,
      memory: { total_bytes: 96 * GIB, used_bytes: 61 * GIB },
      disk: { total_bytes: 900 * GIB, used_bytes: 410 * GIB },
      fullest: [
        { probe_id: 'prb-web03', hostname: 'web-03.fra1', mount: '/var', percent: 91.4 },
        { probe_id: 'prb-hostile', hostname: `<b>${'x'.repeat(60)}`, mount: '/\u202egnp', percent: 82 },
      ],
      busiest: [{ probe_id: 'prb-web03', hostname: 'web-03.fra1', cpu_percent: 88 }],
      stale: 1,
    },
    decided: {
      items: [
        {
          id: 'a0',
          summary: 'systemctl restart nginx',
          status: 'approved',
          decided_by: 'Jon Bell',
          at: new Date(now - HOUR).toISOString(),
          link: '/approvals/a0',
        },
      ],
    },
  };
}

/** A silent probe, a request, a degraded probe and a name that tries to break the page. */
export function scriptedNeeds(now = Date.now()): Body[] {
  return [
    aNeed('silent_probe', 'critical', 'k8s-node-07 went silent', 'probe', 'prb-k8s07', now - 6 * MINUTE),
    aNeed(
      'approval',
      'critical',
      'Waits for approval: systemctl restart nginx',
      'approval',
      'a1',
      now - MINUTE,
    ),
    aNeed('degraded_probe', 'warning', 'web-03.fra1 is degraded', 'probe', 'prb-web03', now - 20 * MINUTE),
    aNeed(
      'failed_command',
      'warning',
      `<img src=x onerror=alert(1)> \u202e${'w'.repeat(63)}`,
      'probe',
      'prb-x',
      now - HOUR,
    ),
  ];
}

export function aNeed(
  kind: string,
  severity: string,
  title: string,
  type: string,
  id: string,
  at: number,
): Body {
  const link = type === 'probe' ? `/fleet/${id}` : `/approvals/${id}`;
  return {
    kind,
    severity,
    title,
    detail: 'Nothing has been heard of it since.',
    at: new Date(at).toISOString(),
    subject: { type, id, name: title },
    link,
  };
}

function scriptedBuckets(now: number): Body[] {
  const hour = Math.floor(now / HOUR) * HOUR;
  return Array.from({ length: 24 }, (_, at) => ({
    at: new Date(hour - (23 - at) * HOUR).toISOString(),
    commands_ok: (at * 7) % 11,
    commands_failed: at % 9 === 0 ? 1 : 0,
    approvals: at % 6 === 0 ? 1 : 0,
    connections_lost: at % 8 === 0 ? 1 : 0,
    changes: (at * 5) % 4,
  }));
}
