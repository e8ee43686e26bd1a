import { Socket } from 'node:net';
import type { ConsoleClient } from '../../support/console-client.js';
import { until } from '../../support/core-app.js';
import { EventReader } from '../core/event-reader.js';
import { LiveServer } from './live-server.js';

let live: LiveServer;

beforeAll(async () => {
  live = await LiveServer.start();
}, 60_000);
afterEach(() => live.hangUp());
afterAll(() => live.stop());

const ready = (client: ConsoleClient) => until(() => client.of('ready')[0]);
const summaries = (client: ConsoleClient) => client.events.map(({ summary }) => summary);

it('greets, then tells the events of its tenant as the stream of events tells them', async () => {
  const client = await live.open();
  expect(await ready(client)).toEqual({
    type: 'ready',
    newest: expect.any(Number),
    server: { version: expect.any(String), started_at: expect.stringMatching(/Z$/) },
  });
  const reader = await EventReader.open(`${live.url}/api/v1/events`, {
    authorization: `Bearer ${live.keys.default}`,
  });
  await until(() => reader.comments.length);
  await live.record({ payload: { status: 'online' } });
  await live.record({ summary: 'secret of others' }, 'other');
  await live.record({ type: 'approval.requested', subject: { type: 'approval', id: 'a1' } });
  const has = (events: readonly unknown[]) => JSON.stringify(events).includes('approval.needed');
  await until(() => has(client.events) && has(reader.events));
  reader.close();
  expect(client.events.slice(-2)).toEqual(reader.events.slice(-2).map(({ data }) => data));
  expect(client.events.at(-2)).toMatchObject({ type: 'probe.connected', detail: { status: 'online' } });
  expect(JSON.stringify(client.frames)).not.toContain('secret');
});

it('tells only the types that were asked for, and says when it has caught up with nothing to tell', async () => {
  const client = await live.open({ hello: { types: ['approval.needed', 'host.*'] } });
  const { newest } = await ready(client);
  await until(() => client.cursor >= newest);
  for (const type of ['probe.connected', 'approval.requested', 'hosts.counted', 'host.tagged'])
    await live.record({ type });
  await until(() => client.events.length === 2);
  expect(client.events.map(({ type }) => type)).toEqual(['approval.needed', 'host.tagged']);
});

it('loses and repeats nothing while its line is cut under load', async () => {
  const first = await live.open();
  const { newest } = await ready(first);
  first.close();
  const total = 400;
  const writers = Array.from({ length: 4 }, async (_, writer) => {
    for (let n = 0; n < total / 4; n += 1) await live.record({ summary: `${writer}-${n}` });
  });
  const seen: { seq: number; summary: string }[] = [];
  let last = newest;
  while (seen.length < total) {
    const client = await live.open({ hello: { last_event_id: last } });
    const enough = Math.min(37, total - seen.length);
    await until(() => client.events.length >= enough);
    client.close();
    seen.push(...client.events);
    last = seen.at(-1)!.seq;
    expect(client.of('gap')).toEqual([]);
  }
  await Promise.all(writers);
  expect(new Set(seen.map(({ summary }) => summary)).size).toBe(total);
  expect(seen).toHaveLength(total);
});

it('tells a console that is ahead of us of the gap, and goes on at the newest', async () => {
  const probing = await live.open();
  const { newest } = await ready(probing);
  const client = await live.open({ hello: { last_event_id: newest + 1_000 } });
  expect(await until(() => client.of('gap')[0])).toEqual({ type: 'gap', from: newest + 1_000, to: newest });
  await live.record({ summary: 'after the gap' });
  await until(() => summaries(client).includes('after the gap'));
  expect(summaries(client)).toEqual(['after the gap']);
});

it('holds little for a console that does not read, and has everything for it when it does', async () => {
  const slow = await live.open();
  await ready(slow);
  slow.ws.pause();
  const quick = await live.open();
  await ready(quick);
  const text = 'x'.repeat(100_000);
  const count = 150;
  for (let n = 0; n < count; n += 1) await live.record({ payload: { text } });
  await until(() => quick.events.length === count);
  expect(mostUnsent()).toBeLessThan(1_000_000);
  slow.ws.resume();
  await until(() => slow.events.length === count);
  expect(slow.events.map(({ seq }) => seq)).toEqual(quick.events.map(({ seq }) => seq));
});

/** What waits in any socket of this process. */
function mostUnsent(): number {
  const handles = (process as unknown as { _getActiveHandles(): unknown[] })._getActiveHandles();
  const sockets = handles.filter((one): one is Socket => one instanceof Socket);
  expect(sockets.length).toBeGreaterThan(0);
  return Math.max(...sockets.map(({ writableLength }) => writableLength));
}
