import type { RolloutTargetState } from '@legator/contracts';
import type { ProbeHealth } from '@legator/fleet';
import type { Pace } from './next-step.js';

/** A command on its way over many hosts, as its row tells it. */
export interface Rollout extends Pace {
  readonly id: string;
  readonly tenantId: string;
  readonly directiveId: string;
  /** `waiting`: its directive has not begun; if that has ended, it never will. */
  readonly state: 'waiting' | 'running' | 'paused' | 'stopping' | 'done';
  readonly outcome: 'succeeded' | 'failed' | 'stopped' | null;
  /** What paused it, why it was stopped, what it failed of. */
  readonly reason: string | null;
  /** Hosts that are to run it; those that policy denied from the beginning are not among them. */
  readonly total: number;
  readonly healthMs: number;
  readonly healthTimeoutMs: number;
  readonly wave: number;
  readonly waveEndedAt: Date | null;
  readonly wellSince: Date | null;
  readonly waitsFor: string | null;
  readonly ignoreHealth: boolean;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
}

/** One host of it. */
export interface RolloutTarget {
  readonly rolloutId: string;
  readonly tenantId: string;
  readonly probeId: string;
  readonly position: number;
  readonly hostname: string;
  readonly state: RolloutTargetState;
  readonly wave: number | null;
  readonly requestId: string | null;
  readonly directiveId: string | null;
  readonly reason: string | null;
  readonly healthBefore: ProbeHealth | null;
  readonly endedAt: Date | null;
}

export type Counts = Readonly<Record<RolloutTargetState, number>>;
