import { decide, judgeLine, loadReaders, type Judgement } from '@legator/shell';
import { GRANTS, type Grant, type Platform } from './corpus-row.js';

/** A line, what was found in it, and the lowest level at which it would run without a person. */
export interface Granted {
  grant: Grant;
  judgement: Judgement;
}

/**
 * The lowest level of a probe at which a line runs unattended, by the same two calls as the product makes. The probe is
 * the most willing one there is: its ceiling is the highest, and its sandbox works.
 */
export async function grantOf(line: string, platform: Platform): Promise<Granted> {
  await loadReaders();
  const judgement = judgeLine(line, { platform });
  const runs = (level: Grant): boolean =>
    level !== 'approval' &&
    decide({ judgement, probeLevel: level, ceiling: 'remediate', contained: true }).verdict === 'allow';
  return { grant: GRANTS.find(runs) ?? 'approval', judgement };
}
