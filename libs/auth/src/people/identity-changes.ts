import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Permission } from '@legator/contracts';
import { currentContext, Transactions } from '@legator/core';
import type { Actor, Subject, Tx } from '@legator/core';
import { DirectiveRequests, DirectiveTypes } from '@legator/directives';
import { Sessions } from '../sessions/sessions.service.js';
import { RightsGuard } from './rights-guard.js';

/** One kind of change to people, roles, invitations or tenants. */
export interface IdentityChange<P> {
  /** Imperative: `user.disable`. */
  readonly name: string;
  readonly title: string;
  readonly permission: Permission;
  /**
   * `tenant`: the database itself keeps it inside of the actor's tenant. `installation`: touches accounts, sign-ins or
   * tenants that no single tenant owns; then every statement says whose they are.
   */
  readonly reach: 'tenant' | 'installation';
  readonly schema: z.ZodType<P>;
  summarize(payload: P): string;
  subject(payload: P): Subject;
  /** What it returns is kept with the directive: no secrets. */
  run(tx: Tx, payload: P, actor: Actor): Promise<Record<string, unknown>>;
}

/**
 * The road of every such change: a directive of its own, one after the other, with what the actor may do at that
 * moment, never without an administrator afterwards, and known to every replica at once.
 */
@Injectable()
export class IdentityChanges {
  private readonly reaches = new Map<string, IdentityChange<never>['reach']>();

  constructor(
    private readonly transactions: Transactions,
    private readonly types: DirectiveTypes,
    private readonly requests: DirectiveRequests,
    private readonly guard: RightsGuard,
    private readonly sessions: Sessions,
  ) {}

  register<P>({ reach, ...change }: IdentityChange<P>): void {
    this.reaches.set(change.name, reach);
    this.types.register<P>({
      ...change,
      kind: 'inline',
      judged: false,
      requestable: false,
      rerunnable: false,
      // Whoever freezes because of an intruder has to be able to lock them out.
      exemptFromFreeze: true,
      run: async (tx, _directive, payload) => {
        await this.guard.inTurn(tx);
        const actor = await this.guard.asOfNow(tx, currentContext().actor, change.permission);
        const result = await this.guard.keepAdmins(tx, () => change.run(tx, payload, actor));
        this.sessions.forgetAfter(tx);
        return result;
      },
    });
  }

  /** On behalf of the current actor. @returns what the change returned */
  async make(type: string, payload: unknown): Promise<Record<string, unknown>> {
    const ask = { type, payload };
    const [requested] =
      this.reaches.get(type) === 'tenant'
        ? await this.requests.requestAll([ask])
        : await this.transactions.worker((tx) => this.requests.requestIn(tx, [ask], { wake: false }));
    return requested!.directive.result ?? {};
  }
}
