import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchContained } from '../execution/launch.js';
import type { Sandbox } from './sandbox.js';

const PATIENCE_MS = 10_000;
/** CAP_DAC_READ_SEARCH, the one that root leaves to a program that looks. */
const MAY_READ = 1n << 2n;

/** Said by bubblewrap, and the tools behind it, of a host that is out of something just now. */
const PASSING = /Resource temporarily unavailable|Cannot allocate memory|Too many open files/;

/** It could not be tried now. Whether a sandbox holds is not known by that. */
export class NotTried extends Error {}

/** Whether a failure of `tryOut` passes with whatever the host is short of, and says nothing about the sandbox. */
export function isPassing(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return error instanceof NotTried || /^(ENOSPC|EDQUOT|EAGAIN|ENOMEM|EMFILE|ENFILE)$/.test(code ?? '');
}

/**
 * Runs two programs in the sandbox and looks whether it holds: one says what it may do, one tries to write where anybody
 * may, but for the sandbox.
 * @throws a sentence for what does not hold
 */
export async function tryOut(sandbox: Sandbox): Promise<void> {
  const status = await run(sandbox, ['cat', '/proc/self/status']);
  if (status.code !== 0) throw new Error(`bubblewrap does not work here: ${firstLine(status.err)}`);
  checkRights(status.out);
  const folder = mkdtempSync(join(tmpdir(), 'legator-sandbox-'));
  try {
    chmodSync(folder, 0o777);
    const file = join(folder, 'tried');
    const { code, err } = await run(sandbox, ['touch', file]);
    if (code === 0 || existsSync(file)) throw new Error('a program in the sandbox could write a file');
    if (!/read-only file system/i.test(err)) throw new Error(`it fails in another way: ${firstLine(err)}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function checkRights(status: string): void {
  const value = (name: string) => new RegExp(`^${name}:\\s*(\\S+)`, 'm').exec(status)?.[1] ?? '';
  if (value('Seccomp') !== '2') throw new Error('the filter of system calls is not in force');
  if (value('NoNewPrivs') !== '1') throw new Error('a program in the sandbox could gain privileges');
  // One number for each namespace that sees it.
  if (numbers('NSpid', status) <= numbers('NSpid', readFileSync('/proc/self/status', 'utf8')))
    throw new Error('a program in the sandbox is among the processes of the host');
  const kept = BigInt(`0x${value('CapPrm') || 'f'}`);
  if ((kept & ~MAY_READ) !== 0n) throw new Error('a program in the sandbox keeps privileges');
  if (process.getuid?.() === 0 && value('Uid') === '0') throw new Error('a program in the sandbox is root');
}

function numbers(name: string, status: string): number {
  const line = status.split('\n').find((one) => one.startsWith(`${name}:`)) ?? '';
  return line.trim().split(/\s+/).length;
}

interface Tried {
  code: number | null;
  out: string;
  err: string;
}

function run(sandbox: Sandbox, argv: string[]): Promise<Tried> {
  return new Promise((resolve, reject) => {
    const child = launchContained(sandbox.contain(argv, 'observe', PATIENCE_MS), ['ignore', 'pipe', 'pipe']);
    const tried: Tried = { code: null, out: '', err: '' };
    const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
    const ended = (code: number | null, signal: NodeJS.Signals | null) => {
      clearTimeout(timer);
      if (signal === 'SIGKILL') reject(new NotTried(`it was ended, or did not answer in ${PATIENCE_MS} ms`));
      else if (code !== 0 && PASSING.test(tried.err)) reject(new NotTried(firstLine(tried.err)));
      else resolve({ ...tried, code });
    };
    child.stdout?.on('data', (data: Buffer) => (tried.out += data.toString()));
    child.stderr?.on('data', (data: Buffer) => (tried.err += data.toString()));
    child.once('error', (error) => (clearTimeout(timer), reject(error)));
    child.once('close', ended);
  });
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0]?.slice(0, 300) || 'it says nothing';
}
