import { writeFileSync } from 'node:fs';
import type { INestApplicationContext } from '@nestjs/common';
import { CreateApiKey } from '@legator/contracts';
import { ApiKeysService, FirstPerson, Recovery } from '@legator/auth';
import { connectDatabase, MemoryBus, migrate, runWith, SecretRotation, systemActor } from '@legator/core';
import type { Config } from '@legator/core';
import { TokensService } from '@legator/fleet';
import { migrations } from '../../../../migrations/index.js';
import { AppModule, entities } from '../app.module.js';
import { joinDatabase } from '../database.js';
import { createHttpApp } from '../http/http-app.js';

interface Output {
  /** A file instead of standard output. */
  readonly out?: string;
}

/** Makes an API key as whoever may log in to this server: how the first one comes into the world. */
export async function createKey(
  config: Config,
  root: string,
  options: Output & { name: string; permissions: string; expiresIn?: string },
): Promise<void> {
  const asked = CreateApiKey.safeParse({
    name: options.name,
    permissions: options.permissions.split(',').map((word) => word.trim()),
    ...(options.expiresIn ? { expires_in: options.expiresIn } : {}),
  });
  if (!asked.success)
    throw new Error(
      asked.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'),
    );
  await administer(config, root, async (app) => {
    const keys = app.get(ApiKeysService, { strict: false });
    keys.onModuleInit();
    const { plainKey } = await keys.create(asked.data);
    hand(plainKey, options);
  });
}

/** Makes a token with which a probe can enrol. */
export function createToken(
  config: Config,
  root: string,
  options: Output & { multiUse?: boolean; expiry: boolean },
): Promise<void> {
  return administer(config, root, async (app) => {
    const { value } = await app
      .get(TokensService, { strict: false })
      .create({ multi_use: options.multiUse ?? false, no_expiry: !options.expiry });
    hand(value, options);
  });
}

/** Prints a code with which the first administrator is made; there is none any more once there is somebody. */
export function createSetupCode(config: Config, root: string, options: Output): Promise<void> {
  return administer({ ...config, auth: true }, root, async (app) => {
    const first = app.get(FirstPerson, { strict: false });
    if (!(await first.isNeeded()))
      throw new Error('There are people already. They invite others in the console.');
    hand(await first.newCode(), options);
  });
}

/** Gives the secrets at rest a new key; interrupted, it is simply run again. */
export function rotateSecretsKey(config: Config, root: string): Promise<void> {
  return administer(config, root, async (app) => {
    const { keyId, records, resumed } = await app.get(SecretRotation, { strict: false }).rotate();
    const what = resumed ? 'The rotation that had begun is complete' : 'The secrets have a new key';
    console.log(`${what}: ${keyId}, ${records} moved to it. Keep a copy of the key file elsewhere.`);
  });
}

/** Gives somebody who lost their password a new one, which they have to change. */
export function recoverUser(
  config: Config,
  root: string,
  options: Output & { username: string; removePasskeys?: boolean },
): Promise<void> {
  return administer(config, root, async (app) => {
    const password = await app
      .get(Recovery, { strict: false })
      .recover(options.username, { removePasskeys: options.removePasskeys ?? false });
    hand(password, options);
  });
}

/**
 * Runs one piece of work on the rooms, beside a server that may be running. The application is never initialised, so
 * none of its background work starts here.
 */
async function administer(
  config: Config,
  root: string,
  work: (app: INestApplicationContext) => Promise<void>,
): Promise<void> {
  const database = await joinDatabase(config, root, () => undefined);
  try {
    await migrate(database.url, migrations);
    const connected = await connectDatabase({
      url: database.url,
      appUrl: config.databaseAppUrl,
      entities,
      poolSize: 2,
    });
    const core = { config, database: connected, bus: new MemoryBus() };
    const app = await createHttpApp(AppModule.with(core), config, { logger: false });
    await runWith({ actor: systemActor('default', 'server-console') }, () => work(app));
    await connected.close();
  } finally {
    await database.stop();
  }
}

/** A secret goes to the file or to the terminal, never to a log. */
function hand(secret: string, { out }: Output): void {
  if (out === undefined) console.log(secret);
  else writeFileSync(out, `${secret}\n`, { mode: 0o600 });
}
