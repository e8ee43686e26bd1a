import type { CommandPreview, ProbePreview } from '../core/api/models';
import type { IconName } from '../ui/icon';
import type { Tone } from '../ui/tone';
import { WORDS } from './run-words';

/** What a command would come to, in words. */
export interface Verdict {
  readonly tone: Tone;
  readonly icon: IconName;
  readonly title: string;
  readonly reasons: readonly string[];
  /** Whether anything at all would start or wait. */
  readonly mayRun: boolean;
  /** Of what may run, everything waits for a person first. */
  readonly asksFirst: boolean;
}

/** One probe gets its verdict and the reasons; many get the split, and the reasons that any of them has. */
export function verdictOf(preview: CommandPreview): Verdict {
  const whole = refusedAsAWhole(preview);
  if (whole) return whole;
  const { summary, probes } = preview;
  const [only] = probes;
  if (summary.total === 1) return only ? verdictOfProbe(only) : bad(WORDS.verdict.gone, []);
  return verdictOfMany(preview);
}

function refusedAsAWhole({ refused, command }: CommandPreview): Verdict | undefined {
  if (refused) return bad(WORDS.verdict.refused, [refused.message]);
  return command.problem ? bad(WORDS.verdict.cannot, [command.problem]) : undefined;
}

/** How one probe takes it. */
export function verdictOfProbe({ connected, decision, hostname, reasons }: ProbePreview): Verdict {
  if (!connected) return { ...bad(WORDS.verdict.offline(hostname), reasons), tone: 'warn', icon: 'unplug' };
  if (decision === 'deny') return bad(WORDS.verdict.refused, reasons);
  return decision === 'queue' ? waits(WORDS.verdict.asks, reasons) : runs(WORDS.verdict.runs, reasons);
}

function verdictOfMany({ summary, probes }: CommandPreview): Verdict {
  const { run, approve, deny, offline, unknown } = summary;
  const { verdict: words } = WORDS;
  const title = [
    run > 0 && words.run(run),
    approve > 0 && words.approve(approve),
    deny > 0 && words.deny(deny),
    offline > 0 && words.skip(offline),
    unknown > 0 && words.unknown(unknown),
  ]
    .filter(Boolean)
    .join(', ');
  const held = probes.filter(({ connected, decision }) => connected && decision !== 'allow');
  const reasons = [...new Set(held.flatMap((one) => one.reasons))].slice(0, 4);
  if (run + approve === 0) return bad(title, reasons);
  if (run === 0) return waits(title, reasons);
  return deny + offline + approve > 0 ? { ...runs(title, reasons), tone: 'warn' } : runs(title, reasons);
}

function runs(title: string, reasons: readonly string[]): Verdict {
  return { tone: 'ok', icon: 'play', title, reasons, mayRun: true, asksFirst: false };
}

function waits(title: string, reasons: readonly string[]): Verdict {
  return { tone: 'warn', icon: 'shield-alert', title, reasons, mayRun: true, asksFirst: true };
}

function bad(title: string, reasons: readonly string[]): Verdict {
  return { tone: 'bad', icon: 'ban', title, reasons, mayRun: false, asksFirst: false };
}
