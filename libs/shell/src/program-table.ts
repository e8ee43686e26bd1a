import { compile, type Grammar, type Rules } from './grammar.js';
import { FILES } from './programs/files.js';
import { IDENTITY } from './programs/identity.js';
import { NETWORK } from './programs/network.js';
import { PACKAGE_MANAGERS } from './programs/packages.js';
import { SERVICES } from './programs/services.js';
import { SYSTEM } from './programs/system.js';

/** Every program of which some uses are known to only read. */
export const GRAMMARS: Readonly<Record<string, Grammar>> = {
  ...IDENTITY,
  ...FILES,
  ...SYSTEM,
  ...SERVICES,
  ...NETWORK,
  ...PACKAGE_MANAGERS,
};

const RULES = new Map(Object.entries(GRAMMARS).map(([name, grammar]) => [name, compile(name, grammar)]));

/** The rules for a program's bare name, if it has any. */
export function rulesFor(name: string): Rules | undefined {
  return RULES.get(name);
}

/** Names of all programs in the table. */
export function programNames(): string[] {
  return [...RULES.keys()];
}
