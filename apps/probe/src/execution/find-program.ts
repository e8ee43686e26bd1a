import { accessSync, constants, statSync } from 'node:fs';
import { COMMAND_ENVIRONMENT } from './environment.js';

/**
 * Where a program is, by the path that commands are given; a name with a slash counts from the root folder.
 * @throws as the system would when starting it: ENOENT or EACCES
 */
export function findProgram(name: string): string {
  const places = name.includes('/')
    ? [name.startsWith('/') ? name : `/${name}`]
    : COMMAND_ENVIRONMENT['PATH']!.split(':').map((folder) => `${folder}/${name}`);
  let failure = failed('ENOENT');
  for (const place of name === '' || name.includes('\0') ? [] : places) {
    const found = look(place);
    if (found === true) return place;
    if (found === 'EACCES') failure = failed('EACCES');
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

function failed(code: 'ENOENT' | 'EACCES'): NodeJS.ErrnoException {
  return Object.assign(new Error(code === 'ENOENT' ? 'no such program' : 'permission denied'), { code });
}
