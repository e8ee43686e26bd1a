// npm run corpus: scores the judgement of commands against labelled rows. See docs/guardrails.md.
import { join } from 'node:path';
import { ensureInstalled, main, root, runNode } from './workspace.mjs';

await main(async (args) => {
  await ensureInstalled();
  const folder = join(root, 'test', 'corpus');
  const node = ['--experimental-transform-types', '--disable-warning=ExperimentalWarning'];
  return runNode([...node, '--import', join(folder, 'source-loader.mjs'), join(folder, 'main.ts'), ...args]);
});
