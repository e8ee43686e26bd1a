/**
 * Which rooms a room may open. `contracts` is open to every room. A new arrow needs a page in docs/adr.
 *
 * Read by rooms.spec.ts; the reasons are in docs/architecture.md.
 */
export const ROOMS: Readonly<Record<string, readonly string[]>> = {
  contracts: [],
  shell: [],
  wire: [],
  core: [],
  audit: ['core', 'wire'],
  models: ['core'],
  directives: ['core'],
  auth: ['core', 'directives'],
  fleet: ['core', 'auth', 'directives'],
  policy: ['core', 'auth', 'directives', 'fleet', 'shell'],
  approvals: ['core', 'auth', 'directives'],
  commands: ['core', 'auth', 'fleet', 'directives', 'shell'],
  gateway: ['core', 'auth', 'wire', 'fleet', 'commands'],
  views: ['core', 'auth'],
  chat: ['core', 'auth', 'fleet', 'directives', 'commands', 'approvals', 'models', 'views'],
};

/** Which rooms an app may open; `all` binds every room together and adds no rule of its own. */
export const APPS: Readonly<Record<string, readonly string[] | 'all'>> = {
  'control-plane': 'all',
  probe: ['contracts', 'shell', 'wire'],
  legatorctl: ['contracts', 'wire'],
};

/** The only packages these rooms may use, because they run where others do not exist: `contracts` in a browser. */
export const ONLY_PACKAGES: Readonly<Record<string, readonly string[]>> = {
  contracts: ['zod'],
};

/** Rooms of pure functions: no framework and no database. */
export const PURE_ROOMS: readonly string[] = ['contracts', 'shell', 'wire'];

/** Files beside the configuration that look at the environment, and what for. Only ever fewer. */
export const READ_ENVIRONMENT: Readonly<Record<string, string>> = {
  'apps/control-plane/src/local-probe/local-probe.ts': 'hands PATH on to the process it starts',
  'libs/models/src/calls/tracing.ts': 'takes away what would make LangChain send every message elsewhere',
};
