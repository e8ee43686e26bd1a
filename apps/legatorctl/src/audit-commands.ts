import type { Command } from 'commander';
import { createWriteStream, rmSync, renameSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { record, rows, text } from './answers.js';
import { addAuditVerify } from './audit-verify.js';
import { parseMoment } from './durations.js';
import { Failure } from './failure.js';
import type { Register } from './program.js';
import type { Action, Session } from './session.js';
import type { Sink } from './terminal.js';

interface Filter {
  type?: string;
  probe?: string;
  since?: string;
  until?: string;
  limit?: string;
  file?: string;
}

/** The trail: to read, to take away, to check. */
export function addAuditCommands(program: Command, register: Register): void {
  const audit = program.command('audit').description('the audit trail');
  const filtered = (command: Command) =>
    command
      .option('--type <type>', 'only entries of this type, such as command.sent')
      .option('--probe <id>', 'only entries about this probe')
      .option('--since <time>', 'only entries from then on: 2h, or 2026-01-31T08:00:00Z')
      .option('--until <time>', 'only entries up to then');
  register(
    filtered(audit.command('list').description('entries, newest first')).option(
      '--limit <count>',
      'no more than so many',
    ),
    list,
  );
  register(
    filtered(audit.command('export').description('the trail with its proofs, one entry a line')).option(
      '--file <path>',
      'write it to this file instead of standard output',
    ),
    take,
  );
  addAuditVerify(audit, register);
}

function toQuery({ type, probe, since, until, limit }: Filter, { around }: Session) {
  const moment = (given?: string) => (given === undefined ? undefined : parseMoment(given, around.now()));
  return { type, probe_id: probe, since: moment(since), until: moment(until), limit };
}

const list: Action = async (session, options) => {
  const { api, terminal, json } = session;
  const answer = await api.get('/api/v1/audit', toQuery(options as Filter, session));
  if (json) return terminal.json(answer);
  const events = rows(answer, 'events');
  if (events.length === 0) return terminal.note('No entries.');
  terminal.table(
    ['TIME', 'TYPE', 'PROBE', 'ACTOR', 'SUMMARY'],
    events.map((event) =>
      ['timestamp', 'type', 'probe_id', 'actor', 'summary'].map((name) => text(event[name])),
    ),
  );
  if (record(answer)['has_more'] === true)
    terminal.note('There is more: ask with --limit, --since or --until.');
};

const take: Action = async (session, options) => {
  const { api, terminal, around } = session;
  const { file, ...filter } = options as Filter;
  const headers = { accept: 'application/x-ndjson' };
  const response = await api.open('/api/v1/audit/export', { query: toQuery(filter, session), headers });
  const body = Readable.fromWeb(response.body as never);
  try {
    if (file !== undefined) await save(body, file);
    else await print(body, around.stdout);
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).syscall
      ? text((cause as Error).message)
      : api.explain(cause).message;
    throw new Failure(`The export is not complete. ${reason}`, undefined, { cause });
  }
  if (file !== undefined)
    terminal.note(`Written to ${file}. Check it with: legatorctl audit verify ${file} --key …`);
};

/** No faster than it is read. */
async function print(body: Readable, stdout: Sink): Promise<void> {
  for await (const piece of body.setEncoding('utf8')) {
    if (stdout.write(piece as string) === false && stdout.once) {
      await new Promise<void>((resolve) => stdout.once!('drain', resolve));
    }
  }
}

/** Whole or not at all: a file under its final name was received to its end. */
async function save(body: Readable, file: string): Promise<void> {
  const fresh = `${file}.part`;
  try {
    await pipeline(body, createWriteStream(fresh, { mode: 0o600, flags: 'w' }));
    renameSync(fresh, file);
  } catch (cause) {
    rmSync(fresh, { force: true });
    throw cause;
  }
}
