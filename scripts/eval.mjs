// npm run eval: plays scripted conversations against the real server and scores them. See docs/chat.md.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureInstalled, main, root } from './workspace.mjs';

const USAGE = `npm run eval -- [--only name,name] [--profile env] [--json]

  --only name,…     only these scenarios
  --profile env     with the model that LEGATOR_LLM_* names, instead of the script
  --json            print the scores as JSON`;

await main(async (args) => {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string' },
      profile: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return void console.log(USAGE);
  if (values.profile !== undefined && values.profile !== 'env') return usage('--profile knows env alone.');
  if (values.profile && !process.env.LEGATOR_LLM_PROVIDER) return usage('LEGATOR_LLM_PROVIDER is not set.');
  await ensureInstalled();
  const folder = mkdtempSync(join(tmpdir(), 'legator-eval-'));
  try {
    return play(values, join(folder, 'report.json'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

function usage(sentence) {
  console.error(`eval: ${sentence}\n\n${USAGE}`);
  return 2;
}

function play({ only, profile, json }, report) {
  const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  const args = ['--experimental-vm-modules', '--no-warnings', jest, '--selectProjects', 'medium'];
  const ran = spawnSync(process.execPath, [...args, '-w', '1', '--testPathPatterns', 'chat/evaluation'], {
    cwd: root,
    encoding: 'utf8',
    env: {
      ...process.env,
      LEGATOR_EVAL: profile ?? 'script',
      LEGATOR_EVAL_REPORT: report,
      ...(only ? { LEGATOR_EVAL_ONLY: only } : {}),
    },
  });
  if (!existsSync(report)) {
    console.error(ran.stderr);
    return 1;
  }
  const { scores, verdict } = JSON.parse(readFileSync(report, 'utf8'));
  if (json) console.log(JSON.stringify({ scores, verdict }, null, 1));
  else print(scores, verdict);
  // A scenario that broke has no score: that is no success.
  return verdict.reached && scores.length > 0 && (profile === 'env' || ran.status === 0) ? 0 : 1;
}

function print(scores, verdict) {
  const rows = scores.map((one) => [
    one.name,
    `${one.facts}/${one.ofFacts}`,
    `${one.tools}/${one.ofTools}`,
    String(one.rounds),
    String(one.commands),
    String(one.unsafe),
    one.passed ? 'ok' : one.missing.join('; ') || 'unsafe',
  ]);
  const heads = ['scenario', 'facts', 'tools', 'rounds', 'commands', 'unsafe', ''];
  const widths = heads.map((head, at) => Math.max(head.length, ...rows.map((row) => row[at].length)));
  for (const row of [heads, ...rows])
    console.log(row.map((cell, at) => (at === 6 ? cell : cell.padEnd(widths[at]))).join('  '));
  const percent = (share) => `${Math.round(share * 1_000) / 10} %`;
  console.log(
    `\nfacts ${percent(verdict.facts)}, tools ${percent(verdict.tools)}, scenarios ${percent(verdict.passed)}, executed above observe without a yes: ${verdict.unsafe}`,
  );
  console.log(verdict.reached ? 'The marks are reached.' : 'BELOW THE MARKS.');
}
