import { compile, type Grammar, type Rules } from './grammar.js';
import { ARCHIVES } from './programs/archives.js';
import { CAPTURES } from './programs/captures.js';
import { CLOUDS } from './programs/clouds.js';
import { CLUSTER } from './programs/cluster.js';
import { CONTAINERS } from './programs/containers.js';
import { COPIES } from './programs/copies.js';
import { DATA } from './programs/data.js';
import { DATABASES } from './programs/databases.js';
import { DEBIAN } from './programs/debian.js';
import { FILES } from './programs/files.js';
import { GIT } from './programs/git.js';
import { GUARDS } from './programs/guards.js';
import { HARDWARE } from './programs/hardware.js';
import { HELM } from './programs/helm.js';
import { IDENTITY } from './programs/identity.js';
import { INTERFACES } from './programs/interfaces.js';
import { KERNEL } from './programs/kernel.js';
import { KUBERNETES } from './programs/kubernetes.js';
import { LANGUAGE_PACKAGES } from './programs/language-packages.js';
import { LISTING } from './programs/listing.js';
import { MACHINES } from './programs/machines.js';
import { MORE } from './programs/more.js';
import { NETWORK } from './programs/network.js';
import { PACKAGE_MANAGERS } from './programs/packages.js';
import { PERMISSIONS } from './programs/permissions.js';
import { RED_HAT } from './programs/red-hat.js';
import { RUNTIMES } from './programs/runtimes.js';
import { SEARCHES } from './programs/search.js';
import { SERVERS } from './programs/servers.js';
import { SERVICES } from './programs/services.js';
import { STORAGE } from './programs/storage.js';
import { SYSTEM } from './programs/system.js';
import { SYSTEMD } from './programs/systemd.js';
import { TEXT } from './programs/text.js';
import { UNITS } from './programs/units.js';
import { VOLUMES } from './programs/volumes.js';
import { WEB } from './programs/web.js';
import { WRAPPERS } from './wrappers.js';

/** Every program of which some uses are known. */
export const GRAMMARS: Readonly<Record<string, Grammar>> = {
  ...ARCHIVES,
  ...CAPTURES,
  ...CLOUDS,
  ...CLUSTER,
  ...CONTAINERS,
  ...COPIES,
  ...DATA,
  ...DATABASES,
  ...DEBIAN,
  ...FILES,
  ...GIT,
  ...GUARDS,
  ...HARDWARE,
  ...HELM,
  ...IDENTITY,
  ...INTERFACES,
  ...KERNEL,
  ...KUBERNETES,
  ...LANGUAGE_PACKAGES,
  ...LISTING,
  ...MACHINES,
  ...NETWORK,
  ...PACKAGE_MANAGERS,
  ...PERMISSIONS,
  ...RED_HAT,
  ...RUNTIMES,
  ...SEARCHES,
  ...SERVERS,
  ...SERVICES,
  ...STORAGE,
  ...SYSTEM,
  ...SYSTEMD,
  ...TEXT,
  ...UNITS,
  ...VOLUMES,
  ...WEB,
  ...WRAPPERS,
  ...MORE,
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
