import { chainLink, ChainVerifier, entryHash, GENESIS_LINK } from '@legator/wire';
import type { AuditRecord } from '@legator/core';
import { chained } from './chaining.js';
import { entryBody } from './entry-body.js';
import type { InboxRow } from './sealable.js';
import { anAuditRecord } from './testing.js';

let next = 0;
const aRow = (over: Partial<AuditRecord> = {}): InboxRow => {
  const record = anAuditRecord(over);
  next += 1;
  return {
    id: String(next),
    tenant_id: record.tenantId,
    entry_id: record.id,
    body: entryBody(record),
    received_at: new Date('2026-02-01T00:00:00Z'),
  };
};

describe('a batch', () => {
  it('begins a chain at 1 and goes on without gaps, for each tenant on its own', () => {
    const rows = [aRow({ tenantId: 'a' }), aRow({ tenantId: 'b' }), aRow({ tenantId: 'a' })];
    const { entries, heads } = chained(rows, []);
    expect(entries.map(({ idx }) => idx)).toEqual([1, 1, 2]);
    expect(heads.map(({ tenant_id, last_idx }) => [tenant_id, last_idx])).toEqual([
      ['a', 2],
      ['b', 1],
    ]);
    expect(entries[0]!.link).toBe(chainLink(GENESIS_LINK, entryHash(rows[0]!.body)));
  });

  it('goes on where the chain ended, and the chain holds', () => {
    const first = chained([aRow(), aRow()], []);
    const second = chained([aRow()], first.heads);
    expect(second.entries[0]!.idx).toBe(3);
    const verifier = new ChainVerifier({ tenant: 'default', verify: () => 'invalid' });
    for (const { idx, body, link } of [...first.entries, ...second.entries]) {
      verifier.entry({ index: idx, text: body, link });
    }
    expect(verifier.finish()).toMatchObject({
      valid: true,
      last_index: 3,
      last_link: second.heads[0]!.last_link,
    });
  });

  it('keeps what it knows of the last checkpoint', () => {
    const head = { tenant_id: 'default', last_idx: 10, last_link: GENESIS_LINK, checkpoint_idx: 7 };
    expect(chained([aRow()], [head]).heads).toMatchObject([{ last_idx: 11, checkpoint_idx: 7 }]);
  });
});

describe('what is sealed of an inbox row', () => {
  const sealed = (row: InboxRow) => chained([row], []).entries[0]!;

  it('is its text, untouched, with the columns to search by', () => {
    const row = aRow();
    expect(sealed(row)).toMatchObject({
      body: row.body,
      replaced: null,
      id: row.entry_id,
      at: '2026-01-31T08:00:00.000Z',
      type: 'command.sent',
      probe_id: 'prb-1',
      actor_id: 'ana-id',
      subject_type: 'directive',
      subject_id: 'd-1',
    });
  });

  it('is the canonical form of a text that has another one', () => {
    const row = aRow();
    const spaced = { ...row, body: JSON.stringify(JSON.parse(row.body), null, 2) };
    expect(sealed(spaced)).toMatchObject({ body: row.body, replaced: row.body });
  });

  const changed = (change: (body: Record<string, unknown>) => void): InboxRow => {
    const row = aRow();
    const body = JSON.parse(row.body);
    change(body);
    return { ...row, body: JSON.stringify(body) };
  };

  it.each<[string, () => InboxRow]>([
    ['no JSON', () => ({ ...aRow(), body: '{' })],
    ['no object', () => ({ ...aRow(), body: '[]' })],
    ['of another tenant', () => changed((body) => (body['tenant_id'] = 'two'))],
    ['under another id', () => changed((body) => (body['id'] = aRow().entry_id))],
    ['without a type', () => changed((body) => delete body['type'])],
    ['at no time', () => changed((body) => (body['timestamp'] = 'today'))],
    ['with a field that breaks an index', () => changed((body) => (body['actor_id'] = 'x'.repeat(3_000)))],
    ['with a field that no column holds', () => changed((body) => (body['probe_id'] = 'a\0b'))],
    ['pretending to be in the chain', () => changed((body) => (body['chain'] = { index: 1 }))],
    ['half a character', () => ({ ...aRow(), body: aRow().body.replace('ana sent', '\\ud800') })],
  ])('is a note in its place when it is %s', (_what, make) => {
    const row = make();
    const entry = sealed(row);
    expect(entry).toMatchObject({ idx: 1, id: row.entry_id, type: 'audit.malformed', replaced: entry.body });
    expect(JSON.parse(entry.body)).toMatchObject({
      tenant_id: 'default',
      detail: { quoted: row.body.slice(0, 4_000) },
    });
    expect(entry.entry_hash).toBe(entryHash(entry.body));
  });
});
