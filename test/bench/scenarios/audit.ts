import { newId } from '@legator/core';
import { canonicalize, verifyExport } from '@legator/wire';
import type { Bench } from '../bench.js';
import { atLeast, atMost } from '../report.js';
import { repeated, timed, until } from '../waiting.js';

const TENANT = 'default';
const PART = 5_000;
const LAST = `select coalesce(max(last_idx), 0) from audit_chain where tenant_id = '${TENANT}'`;

interface Verified {
  readonly valid: boolean;
  readonly entries_checked: number;
}

/** The trail: one change with its entry, a backlog through the sealer, and the proof of all of it. */
export async function audit(bench: Bench): Promise<void> {
  const { server } = bench;
  await bench.enrol(8);
  await changes(bench);
  await until('what is there to be sealed', async () => (await waiting(bench)) === 0);
  await bench.watched('sealing', () => backlog(bench, bench.scaled(100_000)));
  await bench.watched('verify', async () => {
    const { seconds, result } = await timed(() => server.api.json<Verified>('GET', '/api/v1/audit/verify'));
    if (!result.valid) throw new Error('The trail does not hold.');
    const per = (seconds / result.entries_checked) * 100_000;
    bench.row(`verifying on the server, per 100,000 (of ${result.entries_checked})`, per, 's', atMost(2));
  });
  await offline(bench);
}

/** A change of tags: entity, signal and audit entry in one transaction, over HTTP. */
async function changes(bench: Bench): Promise<void> {
  const { server } = bench;
  const { rows } = await (
    await server.database()
  ).query<{ id: string }>('select id from fleet_probe limit 8');
  const change = (turn: number) =>
    server.api
      .json('PUT', `/api/v1/probes/${rows[turn % rows.length]!.id}/tags`, { tags: [`turn-${turn}`] })
      .then(() => undefined);
  await repeated(50, 4, change);
  const one = await timed(() => repeated(bench.scaled(500), 1, change));
  bench.row('audited changes over HTTP, one at a time', one.result.length / one.seconds, '/s');
  const eight = await timed(() => repeated(bench.scaled(2_000), 8, change));
  bench.row('audited changes over HTTP, eight at a time', eight.result.length / eight.seconds, '/s');
}

/** Entries like a real one pile up while the sealer's turn is taken; then it is let go. */
async function backlog(bench: Bench, count: number): Promise<void> {
  const { server } = bench;
  const database = await server.database();
  const { rows } = await database.query<{ body: string }>(
    'select body from audit_entry order by length(body) desc limit 1',
  );
  const sample = JSON.parse(rows[0]!.body) as Record<string, unknown>;
  await database.query('begin');
  await database.query('select one from audit_sealer for update');
  for (let done = 0; done < count; done += PART)
    await insertLike(bench, sample, Math.min(PART, count - done));
  const before = await server.number(LAST);
  await database.query('commit');
  // From the first batch on, so that the time until somebody looks does not count.
  const first = await until('the first batch', async () => moved(await server.number(LAST), before), {
    everyMs: 2,
  });
  const began = performance.now();
  const goal = before + count;
  await until('the last batch', async () => (await server.number(LAST)) >= goal, {
    withinMs: 120_000,
    everyMs: 10,
  });
  const seconds = (performance.now() - began) / 1_000;
  bench.row(`sealing a backlog of ${count} entries`, (goal - first) / seconds, '/s', atLeast(15_000));
  bench.row('bytes of such an entry', rows[0]!.body.length, 'B');
}

function moved(now: number, before: number): number | undefined {
  return now > before ? now : undefined;
}

async function insertLike({ server }: Bench, sample: Record<string, unknown>, count: number): Promise<void> {
  const ids = Array.from({ length: count }, () => newId());
  const bodies = ids.map((id) => canonicalize({ ...sample, id, timestamp: new Date().toISOString() }));
  await (
    await server.database()
  ).query(
    `insert into audit_inbox (tenant_id, entry_id, body)
     select '${TENANT}', * from unnest($1::uuid[], $2::text[])`,
    [ids, bodies],
  );
}

/** What an auditor does with the file and the public key alone. */
async function offline(bench: Bench): Promise<void> {
  const { api } = bench.server;
  const key = await api.json<{ public_key: string }>('GET', '/api/v1/audit/key');
  const taken = await timed(() => api.text('GET', '/api/v1/audit/export'));
  const lines = taken.result.body.split('\n');
  bench.row(`exporting ${lines.length} lines`, lines.length / taken.seconds, '/s');
  const { seconds, result } = await timed(() => verifyExport(lines, { publicKeys: [key.public_key] }));
  if (!result.valid) throw new Error(`The export does not hold: ${result.reason}.`);
  bench.row('verifying offline, per 100,000', (seconds / result.checked) * 100_000, 's', atMost(2));
}

function waiting({ server }: Bench): Promise<number> {
  return server.number('select count(*) from audit_inbox');
}
