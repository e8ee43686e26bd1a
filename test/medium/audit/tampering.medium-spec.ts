import type { AuditVerification } from '@legator/contracts';
import { chainLink, checkpointLine, entryHash, parseCheckpoint, verifyExport } from '@legator/wire';
import type { ExportReport } from '@legator/wire';
import type { Client } from 'pg';
import { freshDatabase } from '../../support/database.js';
import type { FreshDatabase } from '../../support/database.js';
import { asAttacker, newDataDir, records, startReplica, whileNobodySeals } from './replica.js';
import type { Replica } from './replica.js';

let database: FreshDatabase;
let dataDir: string;
let replica: Replica;

beforeEach(async () => {
  database = await freshDatabase();
  dataDir = await newDataDir();
  replica = await startReplica(database.url, dataDir);
  await replica.append(records(10));
  expect(await verified()).toMatchObject({ valid: true, entries_checked: 10, reason: null });
});
afterEach(async () => {
  await replica?.close();
  await database?.drop();
});

const verified = async (query = ''): Promise<AuditVerification> =>
  (await replica.get(`/verify${query}`).expect(200)).body;

/** As a stranger would: the file and the public key, nothing else. */
async function verifiedOffline(over: { query?: string; checkpoint?: string } = {}): Promise<ExportReport> {
  const { public_key } = (await replica.get('/key').expect(200)).body;
  const lines = await exported(over.query);
  const checkpoint = over.checkpoint === undefined ? undefined : parseCheckpoint(over.checkpoint);
  return verifyExport(lines, { publicKeys: [public_key], checkpoint });
}

async function exported(query = ''): Promise<string[]> {
  const answer = await replica.get(`/export${query}`).responseType('blob').expect(200);
  return (answer.body as Buffer)
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '');
}

const tamper = (sql: string) => asAttacker(database.url, (client) => client.query(sql));

/** Writes the chain anew from an index on, as somebody would who knows how it is made. */
async function chainAnew(client: Client, from: number): Promise<void> {
  const { rows } = await client.query('select idx, body, link from audit_entry order by idx');
  let link = rows.find(({ idx }) => Number(idx) === from - 1)?.link ?? '0'.repeat(64);
  for (const { idx, body } of rows.filter((row) => Number(row.idx) >= from)) {
    const hash = entryHash(body);
    link = chainLink(link, hash);
    await client.query('update audit_entry set entry_hash = $2, link = $3 where idx = $1', [idx, hash, link]);
  }
  await client.query('update audit_chain set last_link = $1, last_idx = (select max(idx) from audit_entry)', [
    link,
  ]);
}

