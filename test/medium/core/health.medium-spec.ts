import { Client } from 'pg';
import request from 'supertest';
import { MemoryBus, MetricsRegistry } from '@legator/core';
import { anActor, FixedAuthenticator } from '@legator/core/testing';
import { freshDatabase } from '../../support/database.js';
import type { FreshDatabase } from '../../support/database.js';
import { migrations } from '../../../migrations/index.js';
import { startCore } from '../../support/core-app.js';
import type { CoreApp } from '../../support/core-app.js';

class BrokenBus extends MemoryBus {
  broken = false;

  override healthy(): Promise<boolean> {
    return Promise.resolve(!this.broken);
  }
}

let database: FreshDatabase;
let core: CoreApp;
const bus = new BrokenBus();
const known = migrations.map((one) => new one().name);

beforeAll(async () => {
  database = await freshDatabase();
  const authenticator = new FixedAuthenticator(undefined, {
    ana: anActor(),
    otto: anActor({ tenantId: 'other' }),
    nora: anActor({ permissions: [] }),
  });
  core = await startCore({ url: database.url, bus, authenticator, migrations: known });
});

afterAll(async () => {
  await core?.close();
  await database?.drop();
});

it('is alive, and says what it is, to anybody', async () => {
  const alive = await request(core.address).get('/healthz').expect(200);
  expect([alive.text, alive.headers['content-type']]).toEqual(['ok', 'text/plain; charset=utf-8']);
  const { body } = await request(core.address).get('/version').expect(200);
  expect(Object.keys(body).sort()).toEqual(['commit', 'date', 'version']);
});

it('is ready only while every part is, and names the one that is not', async () => {
  const ready = await request(core.address).get('/readyz').expect(200);
  expect(ready.body).toMatchObject({
    ready: true,
    parts: { database: { ok: true }, migrations: { ok: true } },
  });

  bus.broken = true;
  const noBus = await request(core.address).get('/readyz').expect(503);
  expect(noBus.body).toMatchObject({ ready: false, parts: { bus: { ok: false }, database: { ok: true } } });
  bus.broken = false;

  const owner = new Client({ connectionString: database.url });
  await owner.connect();
  await owner.query(`insert into core_migration (timestamp, name) values (9, 'Newer9')`);
  const newer = await request(core.address).get('/readyz').expect(503);
  expect(newer.body.parts.migrations.message).toMatch(/ahead/);
  await owner.query(`delete from core_migration where name in ('Newer9', $1)`, [known[1]]);
  const missing = await request(core.address).get('/readyz').expect(503);
  expect(missing.body.parts.migrations.message).toContain(known[1]);
  await owner.query(`insert into core_migration (timestamp, name) values (1, $1)`, [known[1]]);
  await request(core.address).get('/readyz').expect(200);
  await owner.end();
});

it('shows its numbers to those who may see the fleet, each tenant its own', async () => {
  const metrics = core.app.get(MetricsRegistry);
  metrics.gauge({
    name: 'legator_test_rows',
    help: 'Rows',
    labels: ['tenant'],
    collect: () =>
      core.transactions.run(async (tx) => {
        const [{ tenant }] = await tx.query(`select current_setting('app.tenant') as tenant`);
        return [{ labels: { tenant }, value: 7 }];
      }),
  });
  metrics.gauge({ name: 'legator_test_broken', help: 'x', collect: () => Promise.reject(new Error('no')) });
  metrics.counter('legator_test_total', 'Counted', ['kind']).inc({ kind: 'a' }, 2);
  const scrape = (who: string) =>
    request(core.address).get('/api/v1/metrics').set('Authorization', `Bearer ${who}`);
  const [ana, otto] = await Promise.all([scrape('ana').expect(200), scrape('otto').expect(200)]);
  expect(ana.headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/);
  for (const line of [
    'legator_test_rows{tenant="default"} 7',
    'legator_test_total{kind="a"} 2',
    'legator_event_streams 0',
  ])
    expect(ana.text).toContain(line);
  expect(ana.text).toMatch(/legator_uptime_seconds \d/);
  expect(ana.text).not.toContain('legator_test_broken ');
  expect(otto.text).toContain('legator_test_rows{tenant="other"} 7');
  expect(otto.text).not.toContain('tenant="default"');
  await scrape('nora').expect(403);
  expect(() => metrics.gauge({ name: 'legator_test_rows', help: '', collect: () => 1 })).toThrow(
    /two metrics/,
  );
});

it('describes its routes from the schemas that check them', async () => {
  const { body } = await request(core.address).get('/api/v1/openapi.json').expect(200);
  expect(body.openapi).toBe('3.1.0');
  const post = body.paths['/api/v1/signals'].post;
  const named = ({ content }: any) =>
    body.components.schemas[content['application/json'].schema.$ref.split('/').at(-1)];
  expect(named(post.requestBody)).toMatchObject({
    type: 'object',
    additionalProperties: false,
    required: expect.arrayContaining(['type', 'subject', 'summary']),
  });
  expect(named(post.responses['201']).properties).toHaveProperty('created');
  expect(named(post.responses.default).required).toEqual(
    expect.arrayContaining(['error', 'code', 'message']),
  );
  expect(body.paths['/api/v1/events'].get.responses['200'].content['text/event-stream'].schema).toMatchObject(
    {
      'x-legator-each': { $ref: '#/components/schemas/LiveEvent' },
    },
  );
  const names = body.paths['/api/v1/signals'].get.parameters.map(({ name }: { name: string }) => name);
  expect(names).toEqual(expect.arrayContaining(['type', 'subject_type', 'cursor', 'limit']));
  const yaml = await request(core.address).get('/api/v1/openapi.yaml').expect(200);
  expect(yaml.text).toContain('openapi: 3.1.0');
});

it('serves a page to browse them without anything inline or from elsewhere', async () => {
  const page = await request(core.address).get('/api/docs').expect(200);
  const policy = page.headers['content-security-policy'];
  expect(policy).toContain("script-src 'self'");
  expect(policy).not.toContain('unsafe');
  expect(page.text).not.toMatch(/<script>|<style|style=|onload=|https?:\/\//);
  for (const [, path] of page.text.matchAll(/(?:src|href)="([^"]+)"/g)) {
    const file = await request(core.address).get(path!);
    expect([path, file.status]).toEqual([path, 200]);
  }
});
