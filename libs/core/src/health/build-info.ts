/** What this build is. Stamped by whoever builds it; a build from the source tree says so. */
export interface BuildInfo {
  readonly commit: string;
  readonly date: string;
  readonly version: string;
}

/** Injection token of the build. */
export const BUILD_INFO = Symbol('BUILD_INFO');

/** Injection token of the names of all migrations that this version knows. */
export const KNOWN_MIGRATIONS = Symbol('KNOWN_MIGRATIONS');

export const UNSTAMPED: BuildInfo = { commit: 'none', date: 'unknown', version: 'dev' };
