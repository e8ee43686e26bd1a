import type { Package } from '../inventory/parsers.js';
import { ABSENT, listed, present, unread, type Found } from './found.js';

/** Runs one of a few fixed programs with arguments of ours and a time limit; what it prints, or nothing. */
export type Ask = (program: string, args: string[]) => Promise<string | undefined>;

const UNIT_PROPERTIES = 'LoadState,ActiveState,SubState,UnitFileState,MainPID,ActiveEnterTimestamp';

/** A unit as systemd knows it. */
export async function readService(name: string, ask: Ask): Promise<Found> {
  const unit = /\.[a-z]+$/.test(name) ? name : `${name}.service`;
  const said = await ask('systemctl', ['show', '--no-pager', `--property=${UNIT_PROPERTIES}`, '--', unit]);
  const facts = new Map(said?.split('\n').map((line) => line.split(/=(.*)/s) as [string, string]));
  if (!facts.get('LoadState')) return unread('systemd does not answer here');
  if (facts.get('LoadState') === 'not-found') return ABSENT;
  return present({
    active: facts.get('ActiveState'),
    sub: facts.get('SubState'),
    enabled: facts.get('UnitFileState') || undefined,
    main_pid: facts.get('MainPID') === '0' ? undefined : facts.get('MainPID'),
    since: facts.get('ActiveEnterTimestamp') || undefined,
  });
}

/** One package, or the list of all. */
export function ofPackages(name: string, all: readonly Package[] | undefined): Found {
  if (!all) return unread('no package manager answers here');
  if (name === '*') return listed(all.map((one) => `${one.name} ${one.version}`).sort());
  const versions = all.filter((one) => one.name === name);
  if (versions.length === 0) return ABSENT;
  const version = versions.map((one) => one.version).join(', ');
  return present({ version, manager: versions[0]!.manager });
}

/** The rules of the packet filter, without what they count. */
export async function readFirewall(ask: Ask): Promise<Found> {
  const rules = (await ask('nft', ['-s', 'list', 'ruleset'])) ?? (await ask('iptables-save', []));
  if (rules === undefined) return unread('neither nft nor iptables-save answers here');
  const lines = rules.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
  return listed(lines.map((line) => line.replace(/^(\[\d+:\d+\] )/, '').replace(/ \[\d+:\d+\]$/, '')));
}
