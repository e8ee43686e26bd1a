import { Injectable } from '@nestjs/common';
import type { Tx } from '@legator/core';
import { TimedSearches } from '../list/timed-searches.js';

/** Names of the tenant's own that somebody may have meant. Hosts only those that one of the words fits. */
export interface KnownWords {
  readonly hosts: readonly { readonly id: string; readonly hostname: string }[];
  readonly tags: readonly string[];
  readonly sites: readonly { readonly id: string; readonly name: string }[];
  /** Families and distributions, in lower case. */
  readonly systems: readonly string[];
  readonly probes: number;
}

/** More than these nobody can choose among. */
const MOST_HOSTS = 50;
const MOST_NAMES = 1_000;

const HOSTS = `
  select id, hostname from fleet_probe p
  where p.id = any($1) or lower(p.hostname) = any($1) or split_part(lower(p.hostname), '.', 1) = any($1)
  order by lower(p.hostname), id limit ${MOST_HOSTS}`;

const NAMES = `
  select
    (select coalesce(array_agg(tag order by tag), '{}') from
      (select distinct tag from fleet_probe, unnest(tags) tag order by tag limit ${MOST_NAMES}) t) as tags,
    (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name) order by id), '[]') from
      (select id, name from fleet_site order by id limit ${MOST_NAMES}) s) as sites,
    (select coalesce(array_agg(distinct name), '{}') from
      (select unnest(array[lower(os), lower(distribution)]) as name from fleet_probe) o where name <> '') as systems,
    (select count(*)::int from fleet_probe) as probes`;

/** What the words of a question may name. */
@Injectable()
export class FleetWords {
  constructor(private readonly searches: TimedSearches) {}

  /** @param words of a question, in lower case */
  known(words: readonly string[]): Promise<KnownWords> {
    return this.searches.run(async (tx) => {
      const [names] = (await tx.query(NAMES)) as Omit<KnownWords, 'hosts'>[];
      return { ...names!, hosts: await this.hosts(tx, words) };
    });
  }

  private async hosts(tx: Tx, words: readonly string[]): Promise<KnownWords['hosts']> {
    return words.length === 0 ? [] : tx.query(HOSTS, [words]);
  }
}
