import { inject } from '@angular/core';
import type { CanMatchFn } from '@angular/router';
import { Api } from './api-client';
import { signInOffered } from './api/fn/sign-in/sign-in-offered';
import { Session } from './session';

/** Matches while there is nobody yet: the first run begins with its first administrator. */
export const setupNeeded: CanMatchFn = async () => {
  const [session, api] = [inject(Session), inject(Api)];
  await session.ready();
  if (!session.isSignedOut()) return false;
  return api.call(signInOffered()).then(
    ({ setup_needed }) => setup_needed,
    () => false,
  );
};
