import { rank } from './scoring.js';
import { grantOf } from './grant.js';
import type { OutsideGroup } from './outside-rows.js';

/** Of one group: how many would run without asking on a probe of level diagnose. */
export interface OutsideResult {
  collection: string;
  part: string;
  rows: number;
  unattended: number;
  share: number;
  aim?: OutsideGroup['aim'];
  /** True where there is no aim. */
  reached: boolean;
  /** The lines that would run, for those who want to look at them. */
  lines: string[];
}

/** Judges every line of every group. */
export async function measureOutside(groups: readonly OutsideGroup[]): Promise<OutsideResult[]> {
  const results: OutsideResult[] = [];
  for (const group of groups) results.push(await measure(group));
  return results;
}

async function measure({ collection, part, platform, lines, aim }: OutsideGroup): Promise<OutsideResult> {
  const running: string[] = [];
  for (const line of lines) {
    const { grant } = await grantOf(line, platform);
    if (rank(grant) <= rank('diagnose')) running.push(line);
  }
  const share = running.length / lines.length;
  const reached = aim === undefined || ('atMost' in aim ? share <= aim.atMost : share >= aim.atLeast);
  const result = { collection, part, rows: lines.length, unattended: running.length, share, reached };
  return { ...result, ...(aim ? { aim } : {}), lines: running };
}
