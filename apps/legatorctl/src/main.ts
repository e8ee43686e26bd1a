import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { credentialFile } from './ctl-config.js';
import { runCtl } from './program.js';

// A reader that goes away (`legatorctl probes | head -1`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

process.exitCode = await runCtl(process.argv.slice(2), {
  version: ownVersion(),
  env: process.env,
  credentialFile: credentialFile(process.env),
  stdin: process.stdin,
  hideTyping: process.stdin.isTTY ? (hidden) => void process.stdin.setRawMode(hidden) : undefined,
  stdout: process.stdout,
  stderr: process.stderr,
  now: () => new Date(),
  wait: async (ms) => void (await wait(ms)),
  onInterrupt: (listener) => {
    process.on('SIGINT', listener);
    return () => void process.off('SIGINT', listener);
  },
});
// A line that is still open, such as that of a command left behind, must not hold the program back.
if (process.exitCode === 130) process.exit();

function ownVersion(): string {
  const { version } = JSON.parse(
    readFileSync(new URL('../../../../package.json', import.meta.url), 'utf8'),
  ) as {
    version: string;
  };
  return version;
}
