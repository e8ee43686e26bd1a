import { anAuditRecord } from '@legator/audit/testing';
import { Timeline } from '@legator/contracts';
import type { Permission, TimelineEntry } from '@legator/contracts';
import { AuditAppender, Signals, Transactions } from '@legator/core';
import { aSignal } from '../../support/core-app.js';
import { anActor } from '@legator/core/testing';
import type { FakeProbe } from '../../support/fake-probe.js';
import { ProbeRoad } from '../../support/probe-road.js';
import { eventually } from '../../support/spine.js';

jest.setTimeout(90_000);

let road: ProbeRoad;
let probe: FakeProbe;

const READER: Permission[] = ['fleet:read'];

beforeAll(async () => {
  road = await ProbeRoad.start();
  probe = (await road.probe('web-1', { tags: ['web'] })).answering({ exitCode: 3 });
  road.spine.access.named['reader'] = anActor({ permissions: READER });
  road.spine.access.named['operator'] = anActor({ permissions: [...READER, 'directive:read'] });
  road.spine.access.named['auditor'] = anActor({ permissions: [...READER, 'audit:read'] });
  road.spine.access.named['stranger'] = anActor({ tenantId: 'other' });
  await road.post(`/probes/${probe.id}/command?wait=true`, { command: 'uptime --secret', request_id: 'one' });
  await eventually(async () => expect((await page()).entries.map(typeOf)).toContain('command.failed'));
  await appendAlone('config.looked_at', new Date());
  await eventually(async () => {
    const { entries } = await page();
    expect(entries.every(({ audit }) => audit === undefined || audit.sealed)).toBe(true);
  });
});
afterAll(() => road.close());

const typeOf = ({ type }: TimelineEntry) => type;

function ask(query = '', who?: string, id = probe.id): Promise<Response> {
  const headers = who ? { authorization: `Bearer ${who}` } : undefined;
  return fetch(`${road.base}/api/v1/probes/${id}/timeline?${query}`, { headers });
}

async function page(query = '', who?: string, id?: string): Promise<Timeline> {
  const response = await ask(query, who, id);
  expect(response.status).toBe(200);
  return Timeline.parse(await response.json());
}

/** An entry of the trail that no fact stands behind. */
function appendAlone(type: string, at: Date, probeId = probe.id): Promise<void> {
  const { app } = road.spine;
  const record = anAuditRecord({ type, at, probeId, tenantId: 'default' });
  return app.get(Transactions).runAs('default', (tx) => app.get(AuditAppender).append(tx, [record]));
}

function state(type: string, occurredAt: Date, probeId = probe.id, tenantId = 'default'): Promise<unknown> {
  const { app } = road.spine;
  const signal = aSignal({ type, occurredAt, subject: { type: 'probe', id: probeId } });
  return road.spine.as({ tenantId }, () =>
    app.get(Transactions).run((tx) => app.get(Signals).record(tx, signal)),
  );
}

/** All of it, page by page. */
async function whole(limit: number, query = ''): Promise<TimelineEntry[]> {
  const entries: TimelineEntry[] = [];
  let next: string | null = '';
  for (let pages = 0; next !== null && pages < 200; pages += 1) {
    const found: Timeline = await page(`limit=${limit}${next && `&before=${next}`}${query}`);
    entries.push(...found.entries);
    next = found.next_cursor;
  }
  return entries;
}

describe('the timeline of a probe', () => {
  it('tells each happening once, newest first', async () => {
    const { entries, removed } = await page();
    expect(removed).toBe(false);
    const types = entries.map(typeOf);
    expect(types.filter((type) => type === 'command.run' || type === 'directive.requested')).toEqual([
      'command.run',
    ]);
    for (const once of ['probe.registered', 'command.dispatched', 'command.failed', 'config.looked_at'])
      expect([once, types.filter((type) => type === once)]).toEqual([once, [once]]);
    expect(types).not.toContain('command.sent');
    const times = entries.map(({ at }) => at);
    expect(times).toEqual([...times].sort().reverse());
  });

  it('says of a command what became of it, and where the trail has it', async () => {
    const { entries } = await page();
    const directive = entries.find(({ kind }) => kind === 'directive');
    expect(directive).toMatchObject({
      ...{ type: 'command.run', status: 'failed', gate: 'none', request_id: 'one', exit_code: 3 },
      ...{ command: 'uptime --secret', level: 'observe', risk: 'low', actor: { id: 'ana', name: 'Ana' } },
      audit: { sealed: true, index: expect.any(Number) },
    });
    const ended = entries.find(({ type }) => type === 'command.failed');
    expect(ended).toMatchObject({
      ...{ kind: 'signal', request_id: 'one', exit_code: 3, directive_id: directive!.id },
      ...{ command: 'uptime --secret', audit: { sealed: true }, same_as: expect.any(String) },
    });
    const alone = entries.find(({ type }) => type === 'config.looked_at');
    expect(alone).toMatchObject({ kind: 'audit', index: expect.any(Number) });
  });

  it('shows an entry that is not sealed yet, and marks it', async () => {
    await road.client.query('begin');
    await road.client.query('select * from audit_sealer for update');
    try {
      await appendAlone('config.just_now', new Date());
      await state('custom.just_now', new Date());
      const { entries } = await page();
      const found = (type: string) => entries.find((one) => one.type === type);
      expect(found('config.just_now')).toMatchObject({ kind: 'audit', audit: { sealed: false } });
      expect(found('custom.just_now')).toMatchObject({ kind: 'signal', audit: { sealed: false } });
      expect(entries.filter(({ type }) => type === 'custom.just_now')).toHaveLength(1);
    } finally {
      await road.client.query('rollback');
    }
  });

  it('shows only the kinds that were asked for', async () => {
    const kinds = async (query: string) =>
      new Set((await page(`kinds=${query}`)).entries.map(({ kind }) => kind));
    expect(await kinds('signal')).toEqual(new Set(['signal']));
    expect(await kinds('directive')).toEqual(new Set(['directive']));
    expect((await page('kinds=audit')).entries.map(typeOf)).toContain('command.sent');
    expect((await page('kinds=signal')).entries.map(typeOf)).toContain('directive.requested');
  });

  it('marks what became known late', async () => {
    await state('custom.long_ago', new Date(Date.now() - 3_600_000));
    expect((await page()).entries.find(({ type }) => type === 'custom.long_ago')).toMatchObject({
      late: true,
    });
  });
});

