import { covers, higher, lower, type Level } from '@legator/contracts';
import type { Judgement } from './judgement.js';

/** What becomes of a command: it runs, it waits for a person, or it never runs here. */
export type Verdict = 'allow' | 'queue' | 'deny';

export interface DecisionInput {
  judgement: Judgement;
  /** What the client says it needs. It can only make the verdict stricter. */
  declaredLevel?: Level | undefined;
  /** What runs at this probe without a person. */
  probeLevel: Level;
  /** What may ever run at this probe. */
  ceiling: Level;
  /** Whether the run would be held in a sandbox, where that is known. */
  contained?: boolean | undefined;
  /** Whether observe and diagnose may also run where no sandbox works. `preferred` unless said. */
  sandbox?: 'preferred' | 'required' | undefined;
}

export interface Decision {
  verdict: Verdict;
  /** The level that the command needs in the end. */
  required: Level;
  /** Why, most important first; then what the judgement itself found. */
  reasons: { code: string; text: string }[];
}

/** The pure decision that both ends take: of two answers the stricter one counts. */
export function decide(input: DecisionInput): Decision {
  const { judgement, declaredLevel, probeLevel, ceiling } = input;
  const judged = judgement.known && !judgement.sensitive && !judgement.asks ? judgement.level : 'remediate';
  const required = declaredLevel ? higher(judged, declaredLevel) : judged;
  const found = judgement.reasons.map(({ rule, text }) => ({ code: rule, text }));
  const end = (verdict: Verdict, code: string, text: string): Decision => ({
    verdict,
    required,
    reasons: [{ code, text }, ...found],
  });

  if (!covers(ceiling, required)) {
    return end(
      'deny',
      'above_ceiling',
      `It needs ${required}; nothing above ${ceiling} ever runs on this host.`,
    );
  }
  if (input.sandbox === 'required' && input.contained !== true && required !== 'remediate') {
    return end('deny', 'not_contained', 'The policy asks for a sandbox, and none works on this host.');
  }
  if (judgement.sensitive) return end('queue', 'sensitive', 'It would show secrets; a person decides.');
  if (!judgement.known) return end('queue', 'unknown', 'Nobody has said what it does; a person decides.');
  if (judgement.asks)
    return end(
      'queue',
      'destructive',
      judgement.reasons[0]?.text ?? 'It may destroy something; a person decides.',
    );
  if (judgement.risk === 'critical')
    return end('queue', 'critical', 'It may destroy something; a person decides.');
  if (!covers(lower(probeLevel, ceiling), required)) {
    return end(
      'queue',
      'above_level',
      `It needs ${required}; only ${probeLevel} runs here without a person.`,
    );
  }
  return end('allow', 'within_level', `It needs ${required}, which runs here without a person.`);
}