describe('tampering with the tables', () => {
  it.each([
    [
      'an edited text',
      `update audit_entry set body = replace(body, 'entry 4', 'entry X') where idx = 4`,
      'entry_hash',
      4,
    ],
    [
      'an edited text with its hash',
      `update audit_entry set body = replace(body, 'entry 4', 'entry X'),
         entry_hash = encode(sha256(convert_to(replace(body, 'entry 4', 'entry X'), 'UTF8')), 'hex') where idx = 4`,
      'link',
      4,
    ],
    ['an edited link', `update audit_entry set link = entry_hash where idx = 6`, 'link', 6],
    ['a deleted entry', `delete from audit_entry where idx = 5`, 'gap', 5],
    ['a deleted beginning', `delete from audit_entry where idx <= 2`, 'gap', 1],
    [
      'an inserted entry',
      `update audit_entry set idx = idx + 1000 where idx >= 5;
       insert into audit_entry select tenant_id, 5, gen_random_uuid(), replace(body, 'entry 1', 'entry N'), entry_hash,
         link, at, type, probe_id, actor_id, subject_type, subject_id from audit_entry where idx = 1;
       update audit_entry set idx = idx - 999 where idx >= 1000;
       update audit_chain set last_idx = 11`,
      'entry_hash',
      5,
    ],
    [
      'two entries that changed places',
      `update audit_entry set idx = case idx when 3 then -7 else -3 end + 0 where idx in (3, 7);
       update audit_entry set idx = -idx where idx < 0`,
      'link',
      3,
    ],
  ])('finds %s, here and offline', async (_what, sql, reason, index) => {
    await asAttacker(database.url, async (client) => {
      await client.query('alter table audit_entry drop constraint if exists audit_entry_idx_check');
      await client.query(sql);
    });
    expect(await verified()).toMatchObject({ valid: false, reason, first_invalid_index: index });
    expect(await verifiedOffline()).toMatchObject({ valid: false, first_invalid_index: index });
  });

  it('finds a hole that takes whole pages, and does not take it for the end', async () => {
    for (let n = 0; n < 5; n += 1) await replica.append(records(1_000));
    expect(await verified()).toMatchObject({ valid: true, entries_checked: 5_010 });
    await tamper('delete from audit_entry where idx between 900 and 4000');
    expect(await verified()).toMatchObject({ valid: false, first_invalid_index: 900, reason: 'gap' });
    // The file has what is left, up to the end, so that whoever reads it finds the same.
    expect((await exported()).at(-1)).toContain('"index":5010');
    expect(await verifiedOffline()).toMatchObject({ valid: false, first_invalid_index: 900, reason: 'gap' });
  });

  it.each([12, 500, 0])('finds a tail cut behind %i by the checkpoints, here and offline', async (left) => {
    const cut = { valid: false, reason: 'truncated', first_invalid_index: left + 1 };
    await replica.append(records(495));
    // The checkpoint of entry 10 vouches for what is left, which is part of a page of the export, all of it or nothing.
    expect(await verified()).toMatchObject({ valid: true, last_index: 505 });
    for (const sql of [
      `delete from audit_entry where idx > ${left}`,
      `update audit_chain set last_idx = ${left}, last_link = coalesce(
         (select link from audit_entry where idx = ${left}), last_link)`,
    ]) {
      await tamper(sql);
      expect(await verified()).toMatchObject(cut);
      expect(await verifiedOffline()).toMatchObject(cut);
    }
  });

  it('finds a tail that was cut together with every trace in the database, by what this process signed', async () => {
    await cutWithoutTrace();
    expect(await verified()).toMatchObject({ valid: false, reason: 'truncated', first_invalid_index: 8 });
  });

  it('finds it after a restart by a checkpoint kept elsewhere, here and offline', async () => {
    const { checkpoint } = await verified();
    const kept = checkpointLine(checkpoint!);
    await cutWithoutTrace();
    await replica.close();
    replica = await startReplica(database.url, dataDir);
    // Nothing in the database knows better, which is why a checkpoint should be kept elsewhere.
    expect(await verified()).toMatchObject({ valid: true, entries_checked: 7 });
    expect(await verified(`?checkpoint=${encodeURIComponent(kept)}`)).toMatchObject({
      valid: false,
      reason: 'truncated',
      first_invalid_index: 8,
    });
    expect(await verifiedOffline()).toMatchObject({ valid: true });
    expect(await verifiedOffline({ checkpoint: kept })).toMatchObject({
      valid: false,
      reason: 'truncated',
      first_invalid_index: 8,
    });
  });

  it('finds a history that was written anew, by its signed checkpoint', async () => {
    await asAttacker(database.url, async (client) => {
      await client.query(`update audit_entry set body = replace(body, 'entry 4', 'entry X') where idx = 4`);
      await chainAnew(client, 4);
    });
    expect(await verified()).toMatchObject({
      valid: false,
      reason: 'checkpoint_link',
      first_invalid_index: 10,
    });
    expect(await verifiedOffline()).toMatchObject({ valid: false, reason: 'checkpoint_link' });
  });

  it('finds columns that say something else than the text', async () => {
    for (const sql of [
      `set type = 'x'`,
      `set probe_id = null`,
      `set actor_id = 'x'`,
      `set at = at + interval '1 ms'`,
      `set subject_id = 'x'`,
      `set subject_type = 'x'`,
      'set id = gen_random_uuid()',
    ]) {
      await tamper(`create table kept as select * from audit_entry where idx = 6`);
      await tamper(`update audit_entry ${sql} where idx = 6`);
      expect(await verified()).toMatchObject({ valid: false, reason: 'columns', first_invalid_index: 6 });
      await tamper(`delete from audit_entry where idx = 6`);
      await tamper(`insert into audit_entry select * from kept; drop table kept`);
      expect(await verified()).toMatchObject({ valid: true });
    }
  });

  it('finds checkpoints that were taken out, edited or signed by another key', async () => {
    await tamper('create table kept as select * from audit_checkpoint');
    for (const [sql, reason] of [
      ['delete from audit_checkpoint', 'checkpoint_missing'],
      [`update audit_checkpoint set line = 'x'`, 'malformed'],
      [`update audit_checkpoint set line = replace(line, '"index":10', '"index":9')`, 'checkpoint_misplaced'],
      [
        `update audit_checkpoint set line = regexp_replace(line, '"kid":"[^"]*"', '"kid":"0000000000000000"')`,
        'unknown_key',
      ],
      [
        `update audit_checkpoint set line = regexp_replace(line, '"at":"[^"]*"', '"at":"2020-01-01T00:00:00.000Z"')`,
        'checkpoint_signature',
      ],
    ] as const) {
      await tamper(sql);
      const { valid, reason: found } = await verified();
      expect([sql, valid, found]).toEqual([sql, false, reason]);
      await tamper('delete from audit_checkpoint; insert into audit_checkpoint select * from kept');
    }
    expect(await verified()).toMatchObject({ valid: true });
  });

  it('finds an entry put behind the end of the chain', async () => {
    await whileNobodySeals(database.url, () =>
      tamper(`insert into audit_entry select tenant_id, 11, gen_random_uuid(), body, entry_hash, link, at, type,
                probe_id, actor_id, subject_type, subject_id from audit_entry where idx = 10`),
    );
    expect(await verified()).toMatchObject({ valid: false, reason: 'head', first_invalid_index: 11 });
  });
});

