import type { ServerResponse } from 'node:http';
import { ACCESS_REVOKED_TOPIC, Bus, Signals } from '@legator/core';
import { anActor, FixedAuthenticator } from '@legator/core/testing';
import { freshDatabase } from '../../support/database.js';
import type { FreshDatabase } from '../../support/database.js';
import { aSignal, startCore, until } from '../../support/core-app.js';
import type { CoreApp } from '../../support/core-app.js';
import { EventReader } from './event-reader.js';

let database: FreshDatabase;
let core: CoreApp;
const readers: EventReader[] = [];

beforeEach(async () => {
  database = await freshDatabase();
  const authenticator = new FixedAuthenticator(anActor(), {
    other: anActor({ id: 'otto', tenantId: 'other' }),
    nothing: anActor({ id: 'nora', permissions: [] }),
  });
  core = await startCore({ url: database.url, authenticator });
});

afterEach(async () => {
  for (const reader of readers.splice(0)) reader.close();
  await core.close();
  await database.drop();
});

async function follow(query = '', headers: Record<string, string> = {}, paused = false) {
  const reader = await EventReader.open(`${core.address}/api/v1/events${query}`, headers, paused);
  readers.push(reader);
  if (!paused && reader.response.statusCode === 200) await until(() => reader.comments.length);
  return reader;
}

const summaries = (reader: EventReader) => reader.events.map(({ data }) => data['summary']);

it('says hello first, then tells what happens to this tenant, by upstream’s names', async () => {
  const reader = await follow();
  expect(reader.response.headers).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  expect(reader.response.headers).not.toHaveProperty('access-control-allow-origin');
  await core.record(aSignal({ payload: { status: 'online' } }));
  await core.record(aSignal({ summary: 'secret of others' }), anActor({ tenantId: 'other' }));
  await core.record(
    aSignal({ type: 'approval.requested', subject: { type: 'approval', id: 'a1' }, summary: 'two\nlines' }),
  );
  await until(() => reader.events.length === 2);
  expect(reader.comments[0]).toMatch(/^: connected/);
  expect(reader.events).toEqual([
    {
      id: 1,
      event: 'probe.connected',
      data: {
        type: 'probe.connected',
        probe_id: 'prb-1',
        summary: 'Probe prb-1 connected.',
        detail: { status: 'online' },
        timestamp: expect.stringMatching(/Z$/),
        seq: 1,
        late: false,
      },
    },
    {
      id: 3,
      event: 'approval.needed',
      data: expect.objectContaining({ type: 'approval.needed', summary: 'two\nlines' }),
    },
  ]);
});

it('filters by types, domains and upstream’s names, live and from the table', async () => {
  const live = await follow('?types=probe.*,approval.needed');
  for (const type of ['probe.connected', 'probes.counted', 'approval.requested', 'host.tagged'])
    await core.record(aSignal({ type }));
  await core.record(aSignal({ type: 'probe.lost' }));
  await until(() => live.last === 5);
  const expected = ['probe.connected', 'approval.needed', 'probe.lost'];
  expect(live.events.map(({ event }) => event)).toEqual(expected);

  await restart();
  const again = await follow('?types=probe.*,approval.needed&last_event_id=0');
  await until(() => again.last === 5);
  expect(again.events.map(({ event }) => event)).toEqual(expected);
});

/** A replica that has nothing in memory. */
async function restart(): Promise<void> {
  const { authenticator } = core;
  await core.close();
  core = await startCore({ url: database.url, authenticator });
}

it('resumes after the event its reader saw last, by header or parameter, of this tenant only', async () => {
  for (let n = 1; n <= 4; n += 1) await core.record(aSignal({ summary: `n${n}` }));
  const watching = await follow('', { 'Last-Event-ID': '0' });
  await until(() => watching.events.length === 4);
  await restart();
  const byHeader = await follow('', { 'Last-Event-ID': '2' });
  const byParameter = await follow('?last_event_id=3');
  const stranger = await follow('?last_event_id=0', { Authorization: 'Bearer other' });
  await core.record(aSignal({ summary: 'n5' }));
  await core.record(aSignal({ summary: 'theirs' }), anActor({ tenantId: 'other' }));
  await until(() => byHeader.last === 5 && byParameter.last === 5 && stranger.events.length);
  expect(summaries(byHeader)).toEqual(['n3', 'n4', 'n5']);
  expect(summaries(byParameter)).toEqual(['n4', 'n5']);
  expect(summaries(stranger)).toEqual(['theirs']);
});

