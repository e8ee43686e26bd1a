// npm run bench: builds what is missing, then measures the product against its aims. See docs/performance.md.
import { join } from 'node:path';
import { build } from './build.mjs';
import { ensureInstalled, main, root, runNode } from './workspace.mjs';

await main(async (args) => {
  await ensureInstalled();
  await build();
  const folder = join(root, 'test', 'bench');
  return runNode(['--import', join(folder, 'source-loader.mjs'), join(folder, 'main.ts'), ...args]);
});
