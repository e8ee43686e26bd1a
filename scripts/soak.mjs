// npm run soak [-- PART [NUMBER]]: what the tests try a little of, tried for long.
import { tryLimitsInVm } from './limits-vm.mjs';
import { main, runNode, Stop, tool } from './workspace.mjs';

/**
 * Each part: where it is tried, how much of it unless said, and what that number counts. A part takes the seed of the
 * moment unless LEGATOR_SOAK_SEED says which; a failure names it.
 */
const PARTS = {
  shell: {
    counts: 'made-up command lines that are judged',
    usual: 1_000_000,
    project: 'unit',
    path: 'libs/shell/src/fuzz.spec.ts',
    env: (number) => ({ LEGATOR_SOAK: number }),
  },
  evil: {
    counts: 'seeds for each class of frames of a control plane that turned evil',
    usual: 250,
    project: 'medium',
    path: 'guarantees/evil-control-plane',
    env: (number) => ({ LEGATOR_SOAK_EVIL: number }),
  },
  once: {
    counts: 'kills of a probe, with 50 commands each, on a bad line',
    usual: 200,
    project: 'medium',
    path: 'guarantees/at-most-once',
    env: (number) => ({ LEGATOR_SOAK_KILLS: number, LEGATOR_SOAK_WAVE: '50' }),
  },
  recorded: {
    counts: 'runs with a database that fails',
    usual: 500,
    project: 'medium',
    path: 'guarantees/recorded-first',
    env: (number) => ({ LEGATOR_SOAK_RECORDED: number }),
  },
  approvals: {
    counts: 'requests about which people decide at the same time',
    usual: 10_000,
    project: 'medium',
    path: 'guarantees/approval-races',
    env: (number) => ({ LEGATOR_SOAK_RACES: number }),
  },
};

await main(async ([named, number]) => {
  // A number alone is for the shell, as it always was.
  if (/^\d+$/.test(named ?? '')) return soak('shell', named);
  if (named !== undefined) return soak(named, number);
  for (const part of [...Object.keys(PARTS), 'limits']) await soak(part);
});

async function soak(name, number) {
  // Not longer, but on another kernel.
  if (name === 'limits') return tryLimitsInVm();
  const part = PARTS[name];
  if (!part) throw new Stop(`There is no part ${name}; there are ${Object.keys(PARTS).join(', ')}, limits.`);
  const many = number ?? String(part.usual);
  if (!/^[1-9]\d{0,9}$/.test(many)) throw new Stop(`The number has to be a whole one: ${part.counts}.`);
  process.stdout.write(`${name}: ${many} ${part.counts}\n`);
  const seed = process.env.LEGATOR_SOAK_SEED ?? String(Date.now() % 1_000_000);
  await run(part, { LEGATOR_SOAK_SEED: seed, ...part.env(many) });
}

async function run({ project, path }, env) {
  const jest = [tool('jest'), '--selectProjects', project, '-w', '1', '--testPathPatterns', path];
  const code = await runNode(['--experimental-vm-modules', '--no-warnings', ...jest], { env });
  if (code !== 0) throw new Stop(`The soak failed (exit code ${code}); the seed is above.`);
}
