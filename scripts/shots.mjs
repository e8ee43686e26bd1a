// npm run shots [-- fleet]: a picture of every page in every state, both themes, 1440 and 390 pixels wide, in dist/shots.
// The spec that takes them also checks what it sees, so a picture that cannot be taken is a failure. See docs/adr/0008.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from './build.mjs';
import { ensureInstalled, main, root, runNode, tool } from './workspace.mjs';

await main(async ([name = '']) => {
  await ensureInstalled();
  await build();
  const folder = join(root, 'dist', 'shots');
  if (!name) await rm(folder, { recursive: true, force: true });
  const jest = ['--experimental-vm-modules', '--no-warnings', tool('jest'), '--selectProjects', 'e2e'];
  const only = ['--testNamePattern', `fits: ${name}`, 'test/e2e/console-axe'];
  const code = await runNode([...jest, ...only], { env: { LEGATOR_SHOTS: folder } });
  console.log(`Pictures are in ${folder}.`);
  return code;
});
