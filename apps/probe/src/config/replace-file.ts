import fs from 'node:fs';
import { syncFolder } from '../journal/journal-file.js';

/** Puts a whole new file (0600) in the place of an old one: whoever reads it sees either, even after a power cut. */
export function replaceFile(path: string, text: string): void {
  const temporary = `${path}.${process.pid}.new`;
  const fd = fs.openSync(temporary, 'w', 0o600);
  try {
    fs.writeFileSync(fd, text);
    fs.fsyncSync(fd);
  } finally {
    fs.closeSync(fd);
  }
  fs.renameSync(temporary, path);
  syncFolder(path);
}
