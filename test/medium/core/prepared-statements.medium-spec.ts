import { Client } from 'pg';
import { connectDatabase } from '@legator/core';
import type { ConnectedDatabase } from '@legator/core';
import { freshDatabase } from '../../support/database.js';
import type { FreshDatabase } from '../../support/database.js';
import { eventually } from '../../support/spine.js';

describe('statements that the server keeps', () => {
  let database: FreshDatabase;
  let connected: ConnectedDatabase;
  let owner: Client;

  beforeAll(async () => {
    database = await freshDatabase();
    connected = await connectDatabase({ url: database.url, entities: [], poolSize: 2 });
    owner = new Client({ connectionString: database.url });
    await owner.connect();
  });
  afterAll(async () => {
    await owner.end();
    await connected.close();
    await database.drop();
  });

  it('are read once and used again', async () => {
    const source = connected.app;
    const runner = source.createQueryRunner();
    for (let at = 0; at < 5; at += 1)
      expect(await runner.query('select $1::int + 1 as n', [at])).toEqual([{ n: at + 1 }]);
    const kept = await runner.query(
      `select count(*)::int as n from pg_prepared_statements where statement like '%+ 1 as n'`,
    );
    expect(kept).toEqual([{ n: 1 }]);
    await runner.release();
  });

  it('that a migration made stale cost one answer, not the replica', async () => {
    const ask = () => connected.worker.query('select * from auth_tenant where id = $1', ['default']);
    for (let at = 0; at < 8; at += 1) await ask();
    await owner.query('alter table auth_tenant add column colour text');
    await eventually(async () => expect(await ask()).toEqual([expect.objectContaining({ colour: null })]));
  });
});
