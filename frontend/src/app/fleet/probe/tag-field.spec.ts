import { TestBed } from '@angular/core/testing';
import { aMe, FakeSessionApi } from '../../core/testing';
import { OPEN_SOCKET } from '../../core/live/live-socket';
import { FakeSockets } from '../../core/live/testing';
import { Session } from '../../core/session';
import { SessionApi } from '../../core/session-api';
import { ProbeApi } from './probe-api';
import { ProbeStore } from './probe-store';
import { ProbeTags } from './probe-tags';
import { FakeProbeApi, aProbe } from './testing';

describe('The field for a tag', () => {
  async function open() {
    const api = new FakeProbeApi();
    api.probe = aProbe();
    api.known = ['db', 'prod', 'web'];
    const session = new FakeSessionApi();
    session.answer = aMe({ permissions: ['fleet:write'] });
    TestBed.configureTestingModule({
      providers: [
        ProbeStore,
        { provide: ProbeApi, useValue: api },
        { provide: SessionApi, useValue: session },
        { provide: OPEN_SOCKET, useValue: new FakeSockets().open },
      ],
    });
    await TestBed.inject(Session).ready();
    await TestBed.inject(ProbeStore).show('prb-1');
    const fixture = TestBed.createComponent(ProbeTags);
    fixture.componentRef.setInput('tags', []);
    const host = fixture.nativeElement as HTMLElement;
    document.body.append(host);
    await fixture.whenStable();
    host.querySelector<HTMLElement>('.add')!.click();
    await vi.waitFor(() => expect(host.querySelectorAll('[role=option]')).toHaveLength(3));
    const press = async (key: string) => {
      host.querySelector('input')!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
      await fixture.whenStable();
    };
    return { host, press, options: () => host.querySelectorAll('[role=option]').length };
  }

  it('shows tags of other probes in a frame of their own', async () => {
    const { host } = await open();
    expect(getComputedStyle(host.querySelector('[role=listbox]')!).position).toBe('fixed');
  });

  it('gets out of the way when a tag was added, until it is asked for again', async () => {
    const { press, options } = await open();
    await press('ArrowDown');
    await press('Enter');
    expect(options()).toBe(0);
    await press('ArrowDown');
    expect(options()).toBe(3);
  });
});
