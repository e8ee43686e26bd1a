// Writes down the public API and who may use it, so that a change of either is seen in review.
import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { productNode, root, Stop } from './workspace.mjs';

export const outputs = ['docs/openapi.yaml', 'docs/routes.txt', 'docs/permissions.txt'];

export default async function generate() {
  const server = join(root, 'dist', 'apps', 'control-plane', 'src', 'main.js');
  for (const [at, what] of ['openapi', 'routes', 'permissions'].entries()) {
    const { status, stdout, stderr } = spawnSync(productNode(), [server, 'describe', what], {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    if (status !== 0) throw new Stop(`The API could not be described: ${stderr}`);
    await writeFile(join(root, outputs[at]), stdout);
  }
}
