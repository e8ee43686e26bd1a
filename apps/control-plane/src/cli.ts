import { Command, CommanderError } from 'commander';
import { readControlPlaneConfig } from '@legator/core';
import { createKey, createToken } from './commands/administer.js';
import { describe } from './commands/describe.js';
import { serve } from './commands/serve.js';
import { startError } from './start-errors.js';

type KeyOptions = Parameters<typeof createKey>[2];
type TokenOptions = Parameters<typeof createToken>[2];

export interface CliContext {
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
}

/** @returns the exit code: 0 done, 1 failed with a sentence on stderr, 2 asked for something that does not exist */
export async function runCli(args: readonly string[], { root, env }: CliContext): Promise<number> {
  let code = 0;
  const program = new Command('legator').description('The control plane.').exitOverride().helpCommand(true);
  program
    .command('serve', { isDefault: true })
    .description('start the server (the default)')
    .action(async () => {
      code = await serve(readControlPlaneConfig(env), root);
    });
  const key = program.command('key').description('API keys, made on the server itself');
  key
    .command('create')
    .requiredOption('--name <name>', 'how people know it')
    .option('--permissions <list>', 'separated by commas', 'admin')
    .option('--expires-in <duration>', 'such as 720h; without it the key does not expire')
    .option('--out <file>', 'write the key there (0600) instead of printing it')
    .action((options: KeyOptions) => createKey(readControlPlaneConfig(env), root, options));
  const token = program.command('token').description('tokens with which probes enrol');
  token
    .command('create')
    .option('--multi-use', 'may be used more than once')
    .option('--no-expiry', 'does not expire')
    .option('--out <file>', 'write the token there (0600) instead of printing it')
    .action((options: TokenOptions) => createToken(readControlPlaneConfig(env), root, options));
  program
    .command('describe <what>')
    .description('openapi: the API as OpenAPI 3.1; routes: who may use which')
    .action(async (what: string) => {
      const described = await describe(readControlPlaneConfig({}), root);
      if (what !== 'openapi' && what !== 'routes')
        throw new Error(`It can describe openapi and routes, not ${what}.`);
      process.stdout.write(described[what]);
    });
  try {
    await program.parseAsync(args as string[], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    console.error(`legator: ${startError(error)}`);
    return 1;
  }
  return code;
}
