import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import type { ChangeSite, CreateSite, SiteList, SiteSummary, SiteView } from '@legator/contracts';
import { invalidAt, Transactions } from '@legator/core';
import type { Tx } from '@legator/core';
import { DirectiveRequests, FreezeScopes } from '@legator/directives';
import { idFrom } from './site-id.js';
import { noSite } from './sites.errors.js';
import { none, SitesStore } from './sites.store.js';
import type { SiteRow, StatusCounts } from './sites.store.js';

const MOST_SHOWN = 10;

/** Groups of probes that stand together. A probe is in one of them or in none. */
@Injectable()
export class Sites implements OnModuleInit {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: DirectiveRequests,
    private readonly store: SitesStore,
    private readonly scopes: FreezeScopes,
  ) {}

  onModuleInit(): void {
    this.scopes.add('site', (tx, id) => this.keep(tx, id));
  }

  list(): Promise<SiteList> {
    return this.transactions.run(async (tx) => {
      const counts = await this.store.counts(tx);
      const sites = await this.store.list(tx);
      return {
        sites: sites.map((row) => toView(row, counts.get(row.id))),
        without: counts.get('') ?? none(),
      };
    });
  }

  /** @throws `not_found` */
  get(id: string): Promise<SiteView> {
    return this.transactions.run((tx) => this.view(tx, id));
  }

  /** @throws `not_found` */
  summary(id: string): Promise<SiteSummary> {
    return this.transactions.run(async (tx) => ({
      site: await this.view(tx, id),
      connected: await this.store.connected(tx, id),
      worst: (await this.store.worst(tx, id, MOST_SHOWN)).map(({ id: probe, hostname, status, score }) => ({
        ...{ id: probe, hostname, status },
        ...(score !== null && { score }),
      })),
    }));
  }

  /** Nobody removes it until the transaction ends. @throws `not_found` */
  async keep(tx: Tx, id: string): Promise<void> {
    if (!(await this.store.lock(tx, id, 'keep'))) throw noSite(id);
  }

  /** @throws `fleet.site_exists`, `fleet.too_many_sites`; `invalid` for a name that no id can be made from */
  async create({ name, id = idFrom(name), description }: CreateSite): Promise<SiteView> {
    if (id === undefined)
      throw invalidAt('id', 'is needed: the name has no letters from a to z and no digits to make one from');
    await this.requests.request({ type: 'site.create', payload: { id, name, description } });
    return this.get(id);
  }

  /** @throws `not_found`, `fleet.site_exists` */
  async change(id: string, { name, description }: ChangeSite): Promise<SiteView> {
    const payload = {
      id,
      ...(name !== undefined && { name }),
      ...(description !== undefined && { description: description ?? '' }),
    };
    await this.requests.request({ type: 'site.change', payload });
    return this.get(id);
  }

  /** @returns how many probes were in it. @throws `not_found`; `fleet.site_in_use`, which says by what */
  async remove(id: string, takeOutProbes: boolean): Promise<number> {
    const payload = { id, take_out_probes: takeOutProbes };
    const { directive } = await this.requests.request({ type: 'site.remove', payload });
    return (directive.result as { probes: number }).probes;
  }

  private async view(tx: Tx, id: string): Promise<SiteView> {
    const row = await this.store.find(tx, id);
    if (!row) throw noSite(id);
    return toView(row, (await this.store.counts(tx, id)).get(id));
  }
}

function toView(row: SiteRow, counts: StatusCounts = none()): SiteView {
  const { id, name, description, created_by, created_at } = row;
  const probes = counts.online + counts.degraded + counts.offline + counts.pending;
  return { id, name, description, created_by, created_at: created_at.toISOString(), probes, counts };
}
