import { createHash, type Hash } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { lstat, open, readdir, readlink, realpath, stat, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { MAX_CAPTURE_TEXT } from '@legator/contracts';
import { fitsGlob, isOrdinaryFile, isSensitivePath } from '@legator/shell';
import { ABSENT, listed, present, unread, type Found } from './found.js';

/** How much of files is read; a file that is larger has neither hash nor contents. */
export interface FileBudget {
  /** Bytes that may still be read for all files of one side together. */
  bytes: number;
  /** Whether the time for this is over. */
  over(): boolean;
}

const MOST_ENTRIES = 500;
const CHUNK = 256 * 1024;

/** A path as it is now: what lies there, its rights and its hash; its contents where it is text and no place of secrets. */
export async function readFileThing(path: string, budget: FileBudget): Promise<Found> {
  try {
    const link = await lstat(path);
    // What is behind a link is what a command writes to, so that is shown, and where it leads.
    const facts: Record<string, string> = link.isSymbolicLink() ? { link_to: await readlink(path) } : {};
    return await ofEntry({ path, real: await realpath(path) }, facts, budget);
  } catch (error) {
    if (!missing(error)) return unread(reasonOf(error));
    const to = await readlink(path).catch(() => undefined);
    return to === undefined ? ofPattern(path, budget) : present({ type: 'broken link', link_to: to });
  }
}

interface Place {
  readonly path: string;
  /** Without any links in it. */
  readonly real: string;
}

async function ofEntry(place: Place, more: Record<string, string>, budget: FileBudget): Promise<Found> {
  const found = await stat(place.real);
  const facts = { ...more, type: typeOf(found), ...rights(found) };
  if (found.isDirectory()) return present(facts, isHidden(place) ? undefined : await entries(place.real));
  if (!found.isFile() || !isOrdinaryFile(place.real)) return present(facts);
  return ofContents(place, { ...facts, size: String(found.size) }, budget);
}

async function ofContents(place: Place, facts: Record<string, string>, budget: FileBudget): Promise<Found> {
  // Never waits and never follows a link that was put there meanwhile.
  const file = await open(place.real, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
  try {
    const now = await file.stat();
    if (!now.isFile()) return present(facts);
    if (now.size > budget.bytes) return { ...present(facts), textNote: 'too_long' };
    const hash = createHash('sha256');
    const start = await readAll(file, hash, budget);
    if (start === undefined) return { ...present(facts), textNote: 'too_long' };
    const whole = { ...facts, size: String(now.size), sha256: hash.digest('hex') };
    const opened = await readlink(`/proc/self/fd/${file.fd}`).catch(() => place.real);
    if (isHidden(place) || isSensitivePath(opened)) return { ...present(whole), textNote: 'secret' };
    return { ...present(whole, textIn(start)), ...noteOf(start) };
  } finally {
    await file.close();
  }
}

/** Whether what lies there is nobody's business, by any of its names. */
function isHidden({ path, real }: Place): boolean {
  return isSensitivePath(path) || isSensitivePath(real);
}

/** Hashes all of it and keeps its beginning; nothing when it takes too long or grows beyond its share. */
async function readAll(file: FileHandle, hash: Hash, budget: FileBudget): Promise<Buffer | undefined> {
  const kept: Buffer[] = [];
  for (let size = 0; ;) {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(CHUNK), 0, CHUNK);
    if (bytesRead === 0) return Buffer.concat(kept);
    const part = buffer.subarray(0, bytesRead);
    hash.update(part);
    if (size <= MAX_CAPTURE_TEXT * 4) kept.push(part);
    size += bytesRead;
    budget.bytes -= bytesRead;
    if (budget.over() || budget.bytes < 0) return undefined;
  }
}

function noteOf(data: Buffer): Pick<Found, 'textNote'> {
  if (data.length > MAX_CAPTURE_TEXT) return { textNote: 'too_long' };
  return textIn(data) === undefined ? { textNote: 'binary' } : {};
}

function textIn(data: Buffer): string | undefined {
  if (data.length > MAX_CAPTURE_TEXT || data.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(data);
  } catch {
    return undefined;
  }
}

/** A name that holds a pattern and is no file: what it stands for, with hashes, so that a change shows. */
async function ofPattern(path: string, budget: FileBudget): Promise<Found> {
  const [folder, pattern] = [dirname(path), basename(path)];
  if (!/[*?[]/.test(path)) return ABSENT;
  if (/[*?[]/.test(folder)) return unread('which files it means shows only when it runs');
  try {
    const names = (await readdir(folder)).filter((name) => fits(pattern, name)).sort();
    if (names.length === 0) return ABSENT;
    const lines: string[] = [];
    for (const name of names.slice(0, MOST_ENTRIES)) lines.push(await lineOf(join(folder, name), budget));
    return listed(lines);
  } catch (error) {
    return missing(error) ? ABSENT : unread(reasonOf(error));
  }
}

async function lineOf(path: string, budget: FileBudget): Promise<string> {
  const { state, facts } = await readFileThing(path, budget);
  const { type = state, mode = '', owner = '', sha256 = '' } = facts ?? {};
  return [path, type, mode, owner, sha256].join(' ').trim();
}

/** A set in brackets counts as any one character, which shows too much rather than too little. */
function fits(pattern: string, name: string): boolean {
  if (name.startsWith('.') && !pattern.startsWith('.')) return false;
  return fitsGlob(pattern.replace(/\[[^\]]*\]/g, '?'), name);
}

async function entries(path: string): Promise<string | undefined> {
  const names = await readdir(path, { withFileTypes: true });
  if (names.length > MOST_ENTRIES) return undefined;
  return names
    .map((one) => `${one.name}${one.isDirectory() ? '/' : ''}\n`)
    .sort()
    .join('');
}

function rights({ mode, uid, gid, mtime }: Stats): Record<string, string> {
  const octal = (mode & 0o7777).toString(8).padStart(4, '0');
  return { mode: octal, owner: `${uid}:${gid}`, modified: mtime.toISOString() };
}

function typeOf(found: Stats): string {
  if (found.isFile()) return 'file';
  return found.isDirectory() ? 'folder' : 'special';
}

function missing(error: unknown): boolean {
  return /^(ENOENT|ENOTDIR)$/.test((error as NodeJS.ErrnoException).code ?? '');
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EACCES' || code === 'EPERM') return 'permission denied';
  return code ?? message;
}
