/** Where programs are taken from by absolute path; the same as a bare name, since PATH is fixed. */
const FOLDERS = ['/bin/', '/usr/bin/', '/sbin/', '/usr/sbin/'];

/** The bare name under which the table knows a program, if the word names one in a system folder. */
export function programName(word: string): string | undefined {
  if (!word.includes('/')) return word;
  const folder = FOLDERS.find((one) => word.startsWith(one));
  return folder === undefined ? undefined : word.slice(folder.length);
}

/** What follows the last slash, in lower case and without `.exe`. */
export function baseName(word: string): string {
  return word
    .slice(word.lastIndexOf('/') + 1)
    .toLowerCase()
    .replace(/\.exe$/, '');
}
