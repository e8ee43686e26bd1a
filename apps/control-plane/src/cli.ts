import { Command, CommanderError } from 'commander';
import { readControlPlaneConfig } from '@legator/core';
import {
  createKey,
  createSetupCode,
  createToken,
  recoverUser,
  rotateSecretsKey,
} from './commands/administer.js';
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
    .command('setup-code')
    .description('a code with which the first administrator is made')
    .option('--out <file>', 'write the code there (0600) instead of printing it')
    .action((options: { out?: string }) => createSetupCode(readControlPlaneConfig(env), root, options));
  program
    .command('secrets')
    .description('what is kept for other systems, encrypted')
    .command('rotate-key')
    .description('give all secrets a new key; the server may run meanwhile')
    .action(() => rotateSecretsKey(readControlPlaneConfig(env), root));
  program
    .command('recover')
    .description('a new password for somebody who lost theirs; it has to be changed at the first use')
    .requiredOption('--username <name>', 'who')
    .option('--remove-passkeys', 'take away their passkeys as well')
    .option('--out <file>', 'write the password there (0600) instead of printing it')
    .action((options: Parameters<typeof recoverUser>[2]) =>
      recoverUser(readControlPlaneConfig(env), root, options),
    );
  program
    .command('describe <what>')
    .description(
      'openapi: the API as OpenAPI 3.1; routes: what each needs; permissions: which roles may use which',
    )
    .action(async (what: string) => {
      const described = await describe(readControlPlaneConfig({}), root);
      if (what !== 'openapi' && what !== 'routes' && what !== 'permissions')
        throw new Error(`It can describe openapi, routes and permissions, not ${what}.`);
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
