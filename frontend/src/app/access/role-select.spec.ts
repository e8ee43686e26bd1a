import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import type { Type } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { RoleView } from '@legator/contracts';
import { OPEN_SOCKET } from '../core/live/live-socket';
import { FakeSockets } from '../core/live/testing';
import { ApiError } from '../core/api-error';
import { Session } from '../core/session';
import { SessionApi } from '../core/session-api';
import { FakeSessionApi, aMe } from '../core/testing';
import { DIALOG_TITLE_ID } from '../ui/dialogs';
import { InviteDialog } from './invite-dialog';
import { PeopleApi } from './people-api';
import { RoleOfDialog } from './role-of-dialog';
import { FakePeopleApi, aRole, aUser } from './testing';

type Answer = PromiseWithResolvers<readonly RoleView[]>;

/** A dialog whose roles are still under way, and the calls that ask for them. */
async function open<T>(dialog: Type<T>, data?: unknown) {
  const session = new FakeSessionApi();
  session.answer = aMe({
    id: 'me',
    type: 'user',
    permissions: ['user:manage', 'fleet:read', 'command:exec'],
  });
  const api = new FakePeopleApi();
  const calls: Answer[] = [];
  api.roles = () => {
    const call: Answer = Promise.withResolvers();
    calls.push(call);
    return call.promise;
  };
  TestBed.configureTestingModule({
    providers: [
      { provide: PeopleApi, useValue: api },
      { provide: SessionApi, useValue: session },
      { provide: DialogRef, useValue: { close: () => undefined } },
      { provide: DIALOG_DATA, useValue: data },
      { provide: DIALOG_TITLE_ID, useValue: 'title' },
      { provide: OPEN_SOCKET, useValue: new FakeSockets().open },
    ],
  });
  await TestBed.inject(Session).ready();
  const fixture = TestBed.createComponent(dialog);
  await fixture.whenStable();
  const host = fixture.nativeElement as HTMLElement;
  const select = () => host.querySelector<HTMLSelectElement>('lg-role-select select')!;
  const options = () => [...select().options].map(({ text }) => text.trim());
  const main = () => host.querySelector<HTMLButtonElement>('button.primary')!;
  const settle = async () => {
    for (let turn = 0; turn < 3; turn++) await fixture.whenStable();
  };
  return { host, calls, select, options, main, settle };
}

const OPERATOR = aRole({ name: 'operator', permissions: ['fleet:read', 'command:exec'] });
const ADMIN = aRole({ name: 'admin', permissions: ['admin'] });

describe('the choice of a role', () => {
  afterEach(() => TestBed.resetTestingModule());

  it('fills when the roles come after the dialog, with those alone that hold no more than its person has', async () => {
    const { calls, select, options, main, settle } = await open(InviteDialog);
    expect(options()).toEqual(['…']);
    expect(main().getAttribute('aria-disabled')).toBe('true');
    calls[0]!.resolve([OPERATOR, aRole(), ADMIN]);
    await settle();
    expect(options()).toEqual(['operator', 'viewer']);
    expect(select().value).toBe('viewer');
    expect(main().hasAttribute('aria-disabled')).toBe(false);
  });

  it('says that the roles could not be read, and reads them again', async () => {
    const { host, calls, options, settle } = await open(InviteDialog);
    calls[0]!.reject(new ApiError('unavailable', 'Not now.', 503));
    await settle();
    [...host.querySelectorAll('button')]
      .find(({ textContent }) => textContent.includes('Try again'))!
      .click();
    calls[1]!.resolve([aRole()]);
    await settle();
    expect(options()).toEqual(['viewer']);
    expect(host.querySelector('[role="alert"]')).toBeNull();
  });

  it('shows the role that somebody has, also where nobody could give it to them', async () => {
    const { calls, select, options, settle } = await open(RoleOfDialog, {
      ...aUser({ role: 'admin' }),
      set: () => Promise.resolve(),
    });
    calls[0]!.resolve([aRole(), ADMIN]);
    await settle();
    expect(options()).toEqual(['admin', 'viewer']);
    expect(select().value).toBe('admin');
  });
});
