import { Gate, Judge } from '@legator/core';
import type { OpenedGate, RefusedGate, Verdict } from '@legator/core';

/** Where only configuration is asked for, nobody judges and nothing waits for a person. */
class NoJudge extends Judge {
  judge(): Promise<Verdict[]> {
    return Promise.reject(new Error('Nothing here is judged.'));
  }
}

class NoGate extends Gate {
  open(): Promise<OpenedGate[]> {
    return Promise.resolve([]);
  }

  withdraw(): Promise<void> {
    return Promise.resolve();
  }

  heldBy(): Promise<string> {
    return Promise.reject(new Error('Nothing waits here.'));
  }

  supersede(): Promise<void> {
    return Promise.resolve();
  }

  consume(): Promise<readonly RefusedGate[]> {
    return Promise.resolve([]);
  }
}

/** The two ports that `directives` needs, for rooms that stand below policy and approvals. */
export const UNGATED = [
  { provide: Judge, useClass: NoJudge },
  { provide: Gate, useClass: NoGate },
];
