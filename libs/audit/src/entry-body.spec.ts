import { createHash } from 'node:crypto';
import { canonicalize } from '@legator/wire';
import { entryBody } from './entry-body.js';
import { anAuditRecord } from './testing.js';

const bodyOf = (over: Parameters<typeof anAuditRecord>[0]) => JSON.parse(entryBody(anAuditRecord(over)));

describe('the body of an entry', () => {
  it('is canonical and says who did what to whom, when and under which request', () => {
    const record = anAuditRecord({
      actor: { type: 'user', id: 'u1', name: 'Ana', address: '10.0.0.1' },
      before: { level: 'observe' },
      after: { level: 'diagnose' },
      requestId: 'r1',
      correlationId: 'c1',
      signalId: 's1',
    });
    const text = entryBody(record);
    expect(canonicalize(JSON.parse(text))).toBe(text);
    expect(JSON.parse(text)).toEqual({
      id: record.id,
      tenant_id: 'default',
      timestamp: '2026-01-31T08:00:00.000Z',
      type: 'command.sent',
      actor: 'Ana',
      actor_type: 'user',
      actor_id: 'u1',
      remote_addr: '10.0.0.1',
      probe_id: 'prb-1',
      subject: { type: 'directive', id: 'd-1' },
      summary: 'ana sent uptime to prb-1',
      detail: { command: 'uptime' },
      before: { level: 'observe' },
      after: { level: 'diagnose' },
      request_id: 'r1',
      correlation_id: 'c1',
      signal_id: 's1',
    });
  });

  it('leaves out what is not known', () => {
    expect(Object.keys(bodyOf({ probeId: undefined, subject: undefined, detail: undefined }))).toEqual([
      'actor',
      'actor_id',
      'actor_type',
      'id',
      'summary',
      'tenant_id',
      'timestamp',
      'type',
    ]);
  });

  it('masks secrets wherever they were put', () => {
    const token = `lgk_${'a'.repeat(64)}`;
    const text = entryBody(
      anAuditRecord({
        summary: `used ${token}`,
        detail: { password: 'hunter2', line: `curl -H "Authorization: Bearer ${'b'.repeat(24)}"` },
        before: [token],
        after: { nested: { api_key: 'x' } },
      }),
    );
    for (const secret of [token, 'hunter2', 'b'.repeat(24), '"x"']) expect(text).not.toContain(secret);
  });

  it('takes whatever it is given, and stays JSON that every reader understands alike', () => {
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    const detail = {
      half: '\ud800',
      nul: 'a\0b',
      nan: NaN,
      big: 10n,
      date: new Date(0),
      wrong: new Date(NaN),
      bytes: Buffer.from('abc'),
      gone: undefined,
      list: [undefined, () => 1],
      circle,
    };
    const { detail: kept } = bodyOf({ detail });
    expect(kept).toMatchObject({
      half: '\ufffd',
      nul: 'a\ufffdb',
      nan: null,
      big: '10',
      date: '1970-01-01T00:00:00.000Z',
      wrong: null,
      bytes: '[3 bytes]',
      list: [null, null],
    });
    expect(kept).not.toHaveProperty('gone');
    expect(JSON.stringify(kept.circle)).toContain('[nested too deeply]');
  });

  it('keeps the hash of what is too long to keep', () => {
    const output = 'x'.repeat(300_000);
    const body = bodyOf({ detail: { output }, after: { small: 1 } });
    const sha256 = createHash('sha256').update(canonicalize({ output })).digest('hex');
    expect(body.detail).toEqual({ truncated: true, bytes: 300_013, sha256 });
    expect(body.after).toEqual({ small: 1 });
  });

  it('cuts fields that an index could not hold, never in the middle of a character', () => {
    const long = `${'x'.repeat(255)}😀${'y'.repeat(5_000)}`;
    const body = bodyOf({ actor: { type: 'user', id: long, name: long }, probeId: long, type: long });
    expect(body.actor_id).toBe(`${'x'.repeat(255)}\ufffd`);
    expect([body.actor.length, body.probe_id.length, body.type.length]).toEqual([256, 128, 128]);
  });
});
