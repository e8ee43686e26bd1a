import { Injectable } from '@nestjs/common';
import type { Level, PolicyState } from '@legator/contracts';
import type { GreetingProbe } from './hello-listeners.js';

/** What a welcome says of the policy. */
export interface LinePolicy {
  readonly version: number;
  readonly level: Level;
}

/** What the room of policies does about a line. */
export interface PolicyEnd {
  current(probe: GreetingProbe): Promise<LinePolicy | undefined>;
  welcomed(probe: GreetingProbe): Promise<void>;
  reported(probe: GreetingProbe, state: PolicyState): Promise<void>;
}

/** Where the gateway meets the room of policies, which stands beside it. Until that room has bound itself, nothing is said. */
@Injectable()
export class PolicyLine {
  private end: PolicyEnd | undefined;

  bind(end: PolicyEnd): void {
    this.end = end;
  }

  /** What holds for the probe now, for its welcome. */
  current(probe: GreetingProbe): Promise<LinePolicy | undefined> {
    return this.end?.current(probe) ?? Promise.resolve(undefined);
  }

  /** The line can be written to: whatever holds for the probe is said on it. */
  async welcomed(probe: GreetingProbe): Promise<void> {
    await this.end?.welcomed(probe);
  }

  /** What the probe says it goes by. */
  async reported(probe: GreetingProbe, state: PolicyState): Promise<void> {
    await this.end?.reported(probe, state);
  }
}
