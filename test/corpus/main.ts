import { readFileSync } from 'node:fs';
import { measureCosts, type Cost } from './costs.js';
import { readRows, type BadRow, type CorpusRow } from './corpus-row.js';
import { holdAgainstGates, type GateResult } from './gates.js';
import { grantOf } from './grant.js';
import { readOptions, USAGE, type Options } from './options.js';
import { measureOutside, type OutsideResult } from './outside.js';
import { readOutside } from './outside-rows.js';
import { readOwnRows } from './own-rows.js';
import {
  costsAsText,
  gatesAsText,
  outsideAsText,
  talliesAsText,
  verdictAsText,
  verdictView,
} from './report.js';
import { scoreRow, tallies, type Verdict } from './scoring.js';

interface Findings {
  bad: BadRow[];
  verdicts: Verdict[];
  gates: GateResult[];
  costs: Cost[];
  outside?: OutsideResult[];
}

/** @returns the exit code: 1 below a gate or an aim, 2 where rows could not be read */
async function run(options: Options): Promise<number> {
  const found = await find(options);
  if (options.json) console.log(JSON.stringify(asJson(found, options.verdicts), null, 1));
  else print(found, options);
  for (const { file, line, why } of found.bad) console.error(`${file}:${line}: ${why}`);
  if (found.bad.length > 0) return 2;
  const passed =
    found.gates.every((gate) => gate.passed) &&
    found.costs.every((cost) => cost.passed) &&
    (found.outside ?? []).every(({ reached }) => reached);
  return passed ? 0 : 1;
}

async function find(options: Options): Promise<Findings> {
  const { rows, bad } = options.outside ? { rows: [], bad: [] } : rowsOf(options.files);
  const verdicts: Verdict[] = [];
  for (const row of rows) verdicts.push(scoreRow(row, await grantOf(row.command, row.platform)));
  const outside = wantsOutside(options) ? await measureTheirs() : undefined;
  const costs = await measureCosts(rows);
  return { bad, verdicts, gates: holdAgainstGates(verdicts), costs, ...(outside ? { outside } : {}) };
}

function rowsOf(files: readonly string[]): { rows: CorpusRow[]; bad: BadRow[] } {
  if (files.length === 0) return readOwnRows(import.meta.dirname);
  const read = files.map((file) => readRows(file, readFileSync(file, 'utf8')));
  return { rows: read.flatMap(({ rows }) => rows), bad: read.flatMap(({ bad }) => bad) };
}

const wantsOutside = ({ outside, files }: Options): boolean => outside ?? files.length === 0;

async function measureTheirs(): Promise<OutsideResult[] | undefined> {
  const folder = process.env['LEGATOR_TEST_DATA'];
  const groups = folder ? readOutside(folder) : undefined;
  if (groups) return measureOutside(groups);
  console.error(
    'SKIPPED: the public collections; LEGATOR_TEST_DATA does not name a folder with commands/*.jsonl.',
  );
  return undefined;
}

function asJson({ bad, verdicts, gates, costs, outside }: Findings, everyVerdict: boolean): object {
  return {
    rows: verdicts.length,
    bad,
    ...tallies(verdicts),
    gates,
    costs,
    passed: bad.length === 0 && [...gates, ...costs].every(({ passed }) => passed),
    ...(outside
      ? { outside: outside.map(({ lines, ...rest }) => (everyVerdict ? { ...rest, lines } : rest)) }
      : {}),
    ...(everyVerdict ? { verdicts: verdicts.map(verdictView) } : {}),
  };
}

function print({ verdicts, gates, costs, outside }: Findings, options: Options): void {
  const { kinds, techniques } = tallies(verdicts);
  if (options.verdicts) for (const verdict of verdicts) console.log(verdictAsText(verdict));
  if (options.verdicts)
    for (const line of (outside ?? []).flatMap(({ lines }) => lines))
      console.log(`runs ${JSON.stringify(line)}`);
  if (verdicts.length > 0) {
    console.log(`\n${talliesAsText('label', kinds)}`);
    if (techniques.length > 0) console.log(`\n${talliesAsText('technique', techniques)}`);
    console.log(`\n${gatesAsText(gates)}`);
    console.log(`\n${costsAsText(costs)}`);
  }
  if (outside) console.log(`\n${outsideAsText(outside)}`);
}

try {
  process.exitCode = await run(readOptions(process.argv.slice(2)));
} catch (cause) {
  console.error(cause instanceof Error ? cause.message : cause);
  console.error(`\n${USAGE}`);
  process.exitCode = 2;
}
