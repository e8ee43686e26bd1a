import { readdirSync, statSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';

/** What the build of the console may contain. Anything else is not served. */
const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
};

const TWINS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;
export type Encoding = (typeof TWINS)[number][0];

/** The build puts a hash of the content into these names, so what is behind one never changes. */
const HASHED = /-(?=[a-z_-]*[A-Z0-9])[A-Za-z0-9_-]{8}\.[a-z0-9]+$/;

export interface ConsoleFile {
  readonly path: string;
  readonly type: string;
  readonly isImmutable: boolean;
  /** Compressed twins, best first. */
  readonly twins: readonly { readonly encoding: Encoding; readonly path: string }[];
}

/**
 * Lists what may be served, by the path of its address. An address is only ever looked up here and never made into a
 * path on the disk, so none can lead out of the folder. `index.html` is not among them: it is rendered per answer.
 */
export function listConsoleFiles(root: string): ReadonlyMap<string, ConsoleFile> {
  const paths = new Set(filesBelow(root));
  const files = new Map<string, ConsoleFile>();
  for (const path of paths) {
    const type = TYPES[extname(path)];
    if (!type || path === join(root, 'index.html')) continue;
    const twins = TWINS.map(([encoding, ending]) => ({ encoding, path: path + ending }));
    files.set(`/${relative(root, path).split(sep).join('/')}`, {
      path,
      type,
      isImmutable: HASHED.test(path),
      twins: twins.filter((twin) => paths.has(twin.path)),
    });
  }
  return files;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}
