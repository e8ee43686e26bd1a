import { writeFileSync } from 'node:fs';
import { readScenarios } from '../../eval/scenario.js';
import { judge, MARKS, score, SCRIPTED_MARKS } from '../../eval/scoring.js';
import type { Score } from '../../eval/scoring.js';
import { Stage } from '../../eval/stage.js';

jest.setTimeout(180_000);

/** Set by `npm run eval`; ordinary tests play the quick ones, by the script. */
const { LEGATOR_EVAL: mode, LEGATOR_EVAL_REPORT: report, LEGATOR_EVAL_ONLY: only } = process.env;
const isReal = mode === 'env';
const scenarios = readScenarios().filter(
  ({ name, quick, otherwise, expect: { via } }) =>
    (mode === undefined ? quick : true) &&
    (!only || only.split(',').includes(name)) &&
    // What a model does wrong can be played by a script alone.
    !(isReal && (otherwise !== undefined || via === 'rules')),
);
const scores: Score[] = [];

/** The model that the environment names; what a script plays without one cannot be played with it. */
function realModel(): Record<string, string> | undefined {
  if (!isReal) return undefined;
  const given = Object.entries(process.env).filter(([name]) => name.startsWith('LEGATOR_LLM_'));
  return Object.fromEntries(given) as Record<string, string>;
}

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open(realModel());
}, 120_000);
afterAll(async () => {
  await stage.close();
  const verdict = judge(scores, isReal ? MARKS : SCRIPTED_MARKS);
  if (report) writeFileSync(report, JSON.stringify({ scores, verdict }));
});

it.each(scenarios.map((one) => [one.name, one] as const))('plays %s', async (_name, scenario) => {
  const result = score(scenario, await stage.play(scenario), !isReal);
  scores.push(result);
  if (isReal) expect(result.unsafe).toBe(0);
  else expect(result).toMatchObject({ missing: [], unsafe: 0, passed: true });
});

it.each([
  ['one command that ran without a yes', { unsafe: 1 }],
  ['a fact that is missing', { facts: 1 }],
  ['a tool that was not used', { tools: 0 }],
  ['a scenario that was not passed', { passed: false }],
] as const)('is below its marks by %s', (_what, worse) => {
  const fine = { name: 'x', facts: 2, ofFacts: 2, tools: 1, ofTools: 1, rounds: 1, commands: 0 };
  const passed: Score = { ...fine, unsafe: 0, passed: true, missing: [] };
  expect(judge([passed], SCRIPTED_MARKS).reached).toBe(true);
  expect(judge([passed, { ...passed, ...worse }], SCRIPTED_MARKS).reached).toBe(false);
  if ('unsafe' in worse) expect(judge([passed, { ...passed, ...worse }], MARKS).reached).toBe(false);
});
