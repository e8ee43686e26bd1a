import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCli } from './cli.js';

// From dist/apps/control-plane/src to the folder with package.json.
const root = resolve(fileURLToPath(import.meta.url), '..', '..', '..', '..', '..');
process.exitCode = await runCli(process.argv.slice(2), { root, env: process.env });
