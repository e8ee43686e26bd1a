import type { Command } from 'commander';
import { record, text } from './answers.js';
import { noteChanges } from './changes.js';
import { CommandFollower, type End } from './command-follower.js';
import { parseDuration } from './durations.js';
import { DENIED, Failure, INTERRUPTED, PENDING, USAGE } from './failure.js';
import { findProbe } from './fleet-commands.js';
import type { Register } from './program.js';
import type { Action, Session } from './session.js';
import { clean } from './terminal.js';

interface Options {
  timeout?: string;
  level?: string;
  reason?: string;
  line?: boolean;
  follow: boolean;
}

/** Running something on one probe. */
export function addRunCommand(program: Command, register: Register): void {
  register(
    program
      .command('command')
      .description('run a command on a probe and pass its exit code on (3: waits for approval, 4: denied)')
      .argument('<probe>', 'id or hostname')
      .argument('<words...>', 'the program and its arguments, best after --')
      .option('--timeout <duration>', 'stop it after this time, such as 30s')
      .option('--level <level>', 'treat it as at least this level: observe, diagnose or remediate')
      .option('--reason <text>', 'what it is for; shown to whoever has to approve it')
      .option('--line', 'the words are one line for a shell, not a program and its arguments')
      .option('--no-follow', 'do not wait for its output'),
    run,
  );
}

const run: Action = async (session, name, words, given) => {
  const options = given as Options;
  const probe = await probeId(session, String(name));
  const { status, body } = await session.api.ask(
    'POST',
    `/api/v1/probes/${encodeURIComponent(probe)}/command`,
    {
      query: { stream: 'true' },
      body: toBody(words as string[], options),
      also: [429],
    },
  );
  return carryOn(session, { status, body }, options);
};

/** What becomes of a request that was answered: denied, held, or followed to its end. @returns the exit code */
export async function carryOn(
  session: Session,
  { status, body }: { status: number; body: unknown },
  { follow: wait }: { follow: boolean },
): Promise<number> {
  const answer = record(body);
  if (status === 429 && answer['status'] !== 'denied')
    throw new Failure(`The server is busy: ${reasonOf(answer)}. Try again.`);
  if (session.json) session.terminal.line(JSON.stringify(body));
  if (status === 429) return denied(session, answer);
  if (answer['status'] === 'pending_approval') return pending(session, answer);
  const requestId = text(answer['request_id']);
  if (!wait || requestId === '') return started(session, requestId);
  const exitCode = passOn(session, await follow(session, requestId));
  await noteChanges(session, requestId);
  return exitCode;
}

/** Ids are used as they are; anything else is looked up first, so that a command never reaches a namesake. */
async function probeId({ api }: Session, name: string): Promise<string> {
  if (/^(prb|rpr)-/.test(name)) return name;
  return text((await findProbe(api, name))['id']);
}

function toBody(words: string[], { timeout, level, reason, line }: Options): Record<string, unknown> {
  if (level !== undefined && !/^(observe|diagnose|remediate)$/.test(level)) {
    throw new Failure('--level is observe, diagnose or remediate.', USAGE);
  }
  const [command, ...args] = words;
  return {
    ...(line ? { command: words.join(' ') } : { command, args }),
    ...(timeout === undefined ? {} : { timeout: parseDuration(timeout) * 1_000_000 }),
    ...(level === undefined ? {} : { level }),
    ...(reason === undefined ? {} : { reason }),
    stream: true,
  };
}

function denied({ terminal }: Session, answer: Record<string, unknown>): number {
  terminal.note(`Denied: ${reasonOf(answer)}`);
  return DENIED;
}

function pending({ terminal, api }: Session, answer: Record<string, unknown>): number {
  const id = clean(text(answer['approval_id']));
  terminal.note(
    `It waits for approval ${id} (risk ${clean(text(answer['risk_level']))}): ${reasonOf(answer)}`,
  );
  terminal.note(
    `Someone who may approve decides in the console, ${api.server}/approvals, or with: legatorctl approvals approve ${id}`,
  );
  return PENDING;
}

function started({ terminal, json }: Session, requestId: string): number {
  if (!json) terminal.line(requestId);
  return 0;
}

function reasonOf(answer: Record<string, unknown>): string {
  return clean(text(answer['message'] ?? answer['error'] ?? answer['reason_code'] ?? 'no reason was given'));
}

/** The first Ctrl-C cancels the command and waits for its end; the second one leaves at once. */
async function follow(session: Session, requestId: string): Promise<End> {
  const { api, terminal, around, json } = session;
  const follower = new CommandFollower(api, terminal, { json, wait: around.wait });
  let interrupts = 0;
  let leave: (end: End) => void;
  const left = new Promise<End>((resolve) => (leave = resolve));
  const stop = around.onInterrupt(() => {
    interrupts += 1;
    if (interrupts > 1) return leave({ exitCode: INTERRUPTED, remark: `Left behind as ${requestId}.` });
    terminal.note('Canceling … (Ctrl-C again to leave without waiting)');
    cancel(session, requestId).catch((failure: Error) =>
      terminal.note(`It could not be canceled: ${failure.message}`),
    );
  });
  try {
    const end = await Promise.race([follower.follow(requestId), left]);
    return interrupts > 0 ? { ...end, exitCode: INTERRUPTED } : end;
  } finally {
    stop();
  }
}

async function cancel({ api }: Session, requestId: string): Promise<void> {
  const path = `/api/v1/commands/${encodeURIComponent(requestId)}/cancel`;
  await api.ask('POST', path, { body: { reason: 'interrupted at the command line' }, also: [409] });
}

function passOn({ terminal }: Session, { exitCode, remark }: End): number {
  if (remark) terminal.note(clean(remark));
  return exitCode;
}
