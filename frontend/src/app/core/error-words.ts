import type { ApiError } from './api-error';

export interface ErrorWords {
  /** What failed, and why. */
  readonly title: string;
  /** What to do. */
  readonly next: string;
}

/** What becomes of the server's own text, which says which and why: it stands before what to do, or says that as well. */
type Cause = { readonly cause?: 'before' | 'instead' };

const WORDS: Readonly<Record<string, ErrorWords & Cause>> = {
  'console.unreachable': {
    title: 'The control plane does not answer',
    next: 'Check that it is running and that this machine can reach it.',
  },
  'console.no_answer': {
    title: 'No answer within 15 seconds',
    next: 'The control plane may be busy. Try again in a moment.',
  },
  'console.cancelled': {
    title: 'Loading was cancelled',
    next: 'Nothing was changed. Try again when you are ready.',
  },
  'console.strange_answer': {
    title: 'Something between here and the control plane answered instead',
    next: 'Check the proxy in front of the control plane.',
  },
  unauthorized: {
    title: 'You are not signed in',
    next: 'Sign in, and this page comes back.',
  },
  forbidden: {
    title: 'You lack a permission for this',
    next: 'An administrator of this tenant can grant it.',
    // It names the permission, and who grants it.
    cause: 'instead',
  },
  not_found: { title: 'This does not exist', next: 'It may have been removed. Go back to the list.' },
  'policy.loosening': {
    title: 'This would let more happen without a person',
    next: 'An administrator can do it. Anybody who may write policies can make them stricter.',
  },
  'policy.in_use': {
    title: 'This policy is applied somewhere',
    next: 'Apply another one there, or take it away, and remove it then.',
  },
  'policy.newer_version': {
    title: 'Somebody else has saved a newer version',
    next: 'See what they changed and go on from there. What you wrote stays.',
  },
  'policy.built_in': {
    title: 'This policy came with the program and stays as it is',
    next: 'Make a copy of it and change that.',
  },
  too_many_attempts: { title: 'There were too many failed attempts', next: 'Wait a little and try again.' },
  csrf: {
    title: 'This page belongs to another sign-in or tenant',
    next: 'Load it again. What you typed here is not kept.',
  },
  sign_in_off: {
    title: 'Sign-in is off',
    next: 'There is nobody to sign in as; open the console without it.',
  },
  passkey_needed: {
    title: 'Your account asks for your passkey',
    next: 'Sign in on this page, which can ask for it.',
  },
  'approvals.step_up_required': {
    title: 'This needs a proof that it is you',
    next: 'Confirm when you are asked; it holds for five minutes.',
  },
  confirmation_needed: {
    title: 'This needs a proof that it is you',
    next: 'Confirm when you are asked; it holds for five minutes.',
  },
  second_factor: {
    title: 'Your account asks for your passkey as well',
    next: 'Sign in on the page of the console, which can ask for it.',
  },
  passkeys_need_address: {
    title: 'Passkeys do not work at this address',
    next: 'Open the console at its public address by https, or at localhost.',
  },
  passkey_refused: {
    title: 'This passkey was not taken',
    next: 'Begin again and answer with the same device.',
  },
  passkey_known: { title: 'This passkey is known already', next: 'Use it, or add one on another device.' },
  too_many_passkeys: {
    title: 'There are as many passkeys as one person may have',
    next: 'Remove one that you do not use, and add this one then.',
  },
  no_password: {
    title: 'Your account has no password',
    next: 'Sign in with the provider or a passkey, as until now.',
  },
  wrong_password: { title: 'This is not your password', next: 'Type the one that you sign in with now.' },
  session_ended: { title: 'This sign-in has ended', next: 'Sign in again, and this page comes back.' },
  people_only: { title: 'This is for people, not for keys', next: 'Sign in as a person and try again.' },
  own_account: {
    title: 'You cannot do this to your own account',
    next: 'Ask another administrator.',
  },
  already_member: {
    title: 'This person belongs to this tenant already',
    next: 'Change their role instead.',
  },
  role_in_use: {
    title: 'This role is in use',
    next: 'Give its people, or its groups at the provider, another one. Remove it then.',
  },
  built_in_role: {
    title: 'This role came with the program and stays as it is',
    next: 'Make a role of your own with the permissions that you need.',
  },
  rate_limited: { title: 'There were too many requests', next: 'Wait a little and try again.' },
  wrong_setup_code: {
    title: 'This is not the code that the server printed',
    next: 'It is in the terminal of the server. `legator setup-code` prints another one.',
  },
  weak_password: { title: 'This password is too easy to guess', next: 'Take three or four words.' },
  invitation_gone: {
    title: 'This invitation does not hold any more',
    next: 'It was used, taken back, or its time is over. Ask for another one.',
  },
  invitation_key_reach: {
    title: 'A program made this invitation, and its role may do more by now than a program can give',
    next: 'Ask an administrator to invite you themselves.',
  },
  last_admin: {
    title: 'Nobody else could administer this tenant then',
    next: 'Make somebody else administrator first.',
  },
  belongs_elsewhere: {
    title: 'This account also belongs to another tenant',
    next: 'An administrator of the installation can change it.',
  },
  beyond_own_rights: {
    title: 'This would grant more than you have yourself',
    next: 'Somebody who has all of these permissions can do it.',
  },
  'console.no_passkeys': {
    title: 'This browser has no passkeys here',
    next: 'They need https, or the control plane on this very machine.',
  },
  'console.passkey_left': {
    title: 'No passkey was given',
    next: 'The browser was told to stop, or waited too long. Try again.',
  },
  'console.passkey_known': {
    title: 'This device has a passkey for you already',
    next: 'Use it, or add one on another device.',
  },
  llm_unavailable: {
    title: 'No model answers',
    next: 'Test it in the model dock. Without one, rules answer, and what begins with “!” runs as typed.',
    cause: 'before',
  },
  'models.budget_spent': {
    title: 'What models may cost is spent',
    next: 'The limits, and what was used, stand in the model dock. Rules still answer.',
    cause: 'before',
  },
  unavailable: { title: 'The control plane is not ready', next: 'It usually is within a few seconds.' },
};

/** The one place where a refused call becomes words: by its code, and for an unknown code in the server's own text. */
export function errorWords(error: ApiError): ErrorWords {
  // A code may come out of an address: "constructor" is none of ours.
  const known = Object.hasOwn(WORDS, error.code) ? WORDS[error.code] : undefined;
  if (!known) return { title: error.message, next: 'Try again; the code below says what happened.' };
  const { title, next, cause } = known;
  if (!cause || !error.message) return { title, next };
  return { title, next: cause === 'instead' ? error.message : `${error.message} ${next}` };
}

/** Both in one line, for a toast, where no code stands below. */
export function failureText(error: ApiError): string {
  const { title, next } = errorWords(error);
  const isKnown = Object.hasOwn(WORDS, error.code);
  return `${title.replace(/\.$/, '')}. ${isKnown ? next : `(${error.code})`}`;
}
