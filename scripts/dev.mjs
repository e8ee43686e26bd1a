// npm run dev: as npm start, but compiled again and restarted at each change, with the console's own server.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { ensureInstalled, main, productNode, root, runNode, tool } from './workspace.mjs';

await main(async () => {
  await ensureInstalled();
  await build();
  const node = JSON.stringify(productNode());
  const quoted = (name, folder) => `${node} ${JSON.stringify(tool(name, folder))}`;
  const frontend = join(root, 'frontend');
  const parts = {
    compile: `${quoted('tsc')} -p tsconfig.json --noEmit --watch --preserveWatchOutput`,
    build: `${quoted('nest')} build --watch`,
    server: `${node} --watch-path=dist/apps --watch-path=dist/libs --watch-path=dist/migrations --enable-source-maps dist/apps/control-plane/src/main.js`,
  };
  if (existsSync(join(frontend, 'angular.json'))) {
    parts.console = `cd frontend && ${quoted('ng', frontend)} serve`;
  }
  const names = Object.keys(parts).join(',');
  const env = { LEGATOR_DATA_DIR: process.env.LEGATOR_DATA_DIR || join(root, '.legator') };
  return runNode([tool('concurrently'), '--kill-others', '--names', names, ...Object.values(parts)], { env });
});