it.each(['x', '-1', '1.5', '9'.repeat(16), '', '12'])('refuses to resume after "%s"', async (id) => {
  const reader = await follow(`?last_event_id=${id}`);
  expect(reader.response.statusCode).toBe(400);
  expect(JSON.parse((reader as { body?: string }).body!)).toMatchObject({ code: 'invalid_request' });
});

it('is closed to who has no right to see the fleet', async () => {
  expect((await follow('', { Authorization: 'Bearer nothing' })).response.statusCode).toBe(403);
  expect((await follow('', { Authorization: 'Bearer nobody' })).response.statusCode).toBe(401);
  expect((await follow('?types=not%20a%20type')).response.statusCode).toBe(400);
});

it('ends the streams of somebody whose rights were taken away', async () => {
  const { authenticator } = core;
  const theirs = await follow('', { Authorization: 'Bearer other' });
  const ours = await follow();
  delete authenticator.named['other'];
  core.app.get(Bus).publish(ACCESS_REVOKED_TOPIC, 'otto');
  await until(() => theirs.ended);
  expect(ours.ended).toBe(false);
});

it('shows a signal whose transaction ended after that of a later one', async () => {
  const reader = await follow();
  let commit!: () => void;
  const held = new Promise<void>((resolve) => (commit = resolve));
  let written!: () => void;
  const isWritten = new Promise<void>((resolve) => (written = resolve));
  const slow = core.transactions.runAs('default', async (tx) => {
    const fact = { signal: aSignal({ summary: 'slow' }), context: { actor: anActor() } };
    await core.app.get(Signals).recordAll(tx, [fact]);
    written();
    await held;
  });
  await isWritten;
  await core.record(aSignal({ summary: 'fast' }));
  await until(() => reader.events.length === 1);
  commit();
  await slow;
  await until(() => reader.events.length === 2);
  expect(summaries(reader)).toEqual(['fast', 'slow']);
});

it('loses and repeats nothing while readers are cut off and come back under load', async () => {
  const total = 600;
  let written = 0;
  const writers = Array.from({ length: 4 }, async () => {
    while (written < total) {
      written += 1;
      await core.record(aSignal());
    }
  });
  const seen: number[] = [];
  let last = '0';
  while (seen.length < total) {
    const reader = await follow('', { 'Last-Event-ID': last });
    const enough = Math.min(seen.length + 37, total) - seen.length;
    await until(() => reader.events.length >= enough);
    reader.close();
    seen.push(...reader.events.map(({ id }) => id));
    last = String(seen.at(-1));
  }
  await Promise.all(writers);
  expect(seen.slice(0, total)).toEqual(Array.from({ length: total }, (_, at) => at + 1));
});

it('holds little for a reader that does not read, and everything back when it does', async () => {
  const responses: ServerResponse[] = [];
  core.app.getHttpServer().on('request', (_request: unknown, one: ServerResponse) => responses.push(one));
  const slow = await follow('', {}, true);
  const quick = await follow();
  const text = 'x'.repeat(100_000);
  const count = 150;
  for (let n = 0; n < count; n += 1) await core.record(aSignal({ payload: { text } }));
  await until(() => quick.events.length === count);
  // The kernel holds some, we hold one write at most; the rest is in the table.
  expect(Math.max(...responses.map((one) => one.writableLength))).toBeLessThan(1_000_000);
  slow.read();
  await until(() => slow.events.length === count);
  expect(slow.events.map(({ id }) => id)).toEqual(Array.from({ length: count }, (_, at) => at + 1));
});

it('ends its streams when the server stops, which does not wait for them', async () => {
  const reader = await follow();
  await core.app.close();
  await until(() => reader.ended);
});
