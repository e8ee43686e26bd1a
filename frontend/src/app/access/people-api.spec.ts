import { TestBed } from '@angular/core/testing';
import { Api } from '../core/api-client';
import { ApiError } from '../core/api-error';
import { Dialogs } from '../ui/dialogs';
import { PeopleApi } from './people-api';

type Asked = { method: string; path: string; body?: unknown };

/** The control plane wants a proof first, as long as nobody has given one. */
function setup() {
  const calls: Asked[] = [];
  let isProven = false;
  const call = (asked: Asked) => {
    calls.push(asked);
    return isProven ? Promise.resolve({}) : Promise.reject(new ApiError('confirmation_needed', 'No.', 403));
  };
  const open = () => Promise.resolve((isProven = true));
  TestBed.configureTestingModule({
    providers: [
      { provide: Api, useValue: { call } },
      { provide: Dialogs, useValue: { open } },
    ],
  });
  return { api: TestBed.inject(PeopleApi), calls };
}

it.each<[string, (api: PeopleApi) => Promise<unknown>]>([
  ['a password reset', (api) => api.resetPassword('u1')],
  ['the removal of passkeys', (api) => api.removePasskeys('u1')],
  ['another role', (api) => api.setRole('u1', 'admin')],
  ['somebody new', (api) => api.createUser({ username: 'eve', role: 'admin' })],
  ['an invitation', (api) => api.invite({ name: 'eve', role: 'admin' })],
  ['a role that grows', (api) => api.saveRole({ name: 'r', permissions: [], description: '' }, false)],
])('%s asks whether it is them, where that is wanted, and goes on', async (_what, ask) => {
  const { api, calls } = setup();
  await ask(api);
  expect(calls).toHaveLength(2);
  expect(calls[0]).toEqual(calls[1]);
});
