import type { DataBoundary } from '../core/api/models';

export interface BoundaryWords {
  readonly name: string;
  readonly text: string;
  /** What leaves. */
  readonly leaves: readonly string[];
}

/** From the narrowest to the widest. */
export const BOUNDARIES = ['local_only', 'summaries', 'full'] as const satisfies readonly DataBoundary[];

export const BOUNDARY_WORDS: Readonly<Record<DataBoundary, BoundaryWords>> = {
  local_only: {
    name: 'Logs stay here',
    text: 'Models elsewhere answer from inventory and results; what logs say does not leave.',
    leaves: [
      'Questions, inventory and vitals',
      'Results of commands',
      'Of log entries: time, unit and level only',
      'Secrets: never',
    ],
  },
  summaries: {
    name: 'Summaries',
    text: 'They also see what kind of thing a log says, and only the ends of long results.',
    leaves: [
      'Questions, inventory and vitals',
      'Of results of commands: the first and last lines, 40 in all',
      'Of log entries: their form, with numbers, names and quotations masked',
      'Secrets: never',
    ],
  },
  full: {
    name: 'Everything but secrets',
    text: 'They see what a model in your network sees.',
    leaves: [
      'Questions, inventory and vitals',
      'Results of commands, whole',
      'Log entries, word for word',
      'Secrets: never',
    ],
  },
};
