import { Injectable } from '@nestjs/common';
import type { PolicyDocument } from '@legator/contracts';
import type { Tx } from '@legator/core';
import type { Target } from '@legator/fleet';
import type { HeldPolicy } from '../decision/facts.js';
import { Documents } from '../templates/documents.service.js';
import { AssignmentsStore } from './assignments.store.js';
import type { Assignment, HeldRef, Scope } from './assignments.store.js';

type Placed = Pick<Target, 'id' | 'tags' | 'site'>;

/** An assignment that there might be: in the place of the scope's own, or none there. */
export interface Supposed {
  readonly scope: Scope;
  readonly policy?: { readonly policyId: string; readonly version: number };
}

/**
 * Which policies hold where: a probe's own one, else those of all its tags together, else that of its site. Read anew
 * each time, by the tags it has and the site it is in now.
 */
@Injectable()
export class HeldPolicies {
  constructor(
    private readonly store: AssignmentsStore,
    private readonly documents: Documents,
  ) {}

  /** @param supposed as if it were so; without it, as it is */
  async of(tx: Tx, targets: readonly Placed[], supposed?: Supposed): Promise<Map<string, HeldPolicy[]>> {
    const refs = await this.refs(tx, targets, supposed);
    return this.withDocuments(tx, refs);
  }

  /** What those that get the tag, or come into the site, hold by it; nothing for a single probe. */
  async ofComers(tx: Tx, { type, id }: Scope): Promise<PolicyDocument | undefined> {
    if (type === 'probe') return undefined;
    const [assigned] = await this.store.concerning(tx, type === 'tag' ? { tags: [id] } : { sites: [id] });
    return assigned && (await this.documents.one(tx, assigned.policyId, assigned.version)).document;
  }

  async refs(tx: Tx, targets: readonly Placed[], supposed?: Supposed): Promise<Map<string, HeldRef[]>> {
    const tags = [...new Set(targets.flatMap((target) => target.tags))];
    const sites = [...new Set(targets.flatMap(({ site }) => site ?? []))];
    const probeIds = targets.map(({ id }) => id);
    const known = await this.store.concerning(tx, { probeIds, tags, sites });
    const found = supposed ? instead(known, supposed) : known;
    const of = (type: string) =>
      new Map(found.filter(({ scope }) => scope.type === type).map((one) => [one.scope.id, one]));
    const by = { probe: of('probe'), tag: of('tag'), site: of('site') };
    return new Map(targets.map((target) => [target.id, refsOf(target, by)]));
  }

  /** @throws `not_found` when a version cannot be read: it must not count as none */
  async withDocuments(
    tx: Tx,
    refs: ReadonlyMap<string, readonly HeldRef[]>,
  ): Promise<Map<string, HeldPolicy[]>> {
    const documents = await this.documents.all(tx, [...refs.values()].flat());
    return new Map(
      [...refs].map(([id, held]) => [
        id,
        held.map((ref) => ({ ...ref, document: documents.get(`${ref.policyId}@${ref.version}`)! })),
      ]),
    );
  }
}

type Assigned = Pick<Assignment, 'scope' | 'policyId' | 'version'>;

function instead(known: readonly Assigned[], { scope, policy }: Supposed): Assigned[] {
  const others = known.filter((one) => one.scope.type !== scope.type || one.scope.id !== scope.id);
  return policy ? [...others, { scope, ...policy }] : others;
}

/** The nearest wins, and what it has several of holds together: itself, its tags, its site. */
function refsOf(
  { id, tags, site }: Placed,
  by: Readonly<Record<Scope['type'], ReadonlyMap<string, Assigned>>>,
): HeldRef[] {
  const mine = by.probe.get(id);
  const tagged = [...tags].sort().flatMap((tag) => by.tag.get(tag) ?? []);
  const here = site === null ? undefined : by.site.get(site);
  const all = mine ? [mine] : tagged.length > 0 ? tagged : here ? [here] : [];
  return all.map(({ policyId, version, scope }) => ({ policyId, version, via: scope }));
}
