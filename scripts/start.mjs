// npm start: installs and builds what is missing, then runs the control plane until it ends.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { ensureInstalled, main, root, runNode, Stop } from './workspace.mjs';

await main(async (args) => {
  await ensureInstalled();
  await build();
  const server = join(root, 'dist', 'apps', 'control-plane', 'src', 'main.js');
  if (!existsSync(server)) throw new Stop('The build left no control plane. Run npm run build -- --force.');
  const dataDir = process.env.LEGATOR_DATA_DIR || join(root, '.legator');
  return runNode(['--enable-source-maps', server, ...args], { env: { LEGATOR_DATA_DIR: dataDir } });
});
