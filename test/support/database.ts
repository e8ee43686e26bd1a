import { randomBytes } from 'node:crypto';
import { migrate } from '@legator/core';
import { Client } from 'pg';
import { migrations } from '../../migrations/index.js';

/** Any number; while it is held, nobody else makes the template or copies it. */
const LOCK = 7_305_911_299;

export interface FreshDatabase {
  /** As the owner, a superuser on the tests' own server: migrations and set-up only. */
  readonly url: string;
  /** Closes whatever connections are left and removes it. */
  drop(): Promise<void>;
}

/** A migrated, empty database of one's own: a copy of a template that the first who asks makes. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const name = `${prefix()}${process.env['JEST_WORKER_ID'] ?? 0}_${randomBytes(6).toString('hex')}`;
  await onServer(async (client) => {
    // Copying needs a template that nobody is connected to, so one at a time.
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    const template = await ensureTemplate(client);
    await client.query(`create database ${name} template ${template}`);
  });
  return { url: urlOf(name), drop: () => onServer((client) => drop(client, name)) };
}

/** An empty database that no migration has touched. */
export async function emptyDatabase(): Promise<FreshDatabase> {
  const name = `${prefix()}${process.env['JEST_WORKER_ID'] ?? 0}_${randomBytes(6).toString('hex')}`;
  await onServer((client) => client.query(`create database ${name}`).then(() => undefined));
  return { url: urlOf(name), drop: () => onServer((client) => drop(client, name)) };
}

async function ensureTemplate(client: Client): Promise<string> {
  const template = `${prefix()}template`;
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [template]);
  if (rowCount) return template;
  // Renamed once it is whole: a migration that failed leaves no template behind for the others.
  const unfinished = `${template}_unfinished`;
  await drop(client, unfinished);
  await client.query(`create database ${unfinished}`);
  await migrate(urlOf(unfinished), migrations);
  await client.query(`alter database ${unfinished} rename to ${template}`);
  return template;
}

async function drop(client: Client, name: string): Promise<void> {
  await client.query(`drop database if exists ${name} with (force)`);
}

async function onServer(work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function urlOf(database: string): string {
  // A socket's address has no host, which URL would not read.
  return serverUrl().replace(/^([^?]*\/)[^/?]*(\?.*)?$/, `$1${database}$2`);
}

function prefix(): string {
  return `legator_test_${process.env['LEGATOR_TEST_RUN']}_`;
}

function serverUrl(): string {
  const url = process.env['LEGATOR_TEST_SERVER_URL'];
  if (!url)
    throw new Error('No test server: only medium and end-to-end specs have one (postgres-setup.mjs).');
  return url;
}
