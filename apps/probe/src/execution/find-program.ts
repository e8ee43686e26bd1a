import { accessSync, constants, statSync } from 'node:fs';
import { COMMAND_ENVIRONMENT } from './environment.js';

const FOLDERS = COMMAND_ENVIRONMENT['PATH']!.split(':');

/** A path as programs take it that start in the root folder. */
export function fromRoot(path: string): string {
  return path.startsWith('/') ? path : `/${path}`;
}

/**
 * Whether a program is named by a path outside of the folders where programs are found by name. Such a path may lie on a
 * file system that never answers, so this process itself does not touch it: `HostLook` does.
 */
export function isForeign(name: string): boolean {
  if (process.platform === 'win32') return false;
  return name.includes('/') && !FOLDERS.includes(fromRoot(name).replace(/\/[^/]*$/, ''));
}

/**
 * Where a program is, by the path that commands are given; a name with a slash counts from the root folder. Whether a
 * foreign one is there is not looked at.
 * @throws as the system would when starting it: ENOENT or EACCES
 */
export function findProgram(name: string): string {
  if (isForeign(name)) return fromRoot(name);
  const places = name.includes('/') ? [fromRoot(name)] : FOLDERS.map((folder) => `${folder}/${name}`);
  let failure = notFound('ENOENT');
  for (const place of name === '' || name.includes('\0') ? [] : places) {
    const found = look(place);
    if (found === true) return place;
    if (found === 'EACCES') failure = notFound('EACCES');
  }
  throw failure;
}

function look(place: string): true | 'ENOENT' | 'EACCES' {
  try {
    if (!statSync(place).isFile()) return 'EACCES';
  } catch {
    return 'ENOENT';
  }
  try {
    accessSync(place, constants.X_OK);
    return true;
  } catch {
    return 'EACCES';
  }
}

/** What the system would say of a program that is not there, or not to be run. */
export function notFound(code: 'ENOENT' | 'EACCES'): NodeJS.ErrnoException {
  return Object.assign(new Error(code === 'ENOENT' ? 'no such program' : 'permission denied'), { code });
}
