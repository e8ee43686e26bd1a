import { Client } from 'pg';
import { listRoutes } from '@legator/core';
import type { RouteAccess } from '@legator/core';
import type { Permission } from '@legator/contracts';
import { canary, fillTenant } from '../../support/tenants/full-tenant.js';
import type { FullTenant } from '../../support/tenants/full-tenant.js';
import { Leaks } from '../../support/tenants/leaks.js';
import { idsIn, possessions } from '../../support/tenants/possessions.js';
import { recipesOfAccounts } from '../../support/tenants/recipes-of-accounts.js';
import { recipesOfChat } from '../../support/tenants/recipes-of-chat.js';
import { recipesOfFleet } from '../../support/tenants/recipes-of-fleet.js';
import { recipesOfGround } from '../../support/tenants/recipes-of-ground.js';
import { recipesOfModels } from '../../support/tenants/recipes-of-models.js';
import {
  recipesOfInvitations,
  recipesOfKeys,
  recipesOfPeople,
  recipesOfTenants,
} from '../../support/tenants/recipes-of-people.js';
import { recipesOfWork } from '../../support/tenants/recipes-of-work.js';
import { ofNobody } from '../../support/tenants/recipes.js';
import type { Recipes, Sides, Visit } from '../../support/tenants/recipes.js';
import { signedIn } from '../../support/tenants/people.js';
import { alive, takeIn } from '../../support/tenants/tenant-hosts.js';
import { Tenant } from '../../support/tenants/tenant.js';
import type { Heard, Question } from '../../support/tenants/tenant.js';
import { startWholeServer } from '../../support/whole-server.js';
import type { WholeServer } from '../../support/whole-server.js';

/** One tenant that has everything, and somebody of another who knows all its ids. */
export class TwoTenants {
  private constructor(
    readonly server: WholeServer,
    readonly owner: Client,
    readonly sides: Sides & { readonly theirs: FullTenant },
    readonly leaks: Leaks,
  ) {}

  static async start(owning: string, asking: string): Promise<TwoTenants> {
    const server = await startWholeServer({ LEGATOR_AUTH: 'true' });
    const owner = new Client({ connectionString: server.databaseUrl });
    await owner.connect();
    await owner.query(`insert into auth_tenant (id, name) values ('globex', 'Globex')`);
    const theirs = await fillTenant(server, owner, owning);
    // A person, because people may do what keys never may.
    const { token } = await signedIn(owner, asking, 'own-admin', 'admin');
    const asker = Tenant.holding(server, asking, token);
    const probe = (await takeIn(server, asker, 'own-host', ['own'])).answering({ stdout: 'own-output' });
    const rules = { name: 'Own rules', level: 'observe' };
    const { id: ownPolicy } = await asker.must<{ id: string }>('POST', '/policies', rules);
    const leaks = new Leaks(canary(owning), idsIn(await possessions(owner, owning)));
    return new TwoTenants(server, owner, { theirs, asker, ownProbe: probe.id, ownPolicy }, leaks);
  }

  get routes(): RouteAccess[] {
    return listRoutes(this.server.app);
  }

  private asker(permissions: Permission[]): Promise<Tenant> {
    return Tenant.of(this.server, this.sides.asker.id, permissions);
  }

  theirThings(): Promise<Map<string, string[]>> {
    return possessions(this.owner, this.sides.theirs.tenant.id);
  }

  /**
   * Asks all of it: as it is, by the same names of nobody's, and what only reads with fewer rights, too.
   * @returns what was answered otherwise than it has to be, or told anything
   */
  async walk(recipes: (sides: Sides) => Recipes, reading: Permission[] = []): Promise<unknown[]> {
    const { asker, theirs } = this.sides;
    const reader = await this.asker(reading.length > 0 ? reading : ['fleet:read']);
    const nobodys = questions(recipes(ofNobody(this.sides)));
    const wrong: unknown[] = [];
    for (const [at, { asked, status }] of questions(recipes(this.sides)).entries()) {
      this.leaks.say(asked);
      // However long the walk takes: a host that falls silent would be a fact of its own.
      for (const probe of [theirs.probe, theirs.deaf]) alive(this.server, theirs.tenant, probe);
      const nothing = kindOf(await asker.ask(nobodys[at]!.asked));
      const heard = await asker.ask(asked);
      const told = this.leaks.in(heard.text);
      if (heard.status !== status || kindOf(heard) !== nothing || told.length > 0)
        wrong.push({ ...asked, status: heard.status, nothing, told, text: heard.text.slice(-300) });
      if (asked.method !== 'GET' || reading.length === 0) continue;
      const less = await reader.ask(asked);
      const toldLess = this.leaks.in(less.text);
      if (![status, 403].includes(less.status) || toldLess.length > 0)
        wrong.push({ ...asked, reader: true, status: less.status, told: toldLess });
    }
    return wrong;
  }

  async stop(): Promise<void> {
    await this.owner.end();
    await this.server.remove();
  }
}

export function recipesFor(sides: Sides): Recipes {
  return {
    ...recipesOfGround(sides),
    ...recipesOfPeople(sides),
    ...recipesOfKeys(sides),
    ...recipesOfAccounts(sides),
    ...recipesOfTenants(sides),
    ...recipesOfInvitations(sides),
    ...recipesOfFleet(sides),
    ...recipesOfWork(sides),
    ...recipesOfModels(sides),
    ...recipesOfChat(sides),
  };
}

/** Every visit as a question, those that only read first. */
function questions(recipes: Recipes): { asked: Question; status: number; route: string }[] {
  const all = Object.entries(recipes).flatMap(([route, visits]) =>
    visits.map((visit) => ({ route, asked: question(route, visit), status: visit.status ?? 404 })),
  );
  const reads = ({ asked }: { asked: Question }) => asked.method === 'GET';
  return [...all.filter(reads), ...all.filter((one) => !reads(one))];
}

function question(route: string, { at = {}, query = {}, status: _status, ...visit }: Visit): Question {
  const [method, pattern] = route.split(' ') as [string, string];
  const path = pattern.replace(/\{(\w+)\}/g, (_all, param: string) => encodeURIComponent(at[param]!));
  const search = new URLSearchParams(query).toString();
  return { ...visit, method, path: search ? `${path}?${search}` : path };
}

/** What somebody can tell an answer by, whatever ids are in it. */
function kindOf({ status, body }: Heard): string {
  return `${status} ${(body as { code?: string } | undefined)?.code ?? ''}`.trim();
}
