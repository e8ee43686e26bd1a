import type { ErrorWords } from './error-words';

/** Why signing in with the provider came to nothing, by the code in the address. What stands in it is never repeated. */
export const OIDC_WORDS: Readonly<Record<string, ErrorWords>> = {
  oidc_off: {
    title: 'Single sign-on is off',
    next: 'Sign in with your name and password, or ask an administrator.',
  },
  oidc_setup: {
    title: 'Single sign-on is not set up completely',
    next: 'An administrator finds what is missing in Access.',
  },
  oidc_provider: {
    title: 'The provider does not answer as it should',
    next: 'Try again in a moment; an administrator can test the connection in Access.',
  },
  oidc_denied: { title: 'The provider did not let you in', next: 'Ask whoever runs it whether you may.' },
  oidc_state: {
    title: 'This sign-in was begun in another window, or took too long',
    next: 'Begin again here.',
  },
  oidc_ended: {
    title: 'The provider signed you out while you were signing in',
    next: 'Begin again here.',
  },
  oidc_used: { title: 'This sign-in was used already', next: 'Begin again here.' },
  oidc_token: {
    title: 'What the provider sent could not be trusted',
    next: 'An administrator finds the reason in the audit trail.',
  },
  oidc_no_account: {
    title: 'There is no account for you here',
    next: 'Ask an administrator for one, or for an invitation.',
  },
  oidc_other_person: {
    title: 'Somebody else is signed in at the provider',
    next: 'Confirm as the person who is signed in here.',
  },
  oidc_not_fresh: {
    title: 'The provider did not ask again who you are',
    next: 'Sign out there and try again. If that changes nothing, ask an administrator.',
  },
  oidc_not_signed_in: {
    title: 'You are not signed in here any more, or as somebody else',
    next: 'Go back to the console and begin again there.',
  },
  account_disabled: {
    title: 'Your account here is disabled',
    next: 'Ask an administrator of this installation.',
  },
  oidc_no_role: {
    title: 'None of your groups has a role here',
    next: 'Ask an administrator which group you need.',
  },
  oidc_no_room: {
    title: 'There is no room for one more account here',
    next: 'Ask an administrator: somebody has to leave, or the limit to be raised.',
  },
};
