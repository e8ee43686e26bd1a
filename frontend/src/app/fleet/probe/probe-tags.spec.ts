import { TestBed } from '@angular/core/testing';
import { OPEN_SOCKET } from '../../core/live/live-socket';
import { FakeSockets } from '../../core/live/testing';
import { Session } from '../../core/session';
import { ProbeApi } from './probe-api';
import { ProbeStore } from './probe-store';
import { ProbeTags } from './probe-tags';
import { FakeProbeApi, aProbe } from './testing';

async function setup(tags: string[]) {
  const api = new FakeProbeApi();
  api.probe = aProbe({ tags });
  TestBed.configureTestingModule({
    providers: [
      ProbeStore,
      { provide: ProbeApi, useValue: api },
      { provide: Session, useValue: { may: () => true } },
      { provide: OPEN_SOCKET, useValue: new FakeSockets().open },
    ],
  });
  const store = TestBed.inject(ProbeStore);
  await store.show('prb-1');
  const fixture = TestBed.createComponent(ProbeTags);
  fixture.componentRef.setInput('tags', store.probe()?.tags ?? []);
  const element = fixture.nativeElement as HTMLElement;
  document.body.append(element);
  await fixture.whenStable();
  const remove = async (tag: string) => {
    element.querySelector<HTMLElement>(`[aria-label="Remove ${tag}"]`)!.click();
    fixture.componentRef.setInput('tags', store.probe()?.tags ?? []);
    await fixture.whenStable();
    return document.activeElement?.getAttribute('aria-label');
  };
  return { element, remove };
}

describe('The tags of a probe', () => {
  it('pass the focus on when one is removed: to the next, and at the end to adding one', async () => {
    const { element, remove } = await setup(['a', 'b', 'c']);
    expect(await remove('a')).toBe('Remove b');
    expect(await remove('c')).toBe('Add tag');
    expect(await remove('b')).toBe('Add tag');
    element.remove();
  });
});
