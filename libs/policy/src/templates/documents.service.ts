import { Injectable } from '@nestjs/common';
import type { PolicyDocument } from '@legator/contracts';
import { currentContext } from '@legator/core';
import type { Tx } from '@legator/core';
import { noPolicy, noVersion } from '../policy.errors.js';
import { findBuiltIn } from './builtins.js';
import { TemplatesStore } from './templates.store.js';

interface Ref {
  readonly policyId: string;
  readonly version: number;
}

const MOST_KEPT = 2_000;

/** Versions of templates. They never change, so those that were read once are kept in memory. */
@Injectable()
export class Documents {
  private readonly kept = new Map<string, PolicyDocument>();

  constructor(private readonly store: TemplatesStore) {}

  /** By `id@version`. @throws when one of them does not exist: what cannot be read must not count as no policy */
  async all(
    tx: Tx,
    refs: readonly Ref[],
    tenantId = currentContext().actor.tenantId,
  ): Promise<Map<string, PolicyDocument>> {
    const found = new Map<string, PolicyDocument>();
    const missing = new Map<string, Ref>();
    for (const ref of refs) {
      const name = `${ref.policyId}@${ref.version}`;
      const known =
        findBuiltIn(ref.policyId)?.versions[ref.version - 1] ?? this.kept.get(`${tenantId} ${name}`);
      if (known) found.set(name, known);
      else missing.set(name, ref);
    }
    const read = await this.store.documents(tx, [...missing.values()]);
    for (const [name, ref] of missing) {
      const document = read.get(name);
      if (!document) throw noVersion(ref.policyId, ref.version);
      found.set(name, document);
      this.keep(`${tenantId} ${name}`, document);
    }
    return found;
  }

  /** One version, the newest unless said. @throws `not_found` */
  async one(
    tx: Tx,
    policyId: string,
    version?: number,
  ): Promise<{ version: number; document: PolicyDocument }> {
    const wanted = version ?? (await this.newest(tx, policyId));
    const documents = await this.all(tx, [{ policyId, version: wanted }]);
    return { version: wanted, document: documents.get(`${policyId}@${wanted}`)! };
  }

  /** @throws `not_found`, for a removed template as well */
  async newest(tx: Tx, policyId: string): Promise<number> {
    const builtIn = findBuiltIn(policyId);
    if (builtIn) return builtIn.versions.length;
    const found = await this.store.find(tx, policyId);
    if (!found) throw noPolicy(policyId);
    return found.version;
  }

  private keep(name: string, document: PolicyDocument): void {
    if (this.kept.size >= MOST_KEPT) this.kept.delete(this.kept.keys().next().value!);
    this.kept.set(name, document);
  }
}
