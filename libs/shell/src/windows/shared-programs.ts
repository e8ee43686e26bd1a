import { matchArguments } from '../argument-matcher.js';
import { rulesFor } from '../program-table.js';
import { granted, unknown, type Outcome } from './outcome.js';

/** Programs that are the same on every system; what is known of them stands in the tables for Linux. */
const SHARED = new Set(['docker', 'podman', 'kubectl', 'helm', 'git', 'terraform', 'az', 'aws', 'gcloud']);

export function isShared(name: string): boolean {
  return SHARED.has(name);
}

/** Grants what only reads there, as far as no word of it is a path of Windows, which those tables cannot judge. */
export function judgeShared(name: string, words: readonly string[], piped: boolean): Outcome {
  const said = [name, ...words];
  const rules = rulesFor(name);
  const match =
    rules && !piped && !words.some((word) => /\\|^[A-Za-z]:|^\/\?$/.test(word))
      ? matchArguments(rules, words)
      : undefined;
  if (
    !match?.fits ||
    match.level === 'remediate' ||
    match.asks !== undefined ||
    match.inner ||
    match.innerLine !== undefined
  ) {
    return unknown(name, said, `${said.join(' ')} is not known to only read.`);
  }
  return { ...granted(match.rule, said, match.level), effects: match.effects };
}
