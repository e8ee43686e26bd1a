import type { ApiError } from './api-error';

export interface ErrorWords {
  /** What failed, and why. */
  readonly title: string;
  /** What to do. */
  readonly next: string;
}

const WORDS: Readonly<Record<string, ErrorWords>> = {
  'console.unreachable': {
    title: 'The control plane does not answer',
    next: 'Check that it is running and that this machine can reach it.',
  },
  'console.no_answer': {
    title: 'No answer within 15 seconds',
    next: 'The control plane may be busy. Try again in a moment.',
  },
  'console.strange_answer': {
    title: 'Something between here and the control plane answered instead',
    next: 'Check the proxy in front of the control plane.',
  },
  unauthorized: {
    title: 'You are not signed in',
    next: 'This control plane asks for a key. The console cannot sign in yet; legatorctl can.',
  },
  forbidden: {
    title: 'You may not see this',
    next: 'An administrator of this tenant can grant the permission.',
  },
  not_found: { title: 'This does not exist', next: 'It may have been removed. Go back to the list.' },
  unavailable: { title: 'The control plane is not ready', next: 'It usually is within a few seconds.' },
};

/** The one place where a refused call becomes words: by its code, and for an unknown code in the server's own text. */
export function errorWords(error: ApiError): ErrorWords {
  return WORDS[error.code] ?? { title: error.message, next: 'Try again; the code below says what happened.' };
}
