import { Client } from 'pg';
import { migrations } from '../../../migrations/index.js';
import { freshDatabase, type FreshDatabase } from '../../support/database.js';

const ask = async (database: FreshDatabase, sql: string) => {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as Record<string, unknown>[];
  } finally {
    await client.end();
  }
};

it('has every migration applied, and nothing that another spec wrote', async () => {
  const [one, other] = await Promise.all([freshDatabase(), freshDatabase()]);
  await ask(one, 'create table only_here ()');
  expect(await ask(other, `select to_regclass('only_here') as found`)).toEqual([{ found: null }]);
  expect(await ask(other, 'select count(*)::int as applied from core_migration')).toEqual([
    { applied: migrations.length },
  ]);
  await Promise.all([one.drop(), other.drop()]);
  await expect(ask(one, 'select 1')).rejects.toThrow(/does not exist/);
});

it('writes to disk before it says yes, as in production', async () => {
  const database = await freshDatabase();
  expect(await ask(database, `select current_setting('fsync') as fsync`)).toEqual([{ fsync: 'on' }]);
  await database.drop();
});
