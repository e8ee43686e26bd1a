import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  adoptCluster,
  claimDirectory,
  hasCluster,
  layoutOf,
  readOrMakePassword,
  rotateLogs,
} from './data-directory.js';

let layout: ReturnType<typeof layoutOf>;
beforeEach(async () => (layout = layoutOf(join(await mkdtemp(join(tmpdir(), 'legator-data-')), 'postgres'))));
afterEach(() => rm(join(layout.root, '..'), { recursive: true }));

const cluster = async (version: string) => {
  await mkdir(layout.cluster, { recursive: true });
  await writeFile(join(layout.cluster, 'PG_VERSION'), `${version}\n`);
};

it('is for its owner alone', async () => {
  await claimDirectory(layout);
  expect((await stat(layout.root)).mode & 0o777).toBe(0o700);
});

it('holds a database once it is whole', async () => {
  await claimDirectory(layout);
  expect(await hasCluster(layout)).toBe(false);
  await cluster('18');
  expect(await hasCluster(layout)).toBe(true);
});

it('of another major version is refused with the way out', async () => {
  await cluster('17');
  await expect(hasCluster(layout)).rejects.toThrow(/made by PostgreSQL 17.*export/s);
});

it('with files of someone else is refused and left alone', async () => {
  await mkdir(layout.cluster, { recursive: true });
  await writeFile(join(layout.cluster, 'thesis.doc'), 'years of work');
  await expect(hasCluster(layout)).rejects.toThrow(/no PostgreSQL data directory/);
  expect(await readdir(layout.cluster)).toEqual(['thesis.doc']);
});

it('keeps what is there when a new database would take its place', async () => {
  await cluster('18');
  await mkdir(layout.unfinished);
  await expect(adoptCluster(layout)).rejects.toThrow();
  expect(await hasCluster(layout)).toBe(true);
});

it('keeps one password, readable by its owner alone', async () => {
  await claimDirectory(layout);
  const password = await readOrMakePassword(layout, true);
  expect(password.length).toBeGreaterThanOrEqual(32);
  expect(await readOrMakePassword(layout, true)).toBe(password);
  expect((await stat(layout.password)).mode & 0o777).toBe(0o600);
});

it('never invents a password for a database that has another one', async () => {
  await claimDirectory(layout);
  await expect(readOrMakePassword(layout, false)).rejects.toThrow(/password .* missing/);
});

it('keeps the last five logs', async () => {
  await claimDirectory(layout);
  for (let start = 1; start <= 7; start++) await writeFile(await rotateLogs(layout), `start ${start}`);
  expect((await readdir(layout.log)).sort()).toEqual(
    ['postgres.1.log', 'postgres.2.log', 'postgres.3.log', 'postgres.4.log', 'postgres.log'].sort(),
  );
  expect(await readFile(join(layout.log, 'postgres.4.log'), 'utf8')).toBe('start 3');
});
