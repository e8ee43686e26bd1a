import type { Command } from 'commander';
import { record } from './answers.js';
import { follow } from './rollout-follower.js';
import { exitCodeOf, progressOf, showRollout } from './rollout-show.js';
import type { Register } from './program.js';
import type { Action } from './session.js';

/** Commands on their way over many hosts, wave by wave. */
export function addRolloutCommands(program: Command, register: Register): void {
  const rollouts = program.command('rollouts').description('commands that go over many hosts in waves');
  register(
    rollouts
      .command('show')
      .description('how far one is (1: failed or stopped, 3: waits for approval, 4: denied)')
      .argument('<id>')
      .option('--follow', 'until it has come to its end'),
    show,
  );
  register(
    rollouts
      .command('pause')
      .description('release no further wave until it is resumed; what runs goes on')
      .argument('<id>')
      .option('--reason <text>', 'why'),
    change('pause', (options) => ({ reason: options['reason'] })),
  );
  register(
    rollouts
      .command('resume')
      .description('let it go on')
      .argument('<id>')
      .option('--ignore-health', 'however the hosts of the last wave are'),
    change('resume', (options) => (options['ignoreHealth'] ? { ignore_health: true } : {})),
  );
  register(
    rollouts
      .command('stop')
      .description('end it for good; what runs comes to its own end')
      .argument('<id>')
      .option('--reason <text>', 'why'),
    change('stop', (options) => ({ reason: options['reason'] })),
  );
}

const show: Action = async (session, id, options) => {
  const rollout = record(await session.api.get(pathOf(id)));
  if ((options as { follow?: boolean }).follow) return follow(session, String(id), rollout);
  if (session.json) session.terminal.json(rollout);
  else showRollout(session, rollout);
  return exitCodeOf(rollout);
};

function change(verb: string, toBody: (options: Record<string, unknown>) => Record<string, unknown>): Action {
  return async ({ api, terminal, json }, id, options) => {
    const body = toBody(options as Record<string, unknown>);
    const answer = await api.ask('POST', `${pathOf(id)}/${verb}`, { body });
    if (json) terminal.json(answer.body);
    else terminal.line(progressOf(record(answer.body)));
  };
}

/** Where the server keeps it. */
export function pathOf(id: unknown): string {
  return `/api/v1/rollouts/${encodeURIComponent(String(id))}`;
}
