import { Client } from 'pg';
import { connectDatabase, Transactions } from '@legator/core';
import type { ConnectedDatabase, Tx } from '@legator/core';
import { freshDatabase } from '../../support/database.js';
import type { FreshDatabase } from '../../support/database.js';
import { eventually } from '../../support/spine.js';

describe('a transaction', () => {
  let database: FreshDatabase;
  let connected: ConnectedDatabase;
  let transactions: Transactions;
  let owner: Client;

  beforeAll(async () => {
    database = await freshDatabase();
    connected = await connectDatabase({ url: database.url, entities: [], poolSize: 2 });
    transactions = new Transactions(connected.app, connected.worker, connected.sealer);
    owner = new Client({ connectionString: database.url });
    await owner.connect();
    await owner.query(`
      create table scrap (n int primary key);
      grant select, insert on scrap to legator_app;
      create function die() returns trigger language plpgsql security definer as
        $$ begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$;
      create function refuse() returns trigger language plpgsql as
        $$ begin raise exception 'refused' using errcode = case new.n when 100 then '53100' else '23514' end; end $$;
      create constraint trigger refuse_at_commit after insert on scrap
        deferrable initially deferred for each row when (new.n >= 100) execute function refuse();
      create constraint trigger die_at_commit after insert on scrap
        deferrable initially deferred for each row when (new.n < 0) execute function die();`);
  });
  afterAll(async () => {
    await owner.end();
    await connected.close();
    await database.drop();
  });

  const numbers = async () => (await owner.query('select n from scrap order by n')).rows.map(({ n }) => n);
  const insert = (n: number) => (tx: Tx) => tx.query('insert into scrap values ($1)', [n]);

  it('whose connection broke between two statements says that nothing was done', async () => {
    const work = async (tx: Tx) => {
      const [{ pid }] = await tx.query('select pg_backend_pid() as pid');
      await owner.query('select pg_terminate_backend($1)', [pid]);
      // The client hears of it by itself, and TypeORM then takes the connection away from the transaction.
      await eventually(() => expect(tx.queryRunner!.isReleased).toBe(true));
      await insert(1)(tx);
    };
    await expect(transactions.anonymous(work)).rejects.toMatchObject({ code: 'database_unavailable' });
    expect(await numbers()).toEqual([]);
  });

  it('whose connection broke after its last statement says that nothing was done', async () => {
    const work = async (tx: Tx) => {
      await insert(2)(tx);
      const [{ pid }] = await tx.query('select pg_backend_pid() as pid');
      await owner.query('select pg_terminate_backend($1)', [pid]);
      await eventually(() => expect(tx.queryRunner!.isReleased).toBe(true));
    };
    await expect(transactions.anonymous(work)).rejects.toMatchObject({ code: 'database_unavailable' });
    expect(await numbers()).toEqual([]);
  });

  it('whose connection broke in the commit says that it does not know', async () => {
    await expect(transactions.anonymous(insert(-3))).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'outcome_unknown',
    });
  });

  it.each([
    ['as if the database were away', 100, { code: 'database_unavailable' }],
    ['for what was written', 101, { code: '23514' }],
  ])('whose commit the database refused %s knows that nothing was done', async (_how, n, error) => {
    await expect(transactions.anonymous(insert(n))).rejects.toMatchObject(error);
    expect(await numbers()).toEqual([]);
  });

  it('that was undone because an error was swallowed is not called done', async () => {
    const work = async (tx: Tx) => {
      await insert(4)(tx);
      await tx.query('select 1 / 0').catch(() => undefined);
    };
    await expect(transactions.anonymous(work)).rejects.toThrow(/was undone/);
    expect(await numbers()).toEqual([]);
  });

  it('leaves good connections behind after all that', async () => {
    for (const n of [5, 6, 7]) await transactions.anonymous(insert(n));
    expect(await numbers()).toEqual([5, 6, 7]);
  });
});
