import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { readControlPlaneConfig, SecretRotation, SecretVault, Transactions } from '@legator/core';
import type { RotationOptions, RotationStep, SecretRef, Tx } from '@legator/core';
import { eventually, startSpine } from '../../support/spine.js';
import type { Spine } from '../../support/spine.js';
import { freshDatabase } from '../../support/database.js';
import type { FreshDatabase } from '../../support/database.js';

const ref = (id: string, tenantId = 'default'): SecretRef => ({ tenantId, table: 'test_thing', id });
const STEPS: RotationStep[] = ['key_written', 'switched', 'rewrapped', 'all_rewrapped', 'key_removed'];

describe('secrets at rest', () => {
  let database: FreshDatabase;
  let owner: Client;
  let dataDir: string;
  let running: Spine[];

  beforeEach(async () => {
    running = [];
    database = await freshDatabase();
    dataDir = await mkdtemp(join(tmpdir(), 'legator-secrets-'));
    owner = new Client({ connectionString: database.url });
    await owner.connect();
  });
  afterEach(async () => {
    for (const one of running) await one.close();
    await owner.end();
    await database.drop();
    await rm(dataDir, { recursive: true, force: true });
  });

  const keyFile = () => join(dataDir, 'keys', 'secrets.key');
  const rows = async (sql: string) => (await owner.query(sql)).rows;

  /** One replica; its vault is opened as a room that keeps secrets does when the server starts. */
  async function start(env: Record<string, string> = {}, dir = dataDir) {
    const config = readControlPlaneConfig({ LEGATOR_DATA_DIR: dir, ...env });
    const spine = await startSpine([], { url: database.url, config });
    running.push(spine);
    const vault = spine.app.get(SecretVault);
    await vault.open();
    const transactions = spine.app.get(Transactions);
    const within = <T>(tenant: string, work: (tx: Tx) => Promise<T>) => transactions.runAs(tenant, work);
    return {
      spine,
      vault,
      put: (id: string, text: string, tenant = 'default') =>
        within(tenant, (tx) => vault.put(tx, ref(id, tenant), text, 'Ana')),
      get: (id: string, tenant = 'default') => within(tenant, (tx) => vault.reveal(tx, ref(id, tenant))),
      state: (id: string) => within('default', (tx) => vault.state(tx, ref(id))),
      remove: (id: string) => within('default', (tx) => vault.remove(tx, ref(id))),
      rotate: (options?: RotationOptions) =>
        spine.as({ type: 'system', id: 'server-console' }, () =>
          spine.app.get(SecretRotation).rotate(options),
        ),
    };
  }

  it('are given back to the room that keeps them, and are nowhere in the database', async () => {
    const server = await start();
    const canary = `canary-${randomBytes(12).toString('hex')}`;
    await server.put('one', canary);
    expect(await server.get('one')).toBe(canary);
    expect(await server.state('one')).toMatchObject({ set: true, changedBy: 'Ana' });
    const tables = await rows(
      `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
    );
    for (const { name } of tables) {
      const text = JSON.stringify(await rows(`select t::text as line from ${name} t`));
      for (const form of [
        canary,
        Buffer.from(canary).toString('hex'),
        Buffer.from(canary).toString('base64'),
      ])
        expect({ name, leaks: text.includes(form) }).toEqual({ name, leaks: false });
      const [key] = (await readFile(keyFile(), 'utf8')).match(/[0-9a-f]{64}/)!;
      expect({ name, leaks: text.includes(key!) }).toEqual({ name, leaks: false });
    }
    await server.remove('one');
    expect(await server.get('one')).toBeUndefined();
    expect(await server.state('one')).toEqual({ set: false, changedAt: null, changedBy: null });
  });

  it('do not open in another row, of the same tenant or another, nor with a bit changed', async () => {
    const server = await start();
    await server.put('mine', 'mine');
    await server.put('yours', 'yours');
    await server.put('mine', 'theirs', 'other');
    const swap = (where: string) =>
      owner.query(`update core_secret t set wrapped_key = f.wrapped_key, sealed = f.sealed
        from core_secret f where t.tenant_id = 'default' and t.record_id = 'mine' and ${where}`);
    await swap(`f.record_id = 'yours'`);
    await expect(server.get('mine')).rejects.toMatchObject({ code: 'secrets.unreadable' });
    await swap(`f.tenant_id = 'other'`);
    await expect(server.get('mine')).rejects.toMatchObject({ code: 'secrets.unreadable' });
    expect(await server.get('yours')).toBe('yours');
    for (const column of ['wrapped_key', 'sealed']) {
      await server.put('mine', 'mine again');
      await owner.query(
        `update core_secret set ${column} = set_bit(${column}, 100, 1 - get_bit(${column}, 100)) where tenant_id = 'default' and record_id = 'mine'`,
      );
      await expect(server.get('mine')).rejects.toMatchObject({ code: 'secrets.unreadable' });
    }
    await server.put('mine', 'set anew');
    expect(await server.get('mine')).toBe('set anew');
  });

  it('are seen and set by their own tenant alone', async () => {
    const server = await start();
    await server.put('mine', 'mine');
    const { spine, vault } = server;
    const asOther = <T>(work: (tx: Tx) => Promise<T>) => spine.app.get(Transactions).runAs('other', work);
    expect(await asOther((tx) => vault.reveal(tx, ref('mine')))).toBeUndefined();
    await expect(asOther((tx) => vault.put(tx, ref('mine'), 'x', 'Eve'))).rejects.toThrow(
      /row-level security/,
    );
    await asOther((tx) => vault.remove(tx, ref('mine')));
    expect(await server.get('mine')).toBe('mine');
  });

  it('have a key that is made once, for its owner’s eyes', async () => {
    await start();
    expect((await stat(keyFile())).mode & 0o777).toBe(0o600);
    const made = await readFile(keyFile(), 'utf8');
    await start();
    expect(await readFile(keyFile(), 'utf8')).toBe(made);
    await chmod(keyFile(), 0o644);
    await expect(start()).rejects.toThrow(/chmod 600/);
  });

  it('let no server start with another key, or with none', async () => {
    await (await start()).put('one', 'text');
    const good = await readFile(keyFile(), 'utf8');
    await writeFile(keyFile(), `${randomBytes(32).toString('hex')}\n`);
    await expect(start()).rejects.toThrow(/was set up with the secrets key [0-9a-f]{16}, but .* holds/);
    await rm(keyFile());
    await expect(start()).rejects.toThrow(/No new key was made/);
    await expect(readFile(keyFile())).rejects.toThrow(/ENOENT/);
    await writeFile(keyFile(), 'not a key\n', { mode: 0o600 });
    await expect(start()).rejects.toThrow(/no key/);
    const elsewhere = join(dataDir, 'elsewhere.key');
    await writeFile(elsewhere, `# copied\n${/[0-9a-f]{64}/.exec(good)![0]}\n`);
    const server = await start({ LEGATOR_SECRETS_KEY_FILE: elsewhere });
    expect(await server.get('one')).toBe('text');
    await expect(start({ LEGATOR_SECRETS_KEY_FILE: '/nowhere/x' })).rejects.toThrow(/cannot be read/);
  });

  it('have one key when two replicas begin at the same moment, and the second has it not', async () => {
    const other = await mkdtemp(join(tmpdir(), 'legator-secrets-'));
    const starts = await Promise.allSettled([start(), start({}, other)]);
    expect(starts.filter(({ status }) => status === 'rejected')).toHaveLength(1);
    expect(await rows('select 1 from core_secret_key')).toHaveLength(1);
    await rm(other, { recursive: true });
  });

  it('get a new key while they are read and written, and none is lost', async () => {
    const server = await start();
    const other = await start();
    const ids = Array.from({ length: 60 }, (_, at) => `s${at}`);
    for (const id of ids) await server.put(id, `${id}:0`);
    const untouched = `select record_id, sealed from core_secret where record_id ~ '^s[0-4]$' order by 1`;
    const before = await rows(untouched);
    let ended = false;
    const wrong: unknown[] = [];
    const busy = [server, other].map(async (replica, odd) => {
      for (let round = 1; !ended; round += 1) {
        const id = ids[5 + ((round * 2 + odd) % 50)]!;
        await replica.put(id, `${id}:${round}`).catch((error: unknown) => wrong.push(error));
        const [some, read] = [ids[round % 60]!, await replica.get(ids[round % 60]!).catch(String)];
        if (!read?.startsWith(`${some}:`)) wrong.push(read);
      }
    });
    const first = await server.rotate({ batch: 3 });
    const second = await other.rotate({ batch: 3 });
    ended = true;
    await Promise.all(busy);
    expect(wrong).toEqual([]);
    expect(first.keyId).not.toBe(second.keyId);
    expect(await rows('select distinct key_id from core_secret')).toEqual([{ key_id: second.keyId }]);
    expect(await rows(untouched)).toEqual(before);
    expect((await readFile(keyFile(), 'utf8')).match(/[0-9a-f]{64}/g)).toHaveLength(1);
    const fresh = await start();
    for (const id of ids) expect(await fresh.get(id)).toMatch(new RegExp(`^${id}:`));
    expect(server.spine.audit.appended.map(({ type }) => type)).toContain('secrets.key_rotated');
  });

  it.each(STEPS)('get it in the end when the rotation is killed after "%s"', async (last) => {
    const server = await start();
    for (let at = 0; at < 7; at += 1) await server.put(`s${at}`, `text ${at}`);
    const killed = server.rotate({
      batch: 3,
      onStep: (step) => {
        if (step === last) throw new Error('killed');
      },
    });
    await expect(killed).rejects.toThrow('killed');
    // Servers that run, and one that starts just now, read and write all of them.
    const late = await start();
    for (let at = 0; at < 7; at += 1) expect(await late.get(`s${at}`)).toBe(`text ${at}`);
    await late.put('s6', 'text 6');
    expect(await server.get('s6')).toBe('text 6');
    const again = await late.rotate();
    expect(again.resumed).toBe(last !== 'key_written');
    expect(await rows(`select state, count(*)::int from core_secret_key group by 1 order by 1`)).toEqual([
      { state: 'current', count: 1 },
      { state: 'retired', count: 1 },
    ]);
    expect(await rows('select distinct key_id from core_secret')).toEqual([{ key_id: again.keyId }]);
    expect((await readFile(keyFile(), 'utf8')).match(/[0-9a-f]{64}/g)).toHaveLength(1);
    const fresh = await start();
    for (let at = 0; at < 7; at += 1) expect(await fresh.get(`s${at}`)).toBe(`text ${at}`);
  });

  it('are under the new key too when they were being set while it came', async () => {
    const server = await start();
    await server.put('one', 'text');
    const { spine, vault } = server;
    let rotating: Promise<unknown> | undefined;
    await spine.app.get(Transactions).runAs('default', async (tx) => {
      await vault.put(tx, ref('slow'), 'slow', 'Ana');
      rotating = server.rotate();
      const waits = `select 1 from pg_locks where locktype = 'advisory' and not granted
        and database = (select oid from pg_database where datname = current_database())`;
      const held = eventually(async () => expect(await rows(waits)).not.toEqual([]));
      await Promise.race([held, rotating]);
    });
    await rotating;
    expect(await rows('select distinct key_id from core_secret')).toHaveLength(1);
    expect(await (await start()).get('slow')).toBe('slow');
  });

  it('keep both keys while one of them cannot be moved, and say which', async () => {
    const server = await start();
    await server.put('good', 'good');
    await server.put('bad', 'bad');
    await owner.query(
      `update core_secret set wrapped_key = set_bit(wrapped_key, 100, 1 - get_bit(wrapped_key, 100)) where record_id = 'bad'`,
    );
    await expect(server.rotate()).rejects.toThrow(/test_thing bad .*changed in the database/);
    expect((await readFile(keyFile(), 'utf8')).match(/[0-9a-f]{64}/g)).toHaveLength(2);
    expect(await server.get('good')).toBe('good');
    await server.remove('bad');
    expect(await server.rotate()).toMatchObject({ resumed: true, records: 1 });
  });

  it('are not given two keys at once', async () => {
    const server = await start();
    await server.put('one', 'text');
    const other = await start();
    // Held in the middle: nobody may write the record that the first one has to move.
    await owner.query('begin');
    await owner.query('lock table core_secret in share mode');
    const { promise: switched, resolve } = Promise.withResolvers<void>();
    const first = server.rotate({ onStep: (step) => step === 'switched' && resolve() });
    await Promise.race([switched, first]);
    await expect(other.rotate()).rejects.toMatchObject({ code: 'secrets.rotating' });
    await owner.query('commit');
    expect(await first).toMatchObject({ records: 1 });
  });
});
