import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Bench } from '../bench.js';
import { Channel } from '../channel.js';
import { cpuSeconds } from '../process-stat.js';
import { atLeast } from '../report.js';
import { until } from '../waiting.js';

const READERS = 200;

const COMMIT_LIKE = `
  with made as (
    insert into core_signal (id, tenant_id, type, summary, payload, probe_id, occurred_at, actor_type, actor_id,
      subject_type, subject_id)
    select gen_random_uuid(), s.tenant_id, s.type, s.summary, s.payload, s.probe_id, now(), s.actor_type, s.actor_id,
      s.subject_type, s.subject_id
    from (select * from core_signal where type = 'probe.registered' limit 1) s, generate_series(1, $1)
    returning id, tenant_id, type
  )
  insert into core_outbox (tenant_id, signal_id, type) select tenant_id, id, type from made`;

/** Signals that are committed at once, until the last of many readers of the live feed has the last of them. */
export async function events(bench: Bench): Promise<void> {
  await bench.enrol(8);
  const readers = await startReaders(bench);
  try {
    await bench.watched('events', () => deliver(bench, readers));
  } finally {
    readers.stop();
  }
}

async function deliver(bench: Bench, readers: Readers): Promise<void> {
  const { server } = bench;
  const count = bench.scaled(4_000);
  const before = await readers.received();
  await (await server.database()).query(COMMIT_LIKE, [count]);
  // The relay looks once a second by itself; the wait for that is not part of it.
  await until('the first delivery', async () => (await readers.received()) > before, { everyMs: 2 });
  const cpu = cpuSeconds(server.pid);
  const began = performance.now();
  const first = await readers.received();
  const goal = before + count * READERS;
  await until('the last delivery', async () => (await readers.received()) >= goal, { everyMs: 5 });
  const seconds = (performance.now() - began) / 1_000;
  bench.row(
    `${count} events to ${READERS} readers, deliveries`,
    (goal - first) / seconds,
    '/s',
    atLeast(30_000),
  );
  bench.row('processor of the server', ((cpuSeconds(server.pid) - cpu) / seconds) * 100, '% of a core');
}

interface Readers {
  received(): Promise<number>;
  stop(): void;
}

async function startReaders({ root, server }: Bench): Promise<Readers> {
  const child = fork(join(root, 'test', 'bench', 'event-readers.ts'), {
    execArgv: ['--import', join(root, 'test', 'bench', 'source-loader.mjs')],
  });
  const channel = new Channel(child, 'The readers');
  try {
    await channel.ask('open', { url: `${server.url}/api/v1/events`, count: READERS });
    return { received: () => channel.ask('received'), stop: () => void child.kill('SIGKILL') };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}
