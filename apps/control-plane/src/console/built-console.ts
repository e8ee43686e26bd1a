import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { listConsoleFiles } from './console-files.js';
import type { ConsoleFile } from './console-files.js';

interface Build {
  readonly stamp: string;
  readonly template: string;
  readonly files: ReadonlyMap<string, ConsoleFile>;
}

/** What `npm run build` left in a folder. Looks again when `index.html` changed, so a new build needs no restart. */
export class BuiltConsole {
  private build: Build | undefined;

  constructor(private readonly root: string) {}

  /** The page to render; nothing while the console is not built. */
  get template(): string | undefined {
    return this.current()?.template;
  }

  file(path: string): ConsoleFile | undefined {
    // A page that is still open may ask for the chunks of the build it came from: a known name needs no second look.
    return this.build?.files.get(path) ?? this.current()?.files.get(path);
  }

  private current(): Build | undefined {
    const page = join(this.root, 'index.html');
    try {
      const { mtimeMs, size, ino } = statSync(page);
      const stamp = `${mtimeMs} ${size} ${ino}`;
      if (this.build?.stamp !== stamp) {
        this.build = { stamp, template: readFileSync(page, 'utf8'), files: listConsoleFiles(this.root) };
      }
      return this.build;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      // Not built, or a build is just replacing the folder.
      return undefined;
    }
  }
}
