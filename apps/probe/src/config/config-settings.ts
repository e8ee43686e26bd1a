import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';

/** What the command line said; all of it may be missing. */
export interface Options {
  configDir?: string;
  dataDir?: string;
  server?: string;
  token?: string;
  tags?: string;
  hostname?: string;
}

/** Where the probe keeps things, and what it needs to enrol itself. */
export interface Settings {
  configDir: string;
  dataDir: string;
  server: string | undefined;
  token: string | undefined;
  tags: string[];
  hostname: string;
  /** What a pod is told about itself; undefined outside a cluster. */
  kubernetes: Record<string, string> | undefined;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Joins command line and environment, the command line first. Nothing else of the probe reads the environment. */
export function readSettings(options: Options, env: Environment = process.env): Settings {
  const configDir = options.configDir ?? set(env.LEGATOR_CONFIG_DIR);
  const dataDir = options.dataDir ?? set(env.LEGATOR_DATA_DIR);
  const config = resolve(configDir ?? '/etc/legator');
  return {
    configDir: config,
    dataDir: resolve(dataDir ?? (configDir === undefined ? '/var/lib/legator' : join(config, 'data'))),
    server: options.server ?? valueOrFile(env, 'LEGATOR_SERVER_URL'),
    token: options.token ?? valueOrFile(env, 'LEGATOR_TOKEN'),
    tags: readTags(options.tags ?? set(env.LEGATOR_TAGS) ?? set(env.LEGATOR_PROBE_TAGS) ?? ''),
    hostname: (options.hostname ?? set(env.LEGATOR_HOSTNAME) ?? set(env.NODE_NAME) ?? hostname()).trim(),
    kubernetes: kubernetesFacts(env),
  };
}

/** From here on the environment says what the command line said, for those who read the settings anew. */
export function rememberFolders({ configDir, dataDir }: Settings): void {
  Object.assign(process.env, { LEGATOR_CONFIG_DIR: configDir, LEGATOR_DATA_DIR: dataDir });
}

function kubernetesFacts(env: Environment): Record<string, string> | undefined {
  if (!env.KUBERNETES_SERVICE_HOST) return undefined;
  const facts = { k8s_node: env.NODE_NAME, k8s_pod: env.POD_NAME, k8s_namespace: env.POD_NAMESPACE };
  const known = Object.entries(facts).flatMap(([name, value]) =>
    value ? [[name, value.slice(0, 1_024)]] : [],
  );
  return { ...Object.fromEntries(known), k8s_cluster: 'true' };
}

/** Trimmed, in lower case, each once; as upstream keeps them. */
function readTags(text: string): string[] {
  const tags = text.split(',').map((tag) => tag.trim().toLowerCase());
  return [...new Set(tags.filter((tag) => tag !== ''))];
}

/** An empty variable counts as none: manifests often declare what they leave open. */
function set(value: string | undefined): string | undefined {
  return value === '' ? undefined : value;
}

function valueOrFile(env: Environment, name: string): string | undefined {
  const file = set(env[`${name}_FILE`]);
  if (file === undefined) return set(env[name]);
  if (set(env[name]) !== undefined) throw new Error(`Set ${name} or ${name}_FILE, not both.`);
  try {
    return set(readFileSync(file, 'utf8').trim());
  } catch (cause) {
    throw new Error(`${name}_FILE: cannot read ${file}: ${(cause as Error).message}`, { cause });
  }
}