describe('who may not read everything', () => {
  it('sees no entry of the trail alone, and no place in it, without audit:read', async () => {
    for (const who of ['reader', 'operator']) {
      const { entries } = await page('', who);
      expect(entries.length).toBeGreaterThan(0);
      expect(entries.filter(({ kind, audit }) => kind === 'audit' || audit)).toEqual([]);
      expect(entries.map(typeOf)).not.toContain('config.looked_at');
      expect((await page('kinds=audit', who)).entries).toEqual([]);
    }
  });

  it('sees neither directives nor what they run without directive:read', async () => {
    const response = await ask('kinds=signal,directive', 'auditor');
    const text = await response.text();
    expect(text).toContain('command.dispatched');
    expect(text).not.toContain('uptime');
    expect((await page('kinds=directive', 'auditor')).entries).toEqual([]);
    expect(await (await ask('', 'reader')).text()).not.toContain('uptime');
  });

  it('reads why its host was frozen only with directive:read', async () => {
    await state('execution.frozen', new Date());
    const told = async (who: string) =>
      (await page('kinds=signal', who)).entries.find(({ type }) => type === 'execution.frozen')!.summary;
    expect(await told('auditor')).toBe('Execution frozen');
    expect(await told('operator')).toBe(aSignal().summary);
  });

  it('is turned away without fleet:read', async () => {
    road.spine.access.named['nobody'] = anActor({ permissions: ['audit:read'] });
    expect((await ask('', 'nobody')).status).toBe(403);
  });

  it('finds nothing of a probe of another tenant', async () => {
    expect((await ask('', 'stranger')).status).toBe(404);
  });

  it('sees nothing that another tenant says of the same id', async () => {
    await state('custom.foreign', new Date(), probe.id, 'other');
    expect((await page()).entries.map(typeOf)).not.toContain('custom.foreign');
  });
});

describe('pages', () => {
  it.each([1, 2, 7, 200])('of %i put together are the whole, whatever the size', async (limit) => {
    const at = Date.now() - 60_000;
    for (let n = 0; n < 3; n += 1) await state('custom.at_once', new Date(at));
    await appendAlone('config.at_once', new Date(at));
    const all = await whole(200);
    const paged = await whole(limit);
    expect(paged.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
    expect(new Set(paged.map(({ id }) => id)).size).toBe(paged.length);
  });

  it('do not move when something new happens meanwhile', async () => {
    const first = await page('limit=5');
    const expected = (await whole(200)).slice(5).map(({ id }) => id);
    await state('custom.meanwhile', new Date());
    const rest = await page(`limit=200&before=${first.next_cursor}`);
    expect(rest.entries.map(({ id }) => id)).toEqual(expected);
  });

  it.each(['limit=0', 'limit=201', 'limit=x', 'kinds=', 'kinds=signal,other', 'before=x', 'since=now'])(
    'are refused for %s',
    async (query) => {
      expect((await ask(query)).status).toBe(400);
    },
  );
});

describe('a probe that is gone', () => {
  it('keeps its history, and says that it was removed', async () => {
    const gone = await road.probe('gone-1');
    await fetch(`${road.base}/api/v1/probes/${gone.id}`, { method: 'DELETE' });
    const { removed, entries } = await page('', undefined, gone.id);
    expect(removed).toBe(true);
    expect(entries.map(typeOf)).toEqual(expect.arrayContaining(['probe.registered', 'probe.deleted']));
  });

  it('is not found when it never was', async () => {
    expect((await ask('', undefined, 'prb-00000000')).status).toBe(404);
    expect((await ask('', undefined, '%00')).status).toBe(400);
  });
});
