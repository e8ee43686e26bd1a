/** A path without `.`, `..`, doubled and trailing slashes; backslashes count as slashes. It is not looked up anywhere. */
export function normalPath(path: string): string {
  const slashed = path.replaceAll('\\', '/');
  const root = /^([A-Za-z]:)?\//.exec(slashed)?.[0] ?? '';
  const parts: string[] = [];
  for (const part of slashed.slice(root.length).split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '..' || root === '') parts.push(part);
  }
  return root + parts.join('/') || '.';
}