async function cutWithoutTrace(): Promise<void> {
  await tamper(`
    delete from audit_entry where idx > 7;
    delete from audit_checkpoint;
    update audit_chain set last_idx = 7, checkpoint_idx = 0, last_link = (select link from audit_entry where idx = 7)`);
}

describe('an export', () => {
  it('is verified with the public key alone', async () => {
    const report = await verifiedOffline();
    expect(report).toMatchObject({ valid: true, checked: 10, omitted: 0, tenant: 'default', sealed_to: 10 });
    const other = await verifyExport(await exported(), { publicKeys: ['A'.repeat(43)] });
    expect(other).toMatchObject({ valid: false, reason: 'unknown_key' });
  });

  it('is a file of upstream’s name, one event a line, and says how the chain is made', async () => {
    const answer = await replica
      .get('/export')
      .expect(200)
      .expect('Content-Type', /application\/x-ndjson/);
    expect(answer.headers['content-disposition']).toMatch(
      /^attachment; filename="legator-audit-\d{8}\.jsonl"$/,
    );
    expect(answer.headers).toMatchObject({
      'x-legator-audit-chain-mode': 'enabled',
      'x-legator-audit-chain-algorithm': 'sha256',
      'x-legator-audit-genesis-hash': '0'.repeat(64),
    });
    const events = (await exported()).map((line) => JSON.parse(line)).filter((line) => line.chain);
    expect(events[3]).toMatchObject({ summary: 'entry 4', actor: 'ana', chain: { index: 4 } });
  });

  it('carries the hash of what a filter left out, and is verified all the same', async () => {
    await replica.append(records(2, { type: 'rare.one' }));
    await replica.append(records(3));
    const lines = await exported('?type=rare.one');
    expect(lines.filter((line) => line.includes('"chain"'))).toHaveLength(2);
    expect(lines.join('\n')).not.toContain('entry 3');
    expect(await verifiedOffline({ query: '?type=rare.one' })).toMatchObject({
      valid: true,
      checked: 2,
      omitted: 13,
    });
    expect(await verifiedOffline({ query: '?until=2020-01-01T00:00:00Z' })).toMatchObject({
      valid: true,
      checked: 0,
      omitted: 15,
    });
  });

  it('holds over many pages', async () => {
    await replica.append(records(2_600), 500);
    expect(await verified()).toMatchObject({ valid: true, entries_checked: 2_610 });
    const report = await verifiedOffline();
    expect(report).toMatchObject({ valid: true, checked: 2_610, sealed_to: 2_610 });
    expect(report.checkpoints).toBeGreaterThanOrEqual(3);
    const { checkpoints } = (await replica.get('/checkpoints?limit=2').expect(200)).body;
    expect(checkpoints.map((one: { checkpoint: { index: number } }) => one.checkpoint.index)[0]).toBe(2_610);
  });

  it('as CSV has upstream’s columns and nothing a spreadsheet would run', async () => {
    await replica.append(records(1, { summary: '=HYPERLINK("http://x","y"), "quoted"' }));
    const { text: csv } = await replica
      .get('/export/csv')
      .expect(200)
      .expect('Content-Type', /text\/csv/);
    const lines = csv.trimEnd().split('\n');
    expect(lines[0]).toBe('id,timestamp,type,probe_id,actor,summary,prev_hash,entry_hash');
    expect(lines).toHaveLength(12);
    expect(lines[11]).toContain(`,"'=HYPERLINK(""http://x"",""y""), ""quoted""",`);
    const [previous, hash] = lines[5]!.split(',').slice(-2);
    expect(lines[6]!.split(',').at(-2)).toBe(chainLink(previous!, hash!));
    expect((await replica.get('/export/csv?type=no.such')).text.trimEnd().split('\n')).toHaveLength(1);
  });
});
