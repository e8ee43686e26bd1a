import type { Look, Reading } from '../reading/reading.js';

/** A command that only reads, and why it is run. Words, never a line: no shell reads them. */
export interface LookCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly reason: string;
}

type Live = Extract<Reading, { kind: 'live' }>;

const LINES = '40';
const JOURNAL = ['--no-pager', '-o', 'short-iso', '-n', LINES];

const COMMANDS: Readonly<Record<Look, (name: string) => LookCommand>> = {
  disk: () => of('df', ['-P', '-k'], 'How full the disks are'),
  memory: () => of('free', ['-b'], 'How much memory is in use'),
  processes: () =>
    of('ps', ['-eo', 'pid,user,pcpu,pmem,comm', '--sort=-pcpu'], 'Which processes use the CPU'),
  memory_processes: () =>
    of('ps', ['-eo', 'pid,user,pcpu,pmem,comm', '--sort=-pmem'], 'Which processes use the memory'),
  errors: () => of('journalctl', ['-p', 'err', ...JOURNAL], 'The last errors in the journal'),
  ports: () => of('ss', ['-Htuln'], 'Which ports are listened on'),
  sessions: () => of('who', [], 'Who is logged in'),
  kernel_log: () => of('journalctl', ['-k', ...JOURNAL], 'The end of the log of the kernel'),
  service_log: (name) =>
    name === ''
      ? of('journalctl', JOURNAL, 'The end of the journal')
      : of('journalctl', ['-u', name, ...JOURNAL], `The end of the log of ${name}`),
  failed_services: () =>
    of(
      'systemctl',
      ['list-units', '--state=failed', '--plain', '--no-legend', '--no-pager'],
      'Which services failed',
    ),
  containers: () => of('docker', ['ps'], 'Which containers run'),
  clock: () => of('date', [], 'What time it is there'),
};

export function lookCommand({ look, name = '' }: Live): LookCommand {
  return COMMANDS[look](name);
}

export function serviceCommand(name: string): LookCommand {
  return of('systemctl', ['is-active', name], `Whether ${name} runs`);
}

function of(command: string, args: readonly string[], reason: string): LookCommand {
  return { command, args, reason };
}
