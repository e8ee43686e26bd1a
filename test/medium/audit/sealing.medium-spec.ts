import { chmod, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateKeyPairSync } from 'node:crypto';
import { kidOf } from '@legator/wire';
import { freshDatabase } from '../../support/database.js';
import type { FreshDatabase } from '../../support/database.js';
import { asAttacker, newDataDir, records, startReplica, until, whileNobodySeals } from './replica.js';
import type { Replica } from './replica.js';

let database: FreshDatabase;
let dataDir: string;
const running: Replica[] = [];

beforeEach(async () => {
  database = await freshDatabase();
  dataDir = await newDataDir();
});
afterEach(async () => {
  for (const replica of running.splice(0)) await replica.close();
  await database?.drop();
});

const start = async (env: Record<string, string> = {}, dir = dataDir) => {
  const replica = await startReplica(database.url, dir, env);
  running.push(replica);
  return replica;
};

const ask = <T>(sql: string, values: unknown[] = []): Promise<T[]> =>
  asAttacker(database.url, async (client) => (await client.query(sql, values)).rows as T[]);

const waiting = async () => (await ask<{ count: number }>('select count(*)::int from audit_inbox'))[0]!.count;

describe('sealing', () => {
  it('makes one chain per tenant without gaps, whoever writes and seals', async () => {
    const [one, two] = [await start(), await start()];
    const writers = Array.from({ length: 8 }, (_, at) => {
      const mine = records(400, { tenantId: at % 2 ? 'odd' : 'even' });
      return (at < 4 ? one : two).append(mine, 7);
    });
    await Promise.all(writers);
    await until(async () => (await waiting()) === 0);
    const chains = await ask(
      `select tenant_id, count(*)::int, min(idx)::int, max(idx)::int, count(distinct id)::int as ids
       from audit_entry group by tenant_id order by tenant_id`,
    );
    expect(chains).toEqual([
      { tenant_id: 'even', count: 1_600, min: 1, max: 1_600, ids: 1_600 },
      { tenant_id: 'odd', count: 1_600, min: 1, max: 1_600, ids: 1_600 },
    ]);
    for (const replica of [one, two]) {
      for (const tenant of ['odd', 'even']) {
        expect((await replica.get('/verify', tenant)).body).toMatchObject({ valid: true, last_index: 1_600 });
      }
    }
  });

  it('keeps the order in which one transaction wrote', async () => {
    const replica = await start();
    await replica.append(records(50), 50);
    await until(async () => (await waiting()) === 0);
    const rows = await ask<{ body: string }>('select body from audit_entry order by idx');
    expect(rows.map(({ body }) => JSON.parse(body).summary)).toEqual(
      Array.from({ length: 50 }, (_, at) => `entry ${at + 1}`),
    );
  });

  it('loses nothing and writes nothing twice when its connection is killed in the middle', async () => {
    const replica = await start();
    const all = records(6_000);
    await whileNobodySeals(database.url, async () => {
      await replica.append(all, 1_000);
      // Slow enough to be hit in the middle of a batch, from the first one on.
      await ask(`create function dawdle() returns trigger language plpgsql as
        $$ begin perform pg_sleep(0.00005); return new; end $$`);
      await ask('create trigger dawdle before insert on audit_entry for each row execute function dawdle()');
      await ask('alter table audit_entry enable always trigger dawdle');
    });
    let killed = 0;
    await until(async () => {
      const rows = await ask(`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and application_name = 'legator sealer'
          and query like '%insert into audit_entry%' and state = 'active'`);
      killed += rows.length;
      return killed >= 3;
    });
    await ask('alter table audit_entry disable trigger dawdle');
    await until(async () => (await waiting()) === 0);
    expect(killed).toBeGreaterThanOrEqual(3);
    const rows = await ask<{ id: string }>('select id from audit_entry order by idx');
    expect(rows.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
    expect((await replica.get('/verify')).body).toMatchObject({ valid: true, entries_checked: 6_000 });
  });

  it('goes on with what a replica that died left behind', async () => {
    const first = await start();
    await whileNobodySeals(database.url, async () => {
      await first.append(records(5));
      await asAttacker(database.url, (client) =>
        client.query(`select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and application_name like 'legator %'`),
      );
    });
    await start();
    await until(async () => (await waiting()) === 0);
    expect((await ask('select 1 from audit_entry')).length).toBe(5);
  });
});

describe('checkpoints', () => {
  it('are signed every so often when there is something new, and never otherwise', async () => {
    const replica = await start({ LEGATOR_AUDIT_CHECKPOINT_EVERY: '50ms' });
    const indexes = async () =>
      (await ask<{ idx: string }>('select idx from audit_checkpoint order by idx')).map(({ idx }) => +idx);
    await replica.append(records(3));
    await until(async () => (await indexes()).includes(3));
    await replica.append(records(1));
    await until(async () => (await indexes()).includes(4));
    const before = await indexes();
    await replica.get('/verify');
    expect(await indexes()).toEqual(before);
  });

  it('come after a thousand entries however long the interval', async () => {
    const replica = await start({ LEGATOR_AUDIT_CHECKPOINT_EVERY: '24h' });
    await whileNobodySeals(database.url, () => replica.append(records(2_500), 500));
    await until(async () => (await waiting()) === 0);
    expect(await ask('select idx::int from audit_checkpoint order by idx')).toEqual([
      { idx: 1_000 },
      { idx: 2_000 },
    ]);
  });
});

describe('the checkpoint key', () => {
  const keyFile = () => join(dataDir, 'keys', 'checkpoint.pem');
  const newPem = () =>
    generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

  it('is made once, for its owner’s eyes, and named as wire names keys', async () => {
    const replica = await start();
    expect((await stat(keyFile())).mode & 0o777).toBe(0o600);
    const { kid, public_key, public_key_pem } = (await replica.get('/key').expect(200)).body;
    expect(kid).toBe(kidOf(public_key));
    expect(public_key_pem).toMatch(/^-----BEGIN PUBLIC KEY-----/);
    expect(JSON.stringify(await replica.get('/key'))).not.toContain('PRIVATE');
    expect((await (await start()).get('/key')).body.kid).toBe(kid);
    expect(await ask('select purpose, kid from core_key')).toEqual([{ purpose: 'checkpoint', kid }]);
  });

  it('must be the one the database was set up with', async () => {
    await start();
    await writeFile(keyFile(), newPem());
    await expect(start()).rejects.toThrow(/was set up with the checkpoint key [0-9a-f]{16}, but .* holds/);
    await expect(start({ LEGATOR_CHECKPOINT_KEY: newPem() })).rejects.toThrow(
      /LEGATOR_CHECKPOINT_KEY_FILE holds/,
    );
  });

  it('is not made anew when it is gone', async () => {
    await start();
    const pem = await readFile(keyFile(), 'utf8');
    await rm(keyFile());
    await expect(start()).rejects.toThrow(/No new key was made/);
    await expect(readFile(keyFile())).rejects.toThrow(/ENOENT/);
    const elsewhere = join(await newDataDir(), 'key.pem');
    await writeFile(elsewhere, pem);
    await start({ LEGATOR_CHECKPOINT_KEY_FILE: elsewhere });
  });

  it('is refused when others may read it, when it is no key, and when it is not there', async () => {
    await start();
    await chmod(keyFile(), 0o644);
    await expect(start()).rejects.toThrow(/chmod 600/);
    await expect(start({ LEGATOR_CHECKPOINT_KEY: '-----BEGIN nonsense' })).rejects.toThrow(/cannot be used/);
    await expect(start({ LEGATOR_CHECKPOINT_KEY: '/nowhere/key.pem' })).rejects.toThrow(/cannot be read/);
  });

  it('is one key when two replicas begin at the same moment, and the second has it not', async () => {
    const starts = await Promise.allSettled([start(), start({}, await newDataDir())]);
    const refused = starts.filter((one) => one.status === 'rejected');
    expect(refused).toHaveLength(1);
    expect(String((refused[0] as PromiseRejectedResult).reason)).toMatch(/was set up with/);
    expect(await ask('select 1 from core_key')).toHaveLength(1);
  });
});
