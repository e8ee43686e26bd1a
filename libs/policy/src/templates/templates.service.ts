import { Injectable } from '@nestjs/common';
import type { PolicyDiff, PolicyInput, PolicyVersionView, PolicyView } from '@legator/contracts';
import { Clock, currentContext, Signals, Transactions } from '@legator/core';
import { AssignmentsStore } from '../assignments/assignments.store.js';
import { builtInFixed, noPolicy, policyInUse, policyNewer, tooManyPolicies } from '../policy.errors.js';
import { PolicyRemoved } from '../signals/policy-removed.signal.js';
import { PolicyWritten } from '../signals/policy-written.signal.js';
import { BUILT_INS, findBuiltIn } from './builtins.js';
import { complete } from './complete.js';
import { diffDocuments } from './diff.js';
import { Documents } from './documents.service.js';
import { builtInRow, builtInVersions, toVersionView, toView } from './template-view.js';
import { TemplatesStore } from './templates.store.js';

const MOST = 500;
/** Words that routes below `/policies` begin with. */
const RESERVED = ['assignments', 'drift', 'simulate'];

/** The templates of the tenant: four that come with the program, and its own. Writing one applies it to nobody. */
@Injectable()
export class Templates {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: TemplatesStore,
    private readonly assignments: AssignmentsStore,
    private readonly documents: Documents,
    private readonly signals: Signals,
    private readonly clock: Clock,
  ) {}

  list(): Promise<PolicyView[]> {
    return this.transactions.run(async (tx) => [
      ...BUILT_INS.map((one) => toView(builtInRow(one), true)),
      ...(await this.store.list(tx)).map((row) => toView(row)),
    ]);
  }

  /** @throws `not_found` */
  get(id: string): Promise<PolicyView> {
    const builtIn = findBuiltIn(id);
    if (builtIn) return Promise.resolve(toView(builtInRow(builtIn), true));
    return this.transactions.run(async (tx) => {
      const found = await this.store.find(tx, id);
      if (!found) throw noPolicy(id);
      return toView(found);
    });
  }

  /** Under an id made of its name. @throws `invalid`, `policy.too_many` */
  create(input: PolicyInput): Promise<PolicyView> {
    const { actor } = currentContext();
    const document = complete(input);
    return this.transactions.run(async (tx) => {
      await this.store.lock(tx, actor.tenantId);
      const { ids, kept } = await this.store.takenIds(tx);
      if (kept >= MOST) throw tooManyPolicies(MOST);
      const id = freeId(document.name, ids);
      const now = this.clock.now();
      await this.store.insert(tx, actor.tenantId, id, now);
      await this.store.addVersion(tx, actor, { id, version: 1, document, note: input.note, now });
      await this.signals.record(tx, new PolicyWritten(id, 1, document));
      return toView({ id, version: 1, document, createdAt: now, updatedAt: now });
    });
  }

  /**
   * A new version; the same again makes none. Of two that were written from the same version one is refused: it would undo
   * the other. @throws `not_found`, `policy.built_in`, `policy.newer_version`, `invalid`
   */
  update(id: string, input: PolicyInput, basedOn?: number): Promise<PolicyView> {
    if (findBuiltIn(id)) throw builtInFixed(id);
    const { actor } = currentContext();
    const document = complete(input);
    return this.transactions.run(async (tx) => {
      await this.store.lock(tx, actor.tenantId);
      const before = await this.store.find(tx, id);
      if (!before) throw noPolicy(id);
      if (diffDocuments(before.document, document).length === 0) return toView(before);
      if (basedOn !== undefined && basedOn !== before.version) throw policyNewer(id, before.version, basedOn);
      const now = this.clock.now();
      const version = before.version + 1;
      await this.store.addVersion(tx, actor, { id, version, document, note: input.note, now });
      await this.signals.record(tx, new PolicyWritten(id, version, document, before.document));
      return toView({ ...before, version, document, updatedAt: now });
    });
  }

  /** @throws `not_found`, `policy.built_in`, `policy.in_use` */
  remove(id: string): Promise<void> {
    if (findBuiltIn(id)) throw builtInFixed(id);
    return this.transactions.run(async (tx) => {
      await this.store.lock(tx, currentContext().actor.tenantId);
      const before = await this.store.find(tx, id);
      if (!before) throw noPolicy(id);
      const scopes = await this.assignments.countOf(tx, id);
      if (scopes > 0) throw policyInUse(id, scopes);
      await this.store.remove(tx, id, this.clock.now());
      await this.signals.record(tx, new PolicyRemoved(id, before.document));
    });
  }

  /** Newest first. @throws `not_found` */
  versions(id: string): Promise<PolicyVersionView[]> {
    const builtIn = findBuiltIn(id);
    if (builtIn) return Promise.resolve(builtInVersions(builtIn).map(toVersionView));
    return this.transactions.run(async (tx) => {
      const rows = await this.store.versions(tx, id);
      if (rows.length === 0) throw noPolicy(id);
      return rows.map(toVersionView);
    });
  }

  /** @throws `not_found` */
  diff(id: string, from: number, to: number): Promise<PolicyDiff> {
    return this.transactions.run(async (tx) => {
      const documents = await this.documents.all(tx, [
        { policyId: id, version: from },
        { policyId: id, version: to },
      ]);
      const changes = diffDocuments(documents.get(`${id}@${from}`)!, documents.get(`${id}@${to}`)!);
      return { policy_id: id, from, to, changes };
    });
  }
}

function freeId(name: string, taken: ReadonlySet<string>): string {
  const words = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  const base = words.replace(/^-+|-+$/g, '').slice(0, 60) || 'policy';
  const isFree = (id: string) => !taken.has(id) && !findBuiltIn(id) && !RESERVED.includes(id);
  for (let n = 1; ; n++) {
    const id = n === 1 ? base : `${base}-${n}`;
    if (isFree(id)) return id;
  }
}
