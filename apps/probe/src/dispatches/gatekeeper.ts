import { covers, higher, type CommandRun, type Level } from '@legator/contracts';
import type { ServerClock } from '@legator/wire';
import type { HostPolicy } from './host-policy.js';

/** Why something is not done: a word for machines and a sentence for people. */
export interface Refusal {
  reason: string;
  message: string;
}

/** How the probe reads a command by itself, without the control plane. */
export type JudgeArgv = (argv: readonly string[]) => { level: Level; known: boolean; sensitive?: boolean };

/**
 * The second judgement, on the host itself. The link has checked by now who signed the frame, for whom and for which
 * connection; here it is about whether this may run. The stricter of two opinions counts.
 */
export class Gatekeeper {
  constructor(
    private readonly policy: HostPolicy,
    private readonly clock: Pick<ServerClock, 'isExpired'>,
    private readonly judge: JudgeArgv,
  ) {}

  /** Says why this must not run; undefined when it may. */
  refuse(run: CommandRun): Refusal | undefined {
    if (this.clock.isExpired(run.expiresAt)) {
      return { reason: 'expired', message: `It had to start before ${run.expiresAt}, by the server's time.` };
    }
    const own = this.read(run.argv);
    const needed = own.known ? higher(run.level, own.level) : 'remediate';
    const { ceiling, level } = this.policy;
    if (!covers(ceiling, needed)) {
      return {
        reason: 'above_ceiling',
        message: `It needs ${needed}; this host never allows more than ${ceiling}.`,
      };
    }
    const granted = run.approval?.grantedLevel;
    if (own.sensitive && !granted) {
      return { reason: 'sensitive', message: 'It shows secrets, so a person has to approve it.' };
    }
    if (covers(level, needed) || (granted && covers(granted, needed))) return undefined;
    const approval = granted ? `, and its approval reaches ${granted}` : '';
    return {
      reason: 'above_level',
      message: `It needs ${needed}; ${level} runs here without approval${approval}.`,
    };
  }

  private read(argv: readonly string[]): ReturnType<JudgeArgv> {
    try {
      return this.judge(argv);
    } catch {
      // What cannot be read is never harmless.
      return { level: 'remediate', known: false };
    }
  }
}
