/** Set by the bundler to the version in package.json. */
declare const LEGATOR_VERSION: string | undefined;

/** The version of this probe; `dev` when it runs from source. */
export const PROBE_VERSION = typeof LEGATOR_VERSION === 'string' ? LEGATOR_VERSION : 'dev';
