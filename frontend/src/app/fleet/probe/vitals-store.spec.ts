import { TestBed } from '@angular/core/testing';
import { LiveFeed } from '../../core/live/live-feed';
import { OPEN_SOCKET } from '../../core/live/live-socket';
import { FakeSockets, aRow } from '../../core/live/testing';
import { ProbeApi } from './probe-api';
import { FakeProbeApi, aPoint } from './testing';
import { VitalsStore } from './vitals-store';

const frame = () => new Promise((resolve) => setTimeout(resolve, 60));
const ago = (seconds: number) => new Date(Date.now() - seconds * 1_000).toISOString();

async function setup(range = '1h', stepSeconds = 30) {
  const api = new FakeProbeApi();
  api.stepSeconds = stepSeconds;
  api.points = [aPoint(ago(90)), aPoint(ago(60)), aPoint(ago(30))];
  const sockets = new FakeSockets();
  TestBed.configureTestingModule({
    providers: [
      VitalsStore,
      { provide: ProbeApi, useValue: api },
      { provide: OPEN_SOCKET, useValue: sockets.open },
    ],
  });
  const store = TestBed.inject(VitalsStore);
  TestBed.inject(LiveFeed).connect();
  sockets.last.comesUp();
  await store.show('prb-1', range);
  TestBed.tick();
  await frame();
  const beats = async (at: string, cpu: number) => {
    sockets.last.tells({ type: 'rows', rows: [aRow({ id: 'prb-1', vitals_at: at, cpu_percent: cpu })] });
    await frame();
  };
  return { api, store, beats };
}

describe('The vitals of a probe', () => {
  it('go on with what the host tells while they are open', async () => {
    const { store, beats } = await setup();
    await beats(ago(0), 77);
    expect(store.values('cpu_percent')).toEqual([10, 10, 10, 77]);
    expect(store.shown()!.to).toBeGreaterThanOrEqual(store.times().at(-1)!);
  });

  it('take nothing twice, and nothing that is older than what is there', async () => {
    const { store, beats } = await setup();
    const at = ago(0);
    await beats(at, 77);
    await beats(at, 77);
    await beats(ago(45), 5);
    expect(store.values('cpu_percent')).toEqual([10, 10, 10, 77]);
  });

  it.each([
    ['lies in the past', '2026-11-19T08:00:00Z/2026-11-19T09:00:00Z', 30],
    ['has steps so long that one beat says nothing', '7d', 3_600],
  ])('stand still where the range %s', async (_what, range, step) => {
    const { store, beats } = await setup(range, step);
    await beats(ago(0), 77);
    expect(store.values('cpu_percent')).not.toContain(77);
  });

  it('leave a gap where the host was silent', async () => {
    const { api, store } = await setup();
    api.points = [aPoint(ago(600)), aPoint(ago(30))];
    await store.load();
    expect(store.values('cpu_percent')).toEqual([10, null, 10]);
  });
});
