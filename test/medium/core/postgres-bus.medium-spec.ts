import { Client } from 'pg';
import { PostgresBus } from '@legator/core';
import { freshDatabase } from '../../support/database.js';
import type { FreshDatabase } from '../../support/database.js';
import { until } from '../../support/core-app.js';

let database: FreshDatabase;
let owner: Client;
const buses: PostgresBus[] = [];

beforeEach(async () => {
  database = await freshDatabase();
  owner = new Client({ connectionString: database.url });
  await owner.connect();
});

afterEach(async () => {
  for (const bus of buses.splice(0)) await bus.close();
  await owner.end();
  await database.drop();
});

async function replica() {
  const bus = new PostgresBus(database.url);
  buses.push(bus);
  const heard: Record<string, string[]> = { feed: [], probes: [] };
  for (const topic of ['feed', 'probes']) bus.subscribe(topic, (payload) => heard[topic]!.push(payload));
  await until(() => bus.healthy());
  return { bus, heard };
}

const killConnections = () =>
  owner.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where application_name = 'legator bus' and datname = current_database()`,
  );

it('carries hints to the other replica, whatever their number and length', async () => {
  const one = await replica();
  const two = await replica();
  const payloads = Array.from({ length: 2_000 }, (_, n) => `prb-${n}-ü"\\`);
  for (const payload of payloads) one.bus.publish('probes', payload);
  two.bus.publish('feed', '');
  await until(() => two.heard['probes']!.length === 2_000 && one.heard['feed']!.length === 1);
  expect(two.heard['probes']).toEqual(payloads);
  expect(one.heard['probes']).toEqual(payloads);
});

it('gets a killed connection back, and has everybody look for what was missed', async () => {
  const one = await replica();
  const two = await replica();
  await killConnections();
  one.bus.publish('feed', 'lost or not');
  await until(() => [one, two].every(({ heard }) => heard['probes']!.includes('')));
  await until(() => two.heard['feed']!.includes(''));
  await until(async () => (await one.bus.healthy()) && (await two.bus.healthy()));
  expect(one.heard['probes']).toEqual(['']);
  one.bus.publish('probes', 'again');
  await until(() => two.heard['probes']!.includes('again'));
});

it('is not healthy while the database is away, and never throws', async () => {
  const bus = new PostgresBus('postgres://nobody:x@127.0.0.1:1/none');
  buses.push(bus);
  const heard: string[] = [];
  bus.subscribe('feed', (payload) => heard.push(payload));
  bus.publish('feed', 'here');
  await until(() => heard.length === 1);
  expect(await bus.healthy()).toBe(false);
});
