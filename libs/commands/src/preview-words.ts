import type { CommandPreview, Level, ProbePreview, Risk } from '@legator/contracts';
import { higher } from '@legator/contracts';
import type { CommandAsk, CommandForeseen } from './command-requests.service.js';

const RISKS: readonly Risk[] = ['low', 'medium', 'high', 'critical'];
const DECISIONS: readonly ProbePreview['decision'][] = ['deny', 'queue', 'allow'];

/** Denied, then skipped, then waiting, then what runs; the riskier before the others. */
export function worstFirst(a: ProbePreview, b: ProbePreview): number {
  return (
    rank(a) - rank(b) ||
    RISKS.indexOf(b.risk) - RISKS.indexOf(a.risk) ||
    (a.hostname < b.hostname ? -1 : a.hostname > b.hostname ? 1 : a.probe_id < b.probe_id ? -1 : 1)
  );
}

function rank({ decision, connected }: ProbePreview): number {
  return connected ? DECISIONS.indexOf(decision) : 0.5;
}

/** The command as it was read, and what the judge found in it wherever it was asked. */
export function commandOf(
  words: CommandAsk['words'],
  foreseen: readonly CommandForeseen[],
): CommandPreview['command'] {
  const directives = foreseen.map(({ directive }) => directive);
  const levels = new Set(directives.map(({ level }) => level));
  const risks = new Set(directives.map(({ risk }) => risk));
  const judged = directives.length > 0;
  return {
    ...('argv' in words ? { argv: [...words.argv] } : { argv: [], line: words.line }),
    ...(judged
      ? { level: [...levels].reduce(higher) as Level, risk: RISKS.findLast((one) => risks.has(one)) }
      : {}),
    effects: effectsOf(directives[0]?.rationale ?? {}),
  };
}

/** What the judge says that it would do: other judges may show something else, or nothing. */
function effectsOf({ effects }: Readonly<Record<string, unknown>>): string[] {
  const texts: unknown[] = Array.isArray(effects) ? effects : [];
  return [...new Set(texts.filter((text) => typeof text === 'string'))];
}
