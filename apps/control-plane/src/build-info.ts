import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What this build calls itself: stamped by a release, else read from package.json. */
export function readBuildInfo(root: string): { commit: string; date: string; version: string } {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  try {
    return {
      version,
      ...(JSON.parse(readFileSync(join(root, 'dist', 'build.json'), 'utf8')) as {
        commit: string;
        date: string;
      }),
    };
  } catch {
    return { version, commit: 'none', date: 'unknown' };
  }
}
