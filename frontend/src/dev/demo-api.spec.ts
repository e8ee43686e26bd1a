import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { Api } from '../app/core/api-client';
import { apiErrors } from '../app/core/api-errors';
import { auditList } from '../app/core/api/fn/audit/audit-list';
import { sessionsMe } from '../app/core/api/fn/sessions/sessions-me';
import { probesGet } from '../app/core/api/fn/probes/probes-get';
import { probesHistory } from '../app/core/api/fn/probes/probes-history';
import { probesList } from '../app/core/api/fn/probes/probes-list';
import { probesSetTags } from '../app/core/api/fn/probes/probes-set-tags';
import { tokensCreate } from '../app/core/api/fn/tokens/tokens-create';
import { LiveFeed } from '../app/core/live/live-feed';
import { provideDemoApi } from './demo-api';
import { DEMO_MODE, readMode } from './demo-mode';
import { DemoWorld } from './demo-world';

function setup(words = '') {
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(withInterceptors([apiErrors])),
      provideDemoApi(),
      { provide: DEMO_MODE, useValue: { ...readMode(words), latencyMs: 0, still: true } },
    ],
  });
  return { api: TestBed.inject(Api), world: TestBed.inject(DemoWorld) };
}

const fleet = async (words?: string) => {
  const answer = await setup(words).api.call(probesList());
  return Array.isArray(answer) ? answer : answer.probes;
};

describe('the API in memory', () => {
  it('has a believable fleet, the same at every start', async () => {
    const probes = await fleet();
    expect(probes).toHaveLength(250);
    expect(probes.filter(({ hostname }) => /^[a-z]+-\d{2,}\.[a-z]{3}\d$/.test(hostname))).toHaveLength(250);
    expect(new Set(probes.map(({ id }) => id)).size).toBe(250);
    const by = (status: string) => probes.filter((probe) => probe.status === status).length;
    expect(by('online')).toBeGreaterThan(200);
    for (const status of ['offline', 'degraded', 'pending']) expect(by(status)).toBeGreaterThan(0);
    TestBed.resetTestingModule();
    expect((await fleet()).map(({ hostname }) => hostname)).toEqual(probes.map(({ hostname }) => hostname));
  });

  it('calls those degraded whose score says so, and no others', async () => {
    const here = (await fleet()).filter(({ connected }) => connected);
    const wrong = here.filter(({ status, health }) => (status === 'degraded') !== (health?.score ?? 0) < 50);
    expect(wrong.map(({ hostname, health }) => [hostname, health?.score])).toEqual([]);
  });

  it.each([
    ['empty', 0],
    ['huge', 10_000],
  ])('shows a fleet that is %s', async (words, count) => {
    expect(await fleet(words)).toHaveLength(count);
  });

  it('fails where it was asked to and nowhere else, as the control plane would', async () => {
    const { api } = setup('failing.audit');
    await expect(api.call(auditList())).rejects.toMatchObject({ code: 'unavailable', status: 503 });
    await expect(api.call(sessionsMe())).resolves.toMatchObject({ username: 'mara' });
  });

  it('has for each probe a history that ends in what it shows now', async () => {
    const { api, world } = setup();
    const probe = world.probes().find(({ status }) => status === 'online')!;
    const { vitals, vitals_at } = await api.call(probesGet({ id: probe.id }));
    const history = await api.call(probesHistory({ id: probe.id, to: vitals_at }));
    expect(history.points).toHaveLength(120);
    expect(
      Math.abs(history.points.at(-1)!.memory_percent! - (100 * vitals!.memoryUsed!) / vitals!.memoryTotal!),
    ).toBeLessThan(4);
  });

  it('remembers what was changed, writes it into the trail and tells of it', async () => {
    const { api, world } = setup();
    const told: string[] = [];
    world.listen(({ type }) => told.push(type));
    const { id } = world.probes()[0]!;
    await api.call(probesSetTags({ id, body: { tags: ['mine'] } }));
    await api.call(tokensCreate({ body: {} }));
    expect((await api.call(probesGet({ id }))).tags).toEqual(['mine']);
    expect(told).toEqual(['probe.tags_changed', 'token.generated']);
    const { events } = await api.call(auditList({ limit: 3 }));
    expect(events.map(({ type, sealed }) => [type, sealed]).slice(0, 2)).toEqual([
      ['token.generated', false],
      ['probe.tags_changed', true],
    ]);
    expect(events[1]!.index).toBe(events[2]!.index! + 1);
  });

  it('tells over the socket what happens, and how the rows are that one shows', async () => {
    const { world } = setup();
    const feed = TestBed.inject(LiveFeed);
    const id = world.probes().find(({ status }) => status === 'online')!.id;
    const told: string[] = [];
    const shown: string[] = [];
    feed.onEvents(['probe.'], ({ type }) => told.push(type));
    feed.watchRows(signal([id]), (rows) => shown.push(...rows.map((row) => row.id)));
    TestBed.tick();
    feed.connect();
    await vi.waitFor(() => expect(feed.state().kind).toBe('live'));
    world.setTags(id, ['mine']);
    await vi.waitFor(() => expect([told, shown]).toEqual([['probe.tags_changed'], [id]]));
    expect(feed.counts()?.all).toBe(250);
  });

  it('pages the trail to its end', async () => {
    const { api, world } = setup();
    let seen = 0;
    for (let cursor: string | undefined = undefined, more = true; more;) {
      const page: Awaited<ReturnType<typeof read>> = await read(cursor);
      seen += page.events.length;
      [cursor, more] = [page.next_cursor, page.has_more];
    }
    expect(seen).toBe(world.trail.length);
    function read(cursor: string | undefined) {
      return api.call(auditList({ limit: 500, cursor }));
    }
  });

  it('says what is missing when a route has no answer yet', async () => {
    const { api } = setup();
    await expect(api.call(probesGet({ id: 'prb-nobody' }))).rejects.toMatchObject({ status: 404 });
    await expect(api.call({ method: 'GET', path: '/api/v1/news', as: 'json' })).rejects.toThrow(/src\/dev/);
  });
});
