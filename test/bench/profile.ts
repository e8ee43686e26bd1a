import { pathToFileURL } from 'node:url';
import type { Statement } from './control-plane.js';

/** The part of V8's own format that is read here. */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

const SHOWN = 40;

/** Where the time went: functions by the time spent in themselves, and statements by the time waited for them. */
export function summarize(profile: CpuProfile, statements: readonly Statement[], root: string): string {
  const names = new Map(profile.nodes.map(({ id, callFrame }) => [id, nameOf(callFrame, root)]));
  const spent = new Map<string, number>();
  let total = 0;
  for (const [at, node] of profile.samples.entries()) {
    const name = names.get(node) ?? '?';
    const ms = (profile.timeDeltas[at] ?? 0) / 1_000;
    spent.set(name, (spent.get(name) ?? 0) + ms);
    total += ms;
  }
  const functions = [...spent]
    .sort(([, one], [, other]) => other - one)
    .slice(0, SHOWN)
    .map(([name, ms]) => `${percent(ms, total)} ${ms.toFixed(0).padStart(7)} ms  ${name}`);
  const queries = [...statements]
    .sort((one, other) => other.ms - one.ms)
    .slice(0, SHOWN)
    .map(
      ({ text, count, ms }) =>
        `${ms.toFixed(0).padStart(8)} ms ${String(count).padStart(7)} × ${(ms / count).toFixed(2).padStart(8)} ms  ${text}`,
    );
  return [`${total.toFixed(0)} ms`, ...functions, '', 'statements', ...queries, ''].join('\n');
}

function nameOf({ functionName, url, lineNumber }: CpuProfile['nodes'][number]['callFrame'], root: string) {
  const file = url.replace(pathToFileURL(root).href, '').replace(/^.*\/node_modules\//, '~');
  return `${functionName || '(anonymous)'} ${file}${url ? `:${lineNumber + 1}` : ''}`;
}

function percent(ms: number, total: number): string {
  return `${((ms / total) * 100).toFixed(1).padStart(5)} %`;
}
