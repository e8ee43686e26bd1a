import type { ProbeState } from './state-file.js';

/** A running agent, whichever protocol it speaks. */
export abstract class AgentRuntime {
  /** Ends what runs, writes it down and closes the link. */
  abstract stop(): Promise<void>;

  /** Something that is said at the beginning of a connection alone is no longer so. */
  abstract greetAnew(why: string): void;

  /** What changes while it runs, for the state file. */
  abstract state(): Pick<
    ProbeState,
    'connected_since' | 'last_welcome' | 'running' | 'unacknowledged' | 'trouble' | 'level'
  >;
}
