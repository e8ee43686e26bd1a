import type { Rolling } from './run-api';
import { ROLLOUT_WORDS as WORDS } from './rollout-words';

/** What was typed about waves. */
export interface WaveFields {
  readonly canary: string;
  readonly atATime: string;
  readonly errors: string;
}

const SHARE = /^(\d{1,5}|(100|\d{1,2}(\.\d{1,2})?) ?%)$/;

/** What is wrong with a number of hosts or a part of them; empty for what is right, or left empty. */
export function shareError(text: string, least: 0 | 1 = 0): string {
  const share = text.trim();
  if (share === '') return '';
  if (!SHARE.test(share)) return WORDS.wrong;
  return least === 1 && Number.parseFloat(share) === 0 ? WORDS.none : '';
}

/** How it shall go over the hosts: nothing when nothing was typed, which is all at once. */
export function rollingOf({ canary, atATime, errors }: WaveFields): Rolling | undefined {
  const rolling = {
    ...(canary.trim() ? { canary: canary.trim() } : {}),
    ...(atATime.trim() ? { max_concurrent: atATime.trim() } : {}),
    ...(errors.trim() ? { max_errors: errors.trim() } : {}),
  };
  return Object.keys(rolling).length > 0 ? rolling : undefined;
}
