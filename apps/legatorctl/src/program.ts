import { Command, CommanderError } from 'commander';
import { addAccessCommands } from './access-commands.js';
import { addApprovalCommands } from './approval-commands.js';
import { addAuditCommands } from './audit-commands.js';
import { addChatCommands } from './chat-commands.js';
import { addCommandsCommands } from './commands-commands.js';
import { completionScript } from './completion.js';
import { ERROR, Failure, Refusal, USAGE } from './failure.js';
import { addFreezeCommands } from './freeze-commands.js';
import { addFleetCommands } from './fleet-commands.js';
import { addInvitationCommands } from './invitation-commands.js';
import { addKeyCommands } from './key-commands.js';
import { addLoginCommands } from './login-commands.js';
import { addPolicyCommands } from './policy-commands.js';
import { addRoleCommands } from './role-commands.js';
import { addRolloutCommands } from './rollout-commands.js';
import { addRunCommand } from './run-command.js';
import { addRunManyCommand } from './run-many-command.js';
import { addServiceAccountCommands } from './service-account-commands.js';
import { addSignInCommands } from './sign-in-commands.js';
import { addSiteCommands } from './site-commands.js';
import { addTenantCommands } from './tenant-commands.js';
import { addUserCommands } from './user-commands.js';
import { openSession, terminalOf, type Action, type Surroundings } from './session.js';
import { clean } from './terminal.js';
import { shieldWords } from './word-shield.js';

/** Makes a command act: gives it the options that all share, and a session when it runs. */
export type Register = (command: Command, action: Action) => void;

/** Runs one command line (without node and script) and returns the exit code. Never throws. */
export async function runCtl(argv: readonly string[], around: Surroundings): Promise<number> {
  let exitCode = 0;
  const program = buildProgram(around, (code) => (exitCode = code));
  try {
    await program.parseAsync(shieldWords(argv), { from: 'user' });
    return exitCode;
  } catch (failure) {
    return report(failure, argv, around);
  }
}

function buildProgram(around: Surroundings, ended: (exitCode: number) => void): Command {
  const program = withSharedOptions(new Command('legatorctl'))
    .description('Looks at a fleet and works on it, through the public API of its control plane.')
    .enablePositionalOptions()
    .showHelpAfterError('See: legatorctl --help')
    .configureOutput({
      writeOut: (text) => around.stdout.write(text),
      writeErr: (text) => around.stderr.write(text),
    })
    .exitOverride();
  const register: Register = (command, action) => {
    withSharedOptions(command).action(async (...given: unknown[]) => {
      const session = openSession(given.at(-1) as Command, around);
      ended((await action(session, ...given.slice(0, -1))) ?? 0);
    });
  };
  addFleetCommands(program, register);
  addChatCommands(program, register);
  addRunCommand(program, register);
  addCommandsCommands(program, register);
  addRunManyCommand(program, register);
  addRolloutCommands(program, register);
  addApprovalCommands(program, register);
  addPolicyCommands(program, register);
  addFreezeCommands(program, register);
  addSiteCommands(program, register);
  addAuditCommands(program, register);
  addAccessCommands(program, register);
  addKeyCommands(program, register);
  addServiceAccountCommands(program, register);
  addUserCommands(program, register);
  addInvitationCommands(program, register);
  addRoleCommands(program, register);
  addTenantCommands(program, register);
  addSignInCommands(program, register);
  addLoginCommands(program, register);
  addLocalCommands(program, around);
  return program;
}

/** Before the command or behind it, as people write them. */
function withSharedOptions(command: Command): Command {
  return command
    .option('-s, --server <url>', 'the control plane (LEGATOR_SERVER, or the one of the last login)')
    .option('--api-key <key>', 'the key to ask with (LEGATOR_API_KEY, or the one login kept)')
    .option('--request-timeout <duration>', 'how long to wait for an answer, such as 10s')
    .option('--json', 'print the answer as it is, for programs');
}

function addLocalCommands(program: Command, around: Surroundings): void {
  program
    .command('completion')
    .description('print a completion script')
    .argument('<shell>', 'bash, zsh or fish')
    .action((shell: string) => void around.stdout.write(completionScript(program, shell)));
  program
    .command('version')
    .description('the version of this program')
    .option('--json', 'print it for programs')
    .action((_options: unknown, command: Command) => {
      const json = command.optsWithGlobals()['json'] === true;
      around.stdout.write(
        json ? `${JSON.stringify({ version: around.version })}\n` : `legatorctl ${around.version}\n`,
      );
    });
}

function report(failure: unknown, argv: readonly string[], around: Surroundings): number {
  if (failure instanceof CommanderError)
    return /help|version/.test(failure.code) && failure.exitCode === 0 ? 0 : USAGE;
  const terminal = terminalOf(around);
  if (!(failure instanceof Failure)) {
    terminal.note(
      `${terminal.colour('red', 'error:')} ${clean((failure as Error)?.message ?? String(failure))}`,
    );
    return ERROR;
  }
  if (failure instanceof Refusal && wantsJson(argv) && failure.body !== undefined)
    terminal.json(failure.body);
  const [sentence, ...advice] = failure.message.split('\n');
  terminal.note(`${terminal.colour('red', 'error:')} ${sentence}`);
  advice.forEach((line) => terminal.note(line));
  return failure.exitCode;
}

function wantsJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return argv.slice(0, end < 0 ? undefined : end).includes('--json');
}
