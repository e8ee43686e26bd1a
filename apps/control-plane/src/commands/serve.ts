import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DomainError, runWith, systemActor } from '@legator/core';
import type { Config } from '@legator/core';
import { FirstPerson } from '@legator/auth';
import { ProbesService, TokensService } from '@legator/fleet';
import { readBuildInfo } from '../build-info.js';
import { logFile } from '../log-destination.js';
import { LocalProbe } from '../local-probe/local-probe.js';
import { startServer } from '../server.js';
import type { RunningServer } from '../server.js';

/** Everything has to be over by then, in milliseconds; what is not is ended by force. */
const PATIENCE_MS = 20_000;

/** Runs until it is told to stop. @returns the exit code */
export async function serve(config: Config, root: string): Promise<number> {
  const say = (line: string) => console.log(`[legator] ${line}`);
  const stopped = untilStopped();
  const server = await startServer({ config, root, say });
  const probe = config.localProbe ? await startLocalProbe(config, root, server, say) : undefined;
  greet(config, server, probe !== undefined, say);
  await tellFirstPerson(server, say);
  const signal = await stopped;
  say(`Stopping (${signal})…`);
  const force = setTimeout(() => {
    console.error('[legator] It did not stop in time; ending it.');
    process.exit(1);
  }, PATIENCE_MS);
  await probe?.stop();
  await server.stop();
  clearTimeout(force);
  say('Stopped. Nothing of it runs any more.');
  return 0;
}

function untilStopped(): Promise<string> {
  return new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => done(signal));
  });
}

async function startLocalProbe(
  config: Config,
  root: string,
  server: RunningServer,
  say: (line: string) => void,
): Promise<LocalProbe | undefined> {
  const bundle = join(root, 'dist', 'probe', 'probe.cjs');
  if (!existsSync(bundle)) {
    say('There is no probe bundle (npm run build makes it), so this machine is not in the fleet yet.');
    return undefined;
  }
  const dir = resolve(config.dataDir, 'local-probe');
  const version = `${readBuildInfo(root).version} ${statSync(bundle).mtimeMs}`;
  const probe = new LocalProbe({ bundle, dir, serverUrl: server.url, version });
  const { enrolled } = probe;
  if (enrolled && !(await isKnown(server, enrolled))) {
    if (server.freshMigrations.length === 0) {
      say(
        `The probe of this machine was removed from the fleet. To enrol it again, delete ${join(dir, 'config.yaml')}.`,
      );
      return undefined;
    }
    // A new database: what the old one knew this machine as means nothing here.
    probe.forget();
  }
  await probe.start(probe.enrolled ? undefined : await newToken(server));
  return probe;
}

function isKnown(server: RunningServer, probeId: string): Promise<boolean> {
  return runWith({ actor: systemActor('default') }, () =>
    server.app
      .get(ProbesService, { strict: false })
      .get(probeId)
      .then(
        () => true,
        (error: unknown) => {
          if (error instanceof DomainError && error.kind === 'not_found') return false;
          throw error;
        },
      ),
  );
}

async function newToken(server: RunningServer): Promise<string> {
  const tokens = server.app.get(TokensService, { strict: false });
  const { value } = await runWith({ actor: systemActor('default') }, () =>
    tokens.create({ multi_use: false }),
  );
  return value;
}

/** To the terminal and nowhere else: whoever reads it may become the first administrator. */
async function tellFirstPerson(server: RunningServer, say: (line: string) => void): Promise<void> {
  const prepared = await server.app.get(FirstPerson, { strict: false }).prepare();
  if (!prepared) return;
  say('');
  if ('made' in prepared)
    return say(`The first administrator, ${prepared.made}, was made with the password that you gave.`);
  say('Nobody can sign in yet. Open the console and make the first administrator with this code:');
  say('');
  say(`  ${prepared.code}`);
  say('');
  say('It works once, for a day; `legator setup-code` prints another one.');
}

function greet(config: Config, server: RunningServer, probe: boolean, say: (line: string) => void): void {
  if (server.note) say(server.note);
  for (const name of config.oidc?.aliases ?? [])
    say(`${name} is taken for its name with the prefix LEGATOR_.`);
  if (server.freshMigrations.length > 0) say(`Set up the database (${server.freshMigrations.length} steps).`);
  say(`Data is kept in ${resolve(config.dataDir)}.`);
  if (process.stdout.isTTY) say(`The log is ${resolve(logFile(config.dataDir))}.`);
  if (probe) say('A probe on this machine is connecting; it shows up in the fleet in a moment.');
  say('');
  say(`Legator is ready: ${server.url}`);
  say('');
  say(`  open    ${server.url}                       the console`);
  const key = config.auth ? `-H "Authorization: Bearer $KEY" ` : '';
  say(`  try     curl ${key}${server.url}/api/v1/fleet/summary`);
  say(`  add     curl ${key}-X POST ${server.url}/api/v1/tokens     a token for another machine`);
  say(`  read    ${server.url}/api/docs              the API`);
  say('  stop    Ctrl-C');
}
