import { TestBed } from '@angular/core/testing';
import type { SessionView } from '../core/api/models';
import { OPEN_SOCKET } from '../core/live/live-socket';
import { FakeSockets } from '../core/live/testing';
import { SessionApi } from '../core/session-api';
import { FakeSessionApi } from '../core/testing';
import { type ConfirmWish, Dialogs } from '../ui/dialogs';
import { SessionsApi } from './sessions-api';
import { SessionsCard } from './sessions-card';

const OF_BO = {
  ...{ id: 's1', current: false, username: 'bo', kind: 'cli', user_agent: '', address: '10.0.0.7' },
  ...{ method: 'password', seen_at: '2026-11-20T08:00:00Z', expires_at: '2026-11-27T08:00:00Z' },
} as SessionView;

async function open(scope: 'own' | 'tenant') {
  const asked: string[] = [];
  TestBed.configureTestingModule({
    providers: [
      { provide: SessionsApi, useValue: { list: () => Promise.resolve([OF_BO]) } },
      { provide: SessionApi, useValue: new FakeSessionApi() },
      { provide: OPEN_SOCKET, useValue: new FakeSockets().open },
      {
        provide: Dialogs,
        useValue: { confirm: ({ title }: ConfirmWish) => (asked.push(title), Promise.resolve(false)) },
      },
    ],
  });
  const fixture = TestBed.createComponent(SessionsCard);
  fixture.componentRef.setInput('scope', scope);
  for (let turn = 0; turn < 4; turn++) await fixture.whenStable();
  const host = fixture.nativeElement as HTMLElement;
  host.querySelector<HTMLButtonElement>('li button')!.click();
  return { asked, label: host.querySelector('ul')?.getAttribute('aria-label') };
}

describe('sign-ins that hold', () => {
  afterEach(() => TestBed.resetTestingModule());

  it.each([
    ['own', 'Where you are signed in', 'End the sign-in of Command line?'],
    ['tenant', 'Who is signed in', 'End the sign-in of bo (Command line)?'],
  ] as const)('are called what they are, and ended by name: %s', async (scope, list, question) => {
    const { asked, label } = await open(scope);
    expect([label, asked]).toEqual([list, [question]]);
  });
});
