import { covers, higher, type CommandRun, type Level, type Plan, type Risk } from '@legator/contracts';
import { SHELL_VERSION, commandsOf, planOf, type SeenEffect } from '@legator/shell';
import type { ServerClock } from '@legator/wire';
import { tellsOfMounts } from '../containment/mount-table.js';
import type { Look } from '../execution/launch.js';
import type { Filled } from '../execution/run-request.js';
import { whatFits } from './filled-patterns.js';
import { heldBack } from './held-back.js';
import type { HostPolicy } from './host-policy.js';

/** Why something is not done: a word for machines and a sentence for people. */
export interface Refusal {
  reason: string;
  message: string;
}

/** How the probe reads a command by itself, without the control plane. */
export type JudgeArgv = (argv: readonly string[]) => Judged;

interface Judged {
  level: Level;
  known: boolean;
  sensitive?: boolean;
  asks?: boolean;
  risk?: Risk;
  effects?: readonly SeenEffect[];
}

/** How the probe reads words, and how it reads a line. */
export interface Judges {
  readonly argv: JudgeArgv;
  readonly line: (line: string) => Judged;
}

/** What is run of a command that was let run. */
export interface Terms {
  readonly argv: readonly string[];
  /** What its line comes to; then no shell is started for it. */
  readonly plan?: Plan | undefined;
  /** For what it is held in a sandbox, if it is. */
  readonly contained?: Look | undefined;
  /** What its patterns may stand for, where no person has approved it. */
  readonly filled?: Filled | undefined;
}

type Asked = Pick<CommandRun, 'argv' | 'line' | 'level' | 'approval'>;

/**
 * The second judgement, on the host itself. The link has checked by now who signed the frame, for whom and for which
 * connection; here it is about whether this may run. The stricter of two opinions counts.
 */
export class Gatekeeper {
  constructor(
    private readonly policy: HostPolicy,
    private readonly clock: Pick<ServerClock, 'isExpired'>,
    private readonly judges: Judges,
    /** Whether runs that only look are held in a sandbox here. */
    private readonly contains: () => boolean = () => false,
  ) {}

  /** Says why this must not run; undefined when it may. */
  refuse(run: CommandRun): Refusal | undefined {
    if (this.clock.isExpired(run.expiresAt)) {
      return { reason: 'expired', message: `It had to start before ${run.expiresAt}, by the server's time.` };
    }
    if (run.line !== undefined && !isShellOf(run.argv, run.line)) {
      return { reason: 'bad_line', message: 'Its words are not those that would give its line to a shell.' };
    }
    const own = this.read(run);
    const needed = neededFor(run, own);
    const { ceiling, level } = this.policy;
    if (!covers(ceiling, needed)) {
      return {
        reason: 'above_ceiling',
        message: `It needs ${needed}${dissent(run, needed)}; this host never allows more than ${ceiling}.`,
      };
    }
    const granted = run.approval?.grantedLevel;
    const about = {
      approved: run.approval !== undefined,
      contained: this.contains() && !leavesSandbox(run),
    };
    const held = heldBack(this.policy, spellings(run), { ...own, level: needed }, about);
    if (held) return held;
    if (own.sensitive && !granted) {
      return { reason: 'sensitive', message: 'It shows secrets, so a person has to approve it.' };
    }
    if (own.asks && !granted) {
      return {
        reason: 'destructive',
        message: 'It destroys, opens or hides something, so a person has to approve it.',
      };
    }
    if (granted && covers(granted, needed)) return undefined;
    if (covers(level, needed)) return unattended(own);
    const approval = granted ? `, and its approval reaches ${granted}` : '';
    return {
      reason: 'above_level',
      message: `It needs ${needed}${dissent(run, needed)}; ${level} runs here without approval${approval}.`,
    };
  }

  /** How to run what `refuse` has nothing against. */
  terms(run: Asked): Terms {
    const needed = neededFor(run, this.read(run));
    const looks = needed === 'remediate' || !this.contains() ? undefined : needed;
    const filled = run.approval
      ? undefined
      : whatFits((argv) => this.read({ ...run, argv: [...argv], line: undefined }));
    return { argv: run.argv, plan: planFor(run), contained: looks, filled };
  }

  private read({ argv, line }: Asked): Judged {
    try {
      if (line === undefined) return this.judges.argv(argv);
      // Without a plan a shell runs it, and that is never started without a person.
      return { ...this.judges.line(line), ...(planFor({ line }) ? {} : UNKNOWN) };
    } catch {
      // What cannot be read is never harmless.
      return UNKNOWN;
    }
  }
}

const UNKNOWN = { level: 'remediate', known: false } as const;

/** Said where this host takes a command for more than the control plane did, as when their versions differ. */
function dissent(run: Asked, needed: Level): string {
  return run.level === needed ? '' : ` as this host reads it (judgement ${SHELL_VERSION}), not ${run.level}`;
}

/** The stricter of two opinions. */
function neededFor({ level }: Asked, own: Judged): Level {
  return own.known && !own.asks ? higher(level, own.level) : 'remediate';
}

function planFor({ line }: Pick<Asked, 'line'>): Plan | undefined {
  try {
    return line === undefined ? undefined : planOf(line);
  } catch {
    return undefined;
  }
}

function isShellOf([shell, option, script, ...more]: readonly string[], line: string): boolean {
  return shell === 'sh' && option === '-c' && script === line && more.length === 0;
}

/** Whatever of a command a blocked beginning may stand in: it, its line, and each command of that. */
function spellings(run: Asked): (readonly string[])[] {
  const plan = planFor(run);
  const line = run.line === undefined ? [] : [[run.line]];
  return [run.argv, ...line, ...(plan ? commandsOf(plan).map(({ argv }) => argv) : [])];
}

/** Whether a program of it runs beside the sandbox all the same. */
function leavesSandbox(run: Asked): boolean {
  const plan = planFor(run);
  if (!plan) return tellsOfMounts(run.argv);
  return commandsOf(plan).some(({ argv, stdin }) =>
    tellsOfMounts(argv, stdin && 'file' in stdin ? stdin.file : undefined),
  );
}

/** What no level covers by itself: what nobody knows, and what may cost the host. */
function unattended({ known, risk }: Judged): Refusal | undefined {
  if (!known)
    return { reason: 'unknown', message: 'Nobody has said what it does, so a person has to approve it.' };
  if (risk === 'critical')
    return { reason: 'critical', message: 'It may destroy something, so a person has to approve it.' };
  return undefined;
}
