// npm run dev:ui: the console alone, on an API in memory (frontend/src/dev). No database, no server, no probe.
import { join } from 'node:path';
import { ensureInstalled, main, root, runNode, tool } from './workspace.mjs';

await main(async (args) => {
  await ensureInstalled();
  const frontend = join(root, 'frontend');
  console.log(
    'States: ?demo=empty, huge, slow, failing, failing.audit, hostile, still; several with commas.',
  );
  const serve = [tool('ng', frontend), 'serve', '--configuration', 'demo', ...args];
  return runNode(serve, { cwd: frontend, env: { NG_CLI_ANALYTICS: 'false' } });
});
