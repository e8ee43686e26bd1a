import { TestBed } from '@angular/core/testing';
import { ApiError } from '../../core/api-error';
import { OPEN_SOCKET } from '../../core/live/live-socket';
import { FakeSockets } from '../../core/live/testing';
import { Toasts } from '../../ui/toasts';
import { ProbeApi } from './probe-api';
import { ProbeStore } from './probe-store';
import { TagEdit } from './tag-edit';
import { FakeProbeApi, aProbe } from './testing';

async function setup(tags: string[]) {
  const api = new FakeProbeApi();
  api.probe = aProbe({ tags });
  TestBed.configureTestingModule({
    providers: [
      ProbeStore,
      TagEdit,
      { provide: ProbeApi, useValue: api },
      { provide: OPEN_SOCKET, useValue: new FakeSockets().open },
    ],
  });
  const store = TestBed.inject(ProbeStore);
  await store.show('prb-1');
  return { api, store, edit: TestBed.inject(TagEdit), toasts: TestBed.inject(Toasts) };
}

describe('Tags of a probe', () => {
  it('are there at once, and kept', async () => {
    const { api, store, edit } = await setup(['web']);
    const done = edit.add(' Prod ');
    expect(store.probe()?.tags).toEqual(['web', 'prod']);
    await done;
    expect(api.probe?.tags).toEqual(['web', 'prod']);
  });

  it('are put back visibly when the change is refused', async () => {
    const { api, store, edit, toasts } = await setup(['web']);
    api.refusal = new ApiError('forbidden', 'no', 403);
    await edit.remove('web');
    expect(store.probe()?.tags).toEqual(['web']);
    expect(toasts.shown()[0]).toMatchObject({ tone: 'bad' });
  });

  it('come back with Undo', async () => {
    const { api, edit, toasts } = await setup(['web', 'prod']);
    await edit.remove('web');
    toasts.shown()[0]?.action?.run();
    await vi.waitFor(() => expect(api.probe?.tags).toEqual(['prod', 'web']));
  });

  it('lose nothing that somebody else has added meanwhile', async () => {
    const { api, edit } = await setup(['web']);
    api.probe = aProbe({ tags: ['web', 'db'] });
    await edit.add('prod');
    expect(api.probe?.tags).toEqual(['web', 'db', 'prod']);
  });

  it('lose nothing when two are changed at once', async () => {
    const { api, edit } = await setup([]);
    await Promise.all([edit.add('a'), edit.add('b')]);
    expect(api.probe?.tags).toEqual(['a', 'b']);
  });

  it.each([
    ['a second time', 'WEB', /already/],
    ['longer than any tag', 'x'.repeat(129), /128/],
  ])('are not added %s', async (_what, tag, why) => {
    const { api, edit } = await setup(['web']);
    expect(edit.problem(tag)).toMatch(why);
    await edit.add(tag);
    expect(api.probe?.tags).toEqual(['web']);
  });
});
