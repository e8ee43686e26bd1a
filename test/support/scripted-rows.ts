type Probe = Record<string, unknown>;

/** The fleet's list as a test needs it: a filter is one status and words; what it does not know it refuses. */
export function scriptedRows(
  probes: readonly Probe[],
  query: URLSearchParams,
): { status?: number; body: unknown } {
  const ids = query.get('ids')?.split(',');
  const parts = (query.get('q') ?? '').split(/\s+/).filter(Boolean);
  const unknown = parts.find((part) => part.includes(':') && !part.startsWith('status:'));
  if (unknown) return { status: 400, body: refusal(unknown) };
  const words = parts.filter((part) => !part.includes(':'));
  const matching = probes.filter((probe) =>
    words.every((word) => textOf(probe).includes(word.toLowerCase())),
  );
  const status = parts.find((part) => part.startsWith('status:'))?.slice('status:'.length);
  const found = ids
    ? probes.filter(({ id }) => ids.includes(String(id)))
    : matching.filter((probe) => !status || probe['status'] === status);
  const rows = [...found].sort((one, other) => need(one) - need(other));
  const from = Number(query.get('cursor') ?? 0);
  const end = from + Number(query.get('limit') ?? 200);
  return {
    body: {
      rows: rows.slice(from, end).map(rowOf),
      next_cursor: !ids && end < rows.length ? String(end) : null,
      total: rows.length,
      counts: countsOf(matching),
    },
  };
}

function countsOf(probes: readonly Probe[]) {
  const counts: Record<string, number> = {
    all: probes.length,
    online: 0,
    degraded: 0,
    offline: 0,
    pending: 0,
  };
  for (const { status } of probes) counts[String(status)]!++;
  return counts;
}

function rowOf({ vitals: _vitals, health, ...probe }: Probe): Probe {
  const { reasons, ...score } = (health ?? {}) as { reasons?: unknown[] };
  const said = { ...probe, waiting_approvals: probe['waiting_approvals'] ?? 0 };
  return { ...said, ...(health ? { health: score } : {}), ...(reasons?.[0] ? { worst: reasons[0] } : {}) };
}

const textOf = ({ hostname, tags }: Probe) => [hostname, ...(tags as string[])].join(' ').toLowerCase();

/** Down, degraded and then the rest by score. */
function need({ status, health }: Probe): number {
  const score = (health as { score?: number } | undefined)?.score ?? 100;
  return status === 'offline' ? 0 : status === 'degraded' ? score : 1_000 + score;
}

function refusal(token: string) {
  const message = `"${token}" has no known key`;
  return { error: message, code: 'invalid_filter', message, request_id: 'r-1', token };
}
