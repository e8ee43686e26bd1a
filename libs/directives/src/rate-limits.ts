import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Clock, TenantLimits } from '@legator/core';
import type { Tx } from '@legator/core';
import type { Draft } from './admission.js';
import { DirectiveTypes } from './directive-types.js';
import { STARTS } from './recent-directives.js';

const MINUTE_MS = 60_000;

/** How many of the intents that a tenant may only have so many of a minute there were, and whether there is room. */
@Injectable()
export class RateLimits implements OnModuleInit {
  constructor(
    private readonly limits: TenantLimits,
    private readonly types: DirectiveTypes,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.limits.countBy('commands_per_minute', (tx, tenantId) => this.count(tx, tenantId));
  }

  /** Parts of something that was let in are let in with it: half a rollout helps nobody. @throws `tenant_limit` */
  async makeRoom(tx: Tx, drafts: readonly Draft[], tenantId: string): Promise<void> {
    const limited = drafts.filter(({ type, directive }) => type.limitedAs && !directive.parentId);
    await this.limits.makeRoom(tx, tenantId, 'commands_per_minute', limited.length);
  }

  private async count(tx: Tx, tenantId: string): Promise<number> {
    const names = this.types.all().flatMap(({ name, limitedAs }) => (limitedAs ? [name] : []));
    const [row] = await tx.query(
      `select coalesce(sum(greatest(1, ${STARTS('$3')})), 0)::int as n from directives_directive d
       where d.tenant_id = $1 and type = any($2) and requested_at > $3 and decision <> 'deny' and parent_id is null`,
      [tenantId, names, new Date(this.clock.now().getTime() - MINUTE_MS)],
    );
    return row.n;
  }
}
