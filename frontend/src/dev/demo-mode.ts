import { InjectionToken } from '@angular/core';

/** What the demo is asked to show, such as `?demo=huge` or `?demo=slow,failing.audit`. */
export interface DemoMode {
  /** How many probes there are. */
  readonly probes: number;
  /** How long an answer takes, in milliseconds. */
  readonly latencyMs: number;
  /** Calls fail whose path holds one of these; the empty text is in all. */
  readonly failing: readonly string[];
  /** Hosts with names that try to break the page. */
  readonly hostile: boolean;
  /** Nothing happens by itself: for pictures that are compared. */
  readonly still: boolean;
}

export const DEMO_MODE = new InjectionToken<DemoMode>('DEMO_MODE', {
  providedIn: 'root',
  factory: chosenMode,
});

/** Where the choice is kept while one walks about; the build looks for it in what is shipped. */
export const DEMO_KEY = 'legator.demo-mode';

/** Reads words such as `empty`, `slow`, `failing`, `failing.audit`, `huge`, `hostile` and `still`. */
export function readMode(text: string): DemoMode {
  const words = text.split(',').map((word) => word.trim());
  const failing = words
    .filter((word) => /^failing(\.|$)/.test(word))
    .map((word) => word.slice('failing.'.length));
  return {
    probes: words.includes('empty') ? 0 : words.includes('huge') ? 10_000 : 250,
    latencyMs: words.includes('slow') ? 4_000 : 60,
    failing,
    hostile: words.includes('hostile'),
    still: words.includes('still'),
  };
}

function chosenMode(): DemoMode {
  const asked = new URLSearchParams(location.search).get('demo');
  if (asked !== null) sessionStorage.setItem(DEMO_KEY, asked);
  return readMode(asked ?? sessionStorage.getItem(DEMO_KEY) ?? '');
}
