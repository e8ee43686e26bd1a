import { seedFleet } from '../../support/seeded-fleet.js';
import type { Bench } from '../bench.js';
import { atMost } from '../report.js';
import { percentile, repeated } from '../waiting.js';

const HOSTS = 1_000;

/** Questions of every way in which the rules answer from what is known; none of them needs a command. */
const QUESTIONS = [
  'which machine has more disk space?',
  'top 5 hosts by memory usage',
  'how many servers run nginx',
  'what version of openssl is installed',
  'average load by site',
  'who is offline?',
];

/** Answers without a model over a thousand hosts: from the request over HTTP to the whole answer in it. */
export async function chat(bench: Bench): Promise<void> {
  const owner = await bench.server.database();
  await seedFleet((text, values) => owner.query(text, values), HOSTS);
  await owner.query(INVENTORIES);
  await owner.query('analyze fleet_inventory');
  await ask(bench, QUESTIONS.length);
  await bench.watched('chat', async () => {
    const first: number[] = [];
    for (let turn = 0; turn < bench.scaled(60); turn += 1) first.push(await firstEvent(bench, turn));
    bench.row('the first event of an answer, p50', percentile(first, 0.5), 'ms');
    bench.row('the first event of an answer, the worst', Math.max(...first), 'ms', atMost(300));
    const times = await ask(bench, bench.scaled(20) * QUESTIONS.length);
    bench.row('an answer without a model over 1,000 hosts, p50', percentile(times, 0.5), 'ms');
    bench.row(
      'an answer without a model over 1,000 hosts, the worst',
      Math.max(...times),
      'ms',
      atMost(1_000),
    );
  });
}

function ask({ server }: Bench, times: number): Promise<number[]> {
  return repeated(times, 1, async (turn) => {
    const content = QUESTIONS[turn % QUESTIONS.length]!;
    const answer = await server.api.json<{ content: string }>('POST', '/api/v1/fleet/chat', { content });
    if (answer.content.includes('I did not understand')) throw new Error(`Not understood: ${content}`);
  });
}

/** From the request to the first event of its stream, in milliseconds; the rest is read and does not count. */
async function firstEvent({ server }: Bench, turn: number): Promise<number> {
  const { id } = await server.api.json<{ id: string }>('POST', '/api/v1/conversations', {});
  const began = performance.now();
  const response = await fetch(`${server.url}/api/v1/conversations/${id}/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ content: QUESTIONS[turn % QUESTIONS.length] }),
  });
  let text = '';
  let took: number | undefined;
  for await (const part of response.body!) {
    text += Buffer.from(part).toString('utf8');
    if (text.includes('data: ')) took ??= performance.now() - began;
  }
  if (took === undefined || !text.includes('"complete"')) throw new Error(`No answer came: ${text}`);
  return took;
}

/** A hundred services and a thousand packages on each. */
const INVENTORIES = `
  insert into fleet_inventory (probe_id, tenant_id, hash, sections, services, packages, received_at, package_list, body)
  select p.id, p.tenant_id, 'x', '{}', 100, 1000, now(), k.packages, jsonb_build_object('services', s.services)
  from fleet_probe p,
    (select jsonb_agg(jsonb_build_object('name', case n when 500 then 'openssl' else 'package-' || n end,
      'version', '1.' || n, 'manager', 'apt')) as packages from generate_series(1, 1000) n) k,
    (select jsonb_agg(jsonb_build_object('name', case n when 50 then 'nginx.service' else 'service-' || n end,
      'state', 'running', 'enabled', true)) as services from generate_series(1, 100) n) s`;
