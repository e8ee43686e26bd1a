import type { Command } from 'commander';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { SignedCheckpoint } from '@legator/contracts';
import { parseCheckpoint, readPublicKey, verifyExport } from '@legator/wire';
import { record, text } from './answers.js';
import { ERROR, Failure, USAGE } from './failure.js';
import type { Register } from './program.js';
import type { Action, Session } from './session.js';

interface Options {
  key?: string[];
  checkpoint?: string;
  tenant?: string;
}

/** Checking the trail: an export offline, by keys the caller trusts; or the server's own, by asking it. */
export function addAuditVerify(audit: Command, register: Register): void {
  register(
    audit
      .command('verify')
      .description('check an export without asking anybody; without a file, ask the server to check itself')
      .argument('[file]', 'an export, as audit export writes it')
      .option(
        '--key <key>',
        'a public key to trust: a PEM file, what /api/v1/audit/key answered, or 32 bytes in base64; may be given again',
        collect,
      )
      .option('--checkpoint <file>', 'a checkpoint that was kept elsewhere: finds a tail that was cut')
      .option('--tenant <id>', 'refuse an export of any other tenant'),
    verify,
  );
}

function collect(value: string, before: string[] = []): string[] {
  return [...before, value];
}

const verify: Action = (session, file, options) =>
  file === undefined
    ? askServer(session, options as Options)
    : checkFile(session, String(file), options as Options);

async function askServer({ api, terminal, json }: Session, { checkpoint }: Options): Promise<number> {
  const kept = checkpoint === undefined ? undefined : JSON.stringify(readCheckpoint(checkpoint));
  const answer = record(await api.get('/api/v1/audit/verify', { checkpoint: kept }));
  const valid = answer['valid'] === true;
  if (json) terminal.json(answer);
  else {
    terminal.facts([
      ['The server says', valid ? 'valid' : 'NOT VALID'],
      ['Entries checked', text(answer['entries_checked'])],
      ['First wrong', text(answer['first_invalid_index'] ?? answer['first_invalid_at'])],
      ['Reason', text(answer['reason'])],
    ]);
  }
  return valid ? 0 : ERROR;
}

async function checkFile({ terminal, json }: Session, file: string, options: Options): Promise<number> {
  if (!options.key) {
    throw new Failure(
      'Say which public key you trust with --key; the keys named in an export prove nothing.',
      USAGE,
    );
  }
  const report = await verifyExport(linesOf(file), {
    publicKeys: options.key.map(readKey),
    ...(options.checkpoint === undefined ? {} : { checkpoint: readCheckpoint(options.checkpoint) }),
    ...(options.tenant === undefined ? {} : { tenant: options.tenant }),
  });
  if (json) terminal.json(report);
  else {
    terminal.facts([
      ['Export is', report.valid ? 'valid' : 'NOT VALID'],
      ['Reason', text(report.reason)],
      ['First wrong entry', text(report.first_invalid_index)],
      ['Line', text(report.line)],
      ['Tenant', text(report.tenant)],
      ['Entries checked', String(report.checked)],
      ['Known by hash only', report.omitted > 0 ? String(report.omitted) : ''],
      ['Signed up to entry', String(report.sealed_to)],
    ]);
    remarks(report, options).forEach((remark) => terminal.note(remark));
  }
  return report.valid ? 0 : ERROR;
}

function remarks(
  report: { valid: boolean; sealed_to: number; last_index: number },
  { checkpoint }: Options,
): string[] {
  if (!report.valid) return [];
  const open = report.last_index - report.sealed_to;
  return [
    ...(open > 0 ? [`Nobody has signed the last ${open} entries yet.`] : []),
    ...(checkpoint === undefined
      ? ['Whether entries are missing at the end shows only with --checkpoint.']
      : []),
  ];
}

async function* linesOf(file: string): AsyncGenerator<string> {
  try {
    yield* createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity });
  } catch (cause) {
    throw new Failure(`${file} cannot be read: ${(cause as Error).message}`, undefined, { cause });
  }
}

/** A PEM file, a file with the raw key in it or with the server's own answer, or the raw key itself; both alphabets. */
function readKey(given: string): string {
  const content = keyWithin(existsSync(given) ? readFileSync(given, 'utf8') : given);
  const key = content.includes('-----BEGIN')
    ? content
    : content.trim().replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
  try {
    return readPublicKey(key);
  } catch (cause) {
    throw new Failure(`--key ${given} is no public key of Ed25519: ${(cause as Error).message}`, USAGE, {
      cause,
    });
  }
}

/** `/api/v1/audit/key` answers with JSON; saved as it came it serves as well. */
function keyWithin(content: string): string {
  if (!content.trimStart().startsWith('{')) return content;
  try {
    return text(record(JSON.parse(content))['public_key']);
  } catch {
    return content;
  }
}

function readCheckpoint(file: string): SignedCheckpoint {
  const checkpoint = existsSync(file) ? parseCheckpoint(readFileSync(file, 'utf8')) : undefined;
  if (!checkpoint) throw new Failure(`${file} is not a checkpoint, or cannot be read.`, USAGE);
  return checkpoint;
}
