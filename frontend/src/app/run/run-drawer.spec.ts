import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { OPEN_SOCKET } from '../core/live/live-socket';
import { FakeSockets } from '../core/live/testing';
import { Session } from '../core/session';
import { RunApi } from './run-api';
import { RunDrawer } from './run-drawer';
import { RunPanel } from './run-panel';
import { FakeRunApi, aFleetRow } from './testing';

/** The drawer with a command that is to be written, for somebody with these rights. */
async function open(rights: readonly string[]): Promise<HTMLElement> {
  const api = new FakeRunApi();
  api.fleet = [aFleetRow({ id: 'prb-1' })];
  const may = (one: string) => rights.includes(one);
  TestBed.configureTestingModule({
    providers: [
      provideRouter([]),
      { provide: RunApi, useValue: api },
      { provide: Session, useValue: { may, shows: may } },
      { provide: OPEN_SOCKET, useValue: new FakeSockets().open },
    ],
  });
  TestBed.inject(RunPanel).open({ probes: ['prb-1'] });
  const fixture = TestBed.createComponent(RunDrawer);
  await fixture.whenStable();
  return fixture.nativeElement as HTMLElement;
}

describe('The drawer of a command', () => {
  afterEach(() => TestBed.resetTestingModule());

  it.each([
    [['fleet:write', 'command:exec'], true],
    [['command:exec'], false],
    [['fleet:write'], false],
  ])('with %j lets one be written: %s', async (rights, isOffered) => {
    const host = await open(rights);
    expect(host.querySelector('lg-run-composer') !== null).toBe(isOffered);
    expect(host.textContent.includes('permissions fleet:write and command:exec')).toBe(!isOffered);
  });
});
