import type { ApiError } from '../core/api-error';
import { type ErrorWords, errorWords } from '../core/error-words';
import { OIDC_WORDS } from '../core/oidc-words';

/** Every text of signing in. */
export const SIGN_IN_WORDS = {
  title: 'Sign in',
  to: (host: string) => `to ${host}`,
  with: (provider: string) => `Sign in with ${provider}`,
  or: 'or',
  username: 'Name',
  password: 'Password',
  current: 'Password until now',
  show: 'Show',
  hide: 'Hide',
  showLabel: 'Show the password',
  submit: 'Sign in',
  passkey: 'Use a passkey',
  caps: 'Caps lock is on.',
  missing: 'Type your name and your password.',
  wait: (seconds: number) => `Too many attempts. Try again in ${seconds}\u2009s.`,
  elsewhere: 'Signing in with the provider did not work.',
  back: 'Back',
  factor: {
    title: 'Confirm with your passkey',
    text: 'Your password was right. Your account asks for your passkey as well.',
    again: 'Ask again',
  },
  change: {
    title: 'Choose a password',
    text: 'The one that you have was made for you. Nobody but you should know it.',
    new: 'New password',
    submit: 'Keep this password',
    currentMissing: 'Type the password that you signed in with.',
  },
  setup: {
    title: 'Welcome to Legator',
    lead: 'Three steps: who may enter, the first probe, and seeing it arrive. This is the first.',
    step: 'Create the first administrator',
    code: 'Code',
    codeHelp: 'The server printed it in its terminal when it started. It holds for a day.',
    codeMissing: 'Type the code from the terminal of the server.',
    username: 'Name to sign in with',
    usernameMissing: 'Choose a name: letters, digits and . _ @ + - only.',
    fullName: 'Full name',
    password: 'Password',
    submit: 'Create administrator',
    next: ['Add the first probe', 'See it arrive'],
  },
  join: {
    title: 'Join',
    titleOf: (tenant: string) => `Join ${tenant}`,
    text: (role: string) => `You are invited as ${role}.`,
    until: (when: string) => `The invitation holds until ${when}.`,
    gone: 'This invitation does not hold any more',
    goneText: 'It was used, taken back, or its time is over. Ask whoever sent it for another one.',
    none: 'The link is not complete. Open it again as it was sent to you.',
    asYou: (name: string) => `You are signed in as ${name}. The tenant is added to your account.`,
    asYouSubmit: 'Join with my account',
    submit: 'Create account and join',
    haveOne: 'I have an account here',
  },
  new: {
    help: 'At least 12 characters. Three or four words that do not belong together are good.',
    more: (count: number) => `${count} more ${count === 1 ? 'character' : 'characters'}.`,
    holdsName: 'It must not hold the name that you sign in with.',
    fewSigns: 'A few characters over and over are tried first.',
    enough: 'Long enough. One more word makes it strong.',
    strong: 'Strong.',
    tooLong: 'At most 256 characters.',
  },
} as const;

/** Why it did not work, in one sentence that never says which of the two was wrong. */
export function refusal(error: ApiError): string {
  if (error.code === 'sign_in_refused' || error.code === 'unauthorized')
    return 'This did not work. Check the name and the password.';
  // Refused fields are described where they stand.
  const [detail] = (error.body['details'] as { path: string; message: string }[] | undefined) ?? [];
  if (detail) return `${FIELDS[detail.path] ?? 'This'} ${detail.message}.`.replace(/\.\.$/, '.');
  const { title, next } = error.message === SIGN_IN_WORDS.elsewhere ? fromProvider(error) : errorWords(error);
  return `${title.replace(/\.$/, '')}. ${next}`;
}

/** A provider's refusal comes as a code in the address, which anybody can write: only known ones are repeated. */
function fromProvider(error: ApiError): ErrorWords {
  const own = Object.hasOwn(OIDC_WORDS, error.code) ? OIDC_WORDS[error.code] : undefined;
  const words = own ?? errorWords(error);
  const isKnown = words.title !== error.message;
  return isKnown
    ? words
    : { title: error.message, next: 'An administrator finds the reason in the audit trail.' };
}

const FIELDS: Readonly<Record<string, string>> = {
  username: 'The name',
  password: 'The password',
  new: 'The password',
  display_name: 'The full name',
  code: 'The code',
};
