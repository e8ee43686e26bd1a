import 'reflect-metadata';
import { ConsoleLogger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Command, Option } from 'commander';
import { Level } from '@legator/contracts';
import { ConfigStore } from './config/config-store.js';
import type { ProbeConfig } from './config/probe-config.js';
import { readSettings, rememberFolders, type Options, type Settings } from './config/config-settings.js';
import { enrol } from './enrolment.js';
import { ProbeModule } from './probe.module.js';
import { describeStatus } from './status.js';
import { PROBE_VERSION } from './version.js';

interface EnrolOptions extends Options {
  ceiling?: Level;
  level?: Level;
  force?: boolean;
  protocol?: '1' | '2';
}

/** The command line of the probe. Every failure is a sentence on stderr and exit code 1. */
export async function runCli(argv: readonly string[]): Promise<void> {
  try {
    await buildProgram().parseAsync([...argv]);
  } catch (error) {
    process.stderr.write(`probe: ${(error as Error).message}\n`);
    process.exitCode = 1;
  }
}

function buildProgram(): Command {
  const program = new Command('probe').description(
    'Runs on each host and does what its control plane is allowed to ask.',
  );
  withEnrolment(program.command('init').description('register this host and write its config'))
    .addOption(new Option('--force', 'replace an existing config'))
    .action((options: EnrolOptions) => init(options));
  withEnrolment(
    program.command('run').description('connect and stay; registers first when there is no config'),
  ).action((options: EnrolOptions) => run(options));
  withFolders(program.command('status').description('say what the running probe is doing')).action(
    (options: Options) => status(options),
  );
  program
    .command('version')
    .description('print the version')
    .action(() => void process.stdout.write(`legator probe ${PROBE_VERSION}\n`));
  program.action(() => program.help({ error: true }));
  return program;
}

function withFolders(command: Command): Command {
  return command
    .option('-c, --config-dir <folder>', 'where config.yaml is (LEGATOR_CONFIG_DIR, /etc/legator)')
    .option('--data-dir <folder>', 'where the journal is (LEGATOR_DATA_DIR, /var/lib/legator)');
}

function withEnrolment(command: Command): Command {
  const levels = (flag: string, text: string) => new Option(`${flag} <level>`, text).choices(Level.options);
  return withFolders(command)
    .option('-s, --server <url>', 'address of the control plane (LEGATOR_SERVER_URL)')
    .option('-t, --token <token>', 'registration token (LEGATOR_TOKEN)')
    .option('--tags <list>', 'tags, separated by commas (LEGATOR_TAGS)')
    .option('--hostname <name>', 'name of this host (LEGATOR_HOSTNAME)')
    .addOption(levels('--ceiling', 'what may ever run on this host').default('remediate', 'remediate'))
    .addOption(
      new Option('--protocol <number>', '1 for an upstream control plane, which signs no frames')
        .choices(['1', '2'])
        .default('2'),
    )
    .addOption(levels('--level', 'most that runs here without approval, whatever the control plane says'));
}

async function init(options: EnrolOptions): Promise<void> {
  const settings = readSettings(options);
  const store = new ConfigStore(settings.configDir);
  if (store.exists && !options.force) {
    throw new Error(
      `${store.path} exists: this host is registered already. Use --force to register it anew.`,
    );
  }
  const config = await enrolHost(store, settings, options);
  process.stdout.write(`Registered as ${config.probe_id}; wrote ${store.path}.\n`);
}

/** An existing config wins over command line and environment. */
async function run(options: EnrolOptions): Promise<void> {
  process.umask(0o077);
  const settings = readSettings(options);
  const store = new ConfigStore(settings.configDir);
  if (!store.exists) await enrolHost(store, settings, options);
  rememberFolders(settings);
  const logger = new ConsoleLogger({
    colors: process.stdout.isTTY === true,
    logLevels: ['log', 'warn', 'error', 'fatal'],
  });
  const app = await NestFactory.createApplicationContext(ProbeModule, { logger, abortOnError: false });
  app.enableShutdownHooks();
}

async function enrolHost(
  store: ConfigStore,
  settings: Settings,
  options: EnrolOptions,
): Promise<ProbeConfig> {
  const { server, token, hostname, tags } = settings;
  if (!server || !token) {
    throw new Error(
      `${store.path} does not exist, and registering needs an address and a token (--server, --token).`,
    );
  }
  warnOfPlainText(server);
  const { ceiling = 'remediate', level } = options;
  const protocol = options.protocol === '1' ? 1 : 2;
  const config = await enrol(store, { server, token, hostname, tags, ceiling, localLevel: level, protocol });
  if (config.protocol === 1) {
    process.stderr.write(
      'probe: this control plane speaks the older protocol, whose frames are not signed.\n',
    );
  }
  return config;
}

function warnOfPlainText(server: string): void {
  if (/^http:\/\/(?!localhost[:/]|localhost$|127\.|\[::1\])/i.test(server)) {
    process.stderr.write('probe: the address is http, so token and key travel in the clear.\n');
  }
}

function status(options: Options): void {
  const { running, text } = describeStatus(readSettings(options).dataDir);
  process.stdout.write(`${text}\n`);
  if (!running) process.exitCode = 1;
}
