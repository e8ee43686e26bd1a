import { Injectable } from '@nestjs/common';
import type { Tx } from '@legator/core';
import { FleetQueries, ProbesService } from '@legator/fleet';
import type { Target } from '@legator/fleet';

export interface Choice {
  readonly label: string;
  /** Sent as the next message, and good as a target. */
  readonly value: string;
}

/** What a name of hosts turned out to mean. */
export type Named =
  | { readonly kind: 'hosts'; readonly targets: readonly Target[] }
  /** It may mean several things; nobody guesses which. */
  | { readonly kind: 'several'; readonly choices: readonly Choice[] }
  | { readonly kind: 'none'; readonly message: string };

const MOST_CHOICES = 8;
const MOST_NAMES = 50;
const PREFIXES = ['tag', 'site', 'host', 'os', 'probe'] as const;
type Prefix = (typeof PREFIXES)[number];

/**
 * Reads how people and models name hosts: `all`, `tag:web`, `site:fra1`, `os:ubuntu`, a probe's id, a hostname, its first
 * part, a pattern such as `web-*`, a bare tag, site or system word such as `linux`, or several of these with commas.
 */
@Injectable()
export class NamedHosts {
  constructor(
    private readonly queries: FleetQueries,
    private readonly probes: ProbesService,
  ) {}

  async find(tx: Tx, name: string): Promise<Named> {
    const names = name.split(',').map((one) => one.trim());
    if (names.length > MOST_NAMES) return { kind: 'none', message: `Name at most ${MOST_NAMES} at once.` };
    const ids = new Set<string>();
    for (const one of names) {
      const found = await this.findOne(tx, one);
      if (!Array.isArray(found)) return found as Exclude<Named, { kind: 'hosts' }>;
      for (const id of found) ids.add(id);
    }
    return { kind: 'hosts', targets: await this.probes.targets(tx, { probeIds: [...ids].sort() }) };
  }

  /** What a person may mean who named nothing: all, or those with one of the commonest tags. */
  async choices(): Promise<Choice[]> {
    const tags = Object.entries(await this.probes.tags()).sort(([, a], [, b]) => b - a);
    const named = tags.slice(0, MOST_CHOICES - 1).map((one) => {
      return { label: `${plainName(one[0])} (${one[1]})`, value: `tag:${one[0]}` };
    });
    return [{ label: 'All hosts', value: 'all' }, ...named];
  }

  private async findOne(tx: Tx, name: string): Promise<string[] | Named> {
    const text = name.toLowerCase();
    if (text === 'all' || text === '*') return this.orNone(await this.queries.idsMatching(tx, ''), name);
    const [, prefix, rest] = /^([a-z]+):(.*)$/s.exec(text) ?? [];
    if (prefix !== undefined && PREFIXES.includes(prefix as Prefix))
      return this.orNone(await this.by(tx, prefix as Prefix, rest!.trim()), name);
    if (text.includes('*')) return this.orNone(await this.by(tx, 'host', text), name);
    return this.bare(tx, name);
  }

  /** A word without a prefix: whatever it names. A name of a host comes first, where it is the only one. */
  private async bare(tx: Tx, name: string): Promise<string[] | Named> {
    const named = await this.by(tx, 'probe', name);
    if (named.length > 0) return named;
    const hosts = await this.hosts(tx, name);
    const sets: [Prefix, string[]][] = [['host', hosts]];
    for (const prefix of ['tag', 'site', 'os'] as const) sets.push([prefix, await this.by(tx, prefix, name)]);
    const found = sets.filter(([, ids]) => ids.length > 0);
    const same = new Set(found.map(([, ids]) => [...ids].sort().join(' ')));
    if (hosts.length > 1) return this.severalHosts(tx, hosts);
    if (same.size > 1) return { kind: 'several', choices: found.map((one) => choiceOf(name, one)) };
    return this.orNone(found[0]?.[1] ?? [], name);
  }

  private async hosts(tx: Tx, name: string): Promise<string[]> {
    const whole = await this.by(tx, 'host', name);
    return whole.length > 0 || name.includes('.') ? whole : this.by(tx, 'host', `${name}.*`);
  }

  private async severalHosts(tx: Tx, ids: readonly string[]): Promise<Named> {
    const targets = await this.probes.targets(tx, { probeIds: ids.slice(0, MOST_CHOICES) });
    const label = ({ hostname, id, site }: Target) =>
      `${plainName(hostname)} (${id}${site === null ? '' : `, ${site}`})`;
    return { kind: 'several', choices: targets.map((one) => ({ label: label(one), value: one.id })) };
  }

  private async by(tx: Tx, prefix: Prefix, text: string): Promise<string[]> {
    // What a filter cannot say, no name says either.
    if (text === '' || /[\p{Cc}\p{Cs}]/u.test(text) || text.length > 256) return [];
    if (prefix === 'probe') {
      const targets = await this.probes.targets(tx, { probeIds: [text] });
      return targets.map(({ id }) => id);
    }
    const pattern = text.includes('*') && /^[^\s"]+$/.test(text);
    const value = pattern ? text : `"${text.replace(/["\\]/g, '\\$&')}"`;
    return this.queries.idsMatching(tx, `${prefix}:${value}`);
  }

  private orNone(ids: string[], name: string): string[] | Named {
    if (ids.length > 0) return ids;
    const message = `No host is named by "${plainName(name)}". A target is all, tag:…, site:…, os:…, a hostname, a pattern such as web-*, or a probe's id.`;
    return { kind: 'none', message };
  }
}

/** A name that a host gave itself, without anything that could be more than a name. */
export function plainName(name: string): string {
  return name.replace(/[^\p{L}\p{N}._:@*-]/gu, '?').slice(0, 128);
}

/** Names of several hosts; of many the first. */
export function namesOf(hosts: readonly { readonly hostname: string }[], most = 5): string {
  const names = hosts.slice(0, most).map(({ hostname }) => plainName(hostname));
  return hosts.length > most ? `${names.join(', ')} and ${hosts.length - most} more` : names.join(', ');
}

function choiceOf(name: string, [prefix, ids]: [Prefix, string[]]): Choice {
  const words = { host: 'the host', tag: 'the tag', site: 'the site', os: 'the system', probe: 'the probe' };
  const count = ids.length === 1 ? '1 host' : `${ids.length} hosts`;
  return { label: `${words[prefix]} ${plainName(name)} (${count})`, value: `${prefix}:${name}` };
}
