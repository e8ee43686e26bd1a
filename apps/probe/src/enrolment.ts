import { arch, platform } from 'node:os';
import { RegisteredProbe, type Level, type RegisterProbe } from '@legator/contracts';
import type { ConfigStore } from './config/config-store.js';
import { named, type ProbeConfig } from './config/probe-config.js';
import { PROBE_VERSION } from './version.js';

/** What an operator decides when a host joins. */
export interface Enrolment {
  /** 1 accepts a control plane that signs no frames; anything else refuses one. */
  protocol?: 1 | 2;
  server: string;
  token: string;
  hostname: string;
  tags: string[];
  ceiling: Level;
  localLevel?: Level;
}

const TIMEOUT_MS = 30_000;
const MOST_BYTES = 64 * 1024;

/** Operating system and processor in Go's naming, which upstream's bodies use. */
export const PLATFORM = {
  os: platform() === 'win32' ? 'windows' : platform(),
  arch: ({ x64: 'amd64', ia32: '386' } as Record<string, string>)[arch()] ?? arch(),
};

/**
 * Makes this host's key, registers it with a token and writes the config. A control plane that answers with protocol 2
 * is held to it from then on; one that does not is an upstream one, which signs no frames.
 *
 * An identity that is there already holds until the config of the new one is written: the new key lies beside the old
 * one, is written first, since a disk that does not take it shall show before anybody is told, and goes again where the rest fails.
 */
export async function enrol(store: ConfigStore, wish: Enrolment): Promise<ProbeConfig> {
  const server = serverUrl(wish.server);
  const before = store.keyFile;
  const key = store.makeKey();
  try {
    await join(store, wish, { server, key });
  } finally {
    for (const file of [before, key.file]) if (file !== undefined) store.dropKey(file);
  }
  return store.load();
}

async function join(
  store: ConfigStore,
  wish: Enrolment,
  { server, key }: { server: string; key: ReturnType<ConfigStore['makeKey']> },
): Promise<void> {
  const answer = await register(server, {
    token: wish.token,
    hostname: wish.hostname,
    ...PLATFORM,
    version: PROBE_VERSION,
    tags: wish.tags,
    protocols: [1, 2],
    public_key: key.publicKey,
    ceiling: wish.ceiling,
  });
  if (answer.protocol !== 2 && wish.protocol !== 1) throw unsigned(server);
  store.save({
    server_url: server,
    probe_id: answer.probe_id,
    api_key: answer.api_key,
    policy_id: answer.policy_id,
    hostname: wish.hostname,
    protocol: answer.protocol ?? 1,
    private_key: answer.protocol === 2 ? key.file : undefined,
    server_keys: answer.protocol === 2 ? trusted(answer) : undefined,
    ceiling: wish.ceiling,
    ...(wish.localLevel ? { local_policy: { level: wish.localLevel } } : {}),
  });
}

/** Whoever stands between could take the agreement out of the answer, so the older protocol has to be asked for. */
function unsigned(server: string): Error {
  return new Error(
    `${server} offers only the older protocol, whose frames are not signed. If it is an upstream control plane, say --protocol 1.`,
  );
}

function serverUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) throw new Error(`${text} is not an http or https URL.`);
  return text.replace(/\/+$/, '');
}

function trusted({ server_keys = [] }: RegisteredProbe): RegisteredProbe['server_keys'] {
  if (server_keys.length > 0 && server_keys.every(named)) return server_keys;
  throw new Error('The control plane agreed on protocol 2 but gave no proper keys to check its frames with.');
}

async function register(server: string, body: RegisterProbe): Promise<RegisteredProbe> {
  const { status, text } = await post(`${server}/api/v1/register`, body);
  const json = parse(text);
  if (status !== 201) throw new Error(`${server} refused to register this host: ${reason(json, status)}.`);
  const answer = RegisteredProbe.safeParse(json);
  if (!answer.success)
    throw new Error(`${server} gave an answer to the registration that is not understood.`);
  return answer.data;
}

async function post(url: string, body: object): Promise<{ status: number; text: string }> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
      // The body holds the token: it goes where the operator said and nowhere else.
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return { status: response.status, text: await readBounded(response) };
  } catch (error) {
    const cause = (error as Error).cause as Error | undefined;
    throw new Error(`Cannot reach ${url}: ${cause?.message || (error as Error).message}.`, { cause: error });
  }
}

async function readBounded(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > MOST_BYTES) throw new Error(`the answer is larger than ${MOST_BYTES} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function reason(json: unknown, status: number): string {
  const { message, error } = (json ?? {}) as { message?: unknown; error?: unknown };
  const words = [message, error].find((one) => typeof one === 'string' && one !== '') as string | undefined;
  // It ends up on a terminal: no control characters from afar.
  const plain = (words ?? 'no reason given').replace(/\p{C}/gu, ' ');
  return `${plain.slice(0, 300).replace(/\.$/, '')} (status ${status})`;
}
