import type { Capture, CapturedItem, CapturedSide } from '@legator/contracts';
import { readPackages } from '../inventory/collect.js';
import type { Package } from '../inventory/parsers.js';
import type { Ticker } from '../ticker.js';
import { readProgram, within } from '../vitals/reading.js';
import { readCrontab, readGroup, readUser } from './account-reader.js';
import { readFileThing, type FileBudget } from './file-reader.js';
import { fitSide } from './fit-side.js';
import { unread, type Found } from './found.js';
import { Lanes } from './lanes.js';
import {
  readHostname,
  readModule,
  readMounts,
  readNetwork,
  readProcess,
  readSockets,
  readSysctl,
  readTimezone,
} from './kernel-reader.js';
import { ofPackages, readFirewall, readService, type Ask } from './program-reader.js';

const MOST_MS = 4_000;
const PROGRAM_MS = 3_000;
/** Half of the threads that this process has for files. */
const FILES_AT_ONCE = 2;
const FILE_BYTES = 64 * 1024 * 1024;

/** Where a spec has something to say for the host. */
export interface HostSources {
  ask: Ask;
  packages: () => Promise<Package[] | undefined>;
}

const HOST: HostSources = {
  ask: (program, args) => readProgram(program, args, PROGRAM_MS),
  packages: readPackages,
};

interface Round extends FileBudget {
  readonly packages: () => Promise<Package[] | undefined>;
}

/** Looks at things on this host, natively: no shell, a few fixed programs, nothing that is asked for by name runs. */
export class CaptureReader {
  private readonly lanes = new Lanes(FILES_AT_ONCE);

  constructor(
    private readonly ticker: Ticker,
    private readonly host: HostSources = HOST,
    private readonly mostMs = MOST_MS,
  ) {}

  /** All of them, within seconds and bounds; what could not be read says so. Never rejects. */
  async read(things: readonly Capture[]): Promise<CapturedSide> {
    const at = this.ticker.now().toISOString();
    const end = this.ticker.monotonicMs() + this.mostMs;
    let packages: Promise<Package[] | undefined> | undefined;
    const round: Round = {
      bytes: FILE_BYTES,
      over: () => this.ticker.monotonicMs() > end,
      packages: () => (packages ??= this.host.packages()),
    };
    const items = await Promise.all(things.map((thing) => this.item(thing, round)));
    return fitSide({ at, items });
  }

  private async item({ kind, name }: Capture, round: Round): Promise<CapturedItem> {
    const found = await within(this.mostMs, this.look(kind, name, round)).catch(() => undefined);
    return { kind, name, ...(found ?? unread('it could not be read in time')) };
  }

  private async inLane(round: Round, call: () => Promise<Found>): Promise<Found> {
    const found = await this.lanes.run(call, () => !round.over());
    return found ?? unread('it could not be read in time');
  }

  private look(kind: Capture['kind'], name: string, round: Round): Promise<Found> {
    switch (kind) {
      case 'file':
        return this.inLane(round, () => readFileThing(name, round));
      case 'service':
        return readService(name, this.host.ask);
      case 'package':
        return round.packages().then((all) => ofPackages(name, all));
      case 'firewall':
        return readFirewall(this.host.ask);
      case 'user':
        return readUser(name);
      case 'group':
        return readGroup(name);
      case 'crontab':
        return this.inLane(round, () => readCrontab(round));
      case 'process':
        return readProcess(name);
      case 'sysctl':
        return readSysctl(name);
      case 'module':
        return readModule(name);
      default:
        return WHOLE[kind]();
    }
  }
}

const WHOLE = {
  sockets: readSockets,
  mounts: readMounts,
  network: readNetwork,
  hostname: readHostname,
  timezone: readTimezone,
};
