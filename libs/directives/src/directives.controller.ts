import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import {
  CancelDirective,
  ChangedDirective,
  DirectiveAttempts,
  DirectivePage,
  DirectiveTypeList,
  DirectiveView,
  ListDirectives,
  RequestDirective,
  RequestedDirective,
  RerunDirective,
} from '@legator/contracts';
import { Answers, DomainError, Requires, SignedIn, Transactions, currentContext } from '@legator/core';
import { DirectiveControl } from './control.service.js';
import { toView } from './directive-view.js';
import { DirectiveTypes } from './directive-types.js';
import { isFinal } from './directive.js';
import { denied } from './directives.errors.js';
import { DirectivesStore } from './directives.store.js';
import { DirectiveRequests } from './requests.service.js';
import { Waiters } from './waiters.js';

const Id = z.uuid();
const MAX_WAIT_SECONDS = 300;

@Controller('api/v1')
export class DirectivesController {
  constructor(
    private readonly requests: DirectiveRequests,
    private readonly control: DirectiveControl,
    private readonly transactions: Transactions,
    private readonly store: DirectivesStore,
    private readonly types: DirectiveTypes,
    private readonly waiters: Waiters,
  ) {}

  @Get('directive-types')
  @Requires('directive:read')
  @Answers(DirectiveTypeList)
  listTypes() {
    const types = this.types
      .all()
      .map(({ name, title, permission, kind, requestable, rerunnable, schema }) => ({
        name,
        title,
        permission,
        kind,
        requestable,
        rerunnable,
        payload_schema: z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }),
      }));
    return { types };
  }

  /** 202 while it goes on, 200 when it ended within `Prefer: wait=<seconds>` or was known before, 403 when denied. */
  @Post('directives')
  @SignedIn()
  @Answers(RequestedDirective, { status: 202, description: 'It goes on.' })
  @Answers(RequestedDirective, {
    status: 200,
    description: 'It ended while the caller waited, or was asked for before.',
  })
  async request(
    @Body({ schema: RequestDirective }) body: RequestDirective,
    @Headers('prefer') prefer: string | undefined,
    @Headers('idempotency-key') key: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ) {
    this.refuseInternal(body.type);
    const { directive, created } = await this.requests.request({
      type: body.type,
      payload: body.payload,
      idempotencyKey: body.idempotency_key ?? key?.slice(0, 400),
      scheduledAt: body.scheduled_at ? new Date(body.scheduled_at) : undefined,
      notAfter: body.not_after ? new Date(body.not_after) : undefined,
      reason: body.reason,
      parentId: body.parent_id,
      breakglass: body.breakglass_reason
        ? { reason: body.breakglass_reason, confirm: body.breakglass_confirm }
        : undefined,
      supersedes: body.supersedes,
    });
    if (created && directive.errorKind === 'denied') throw denied(directive);
    const latest = await this.waited(directive, prefer, response);
    response.status(isFinal(latest) || !created ? 200 : 202);
    return { directive: toView(latest), created };
  }

  @Get('directives')
  @Requires('directive:read')
  @Answers(DirectivePage)
  async list(@Query({ schema: ListDirectives }) filter: ListDirectives) {
    const found = await this.transactions.run((tx) => this.store.list(tx, filter));
    const page = found.slice(0, filter.limit);
    return {
      directives: page.map(toView),
      next_cursor: found.length > filter.limit ? page.at(-1)!.id : null,
    };
  }

  @Get('directives/:id')
  @Requires('directive:read')
  @Answers(DirectiveView)
  async get(@Param('id', { schema: Id }) id: string): Promise<DirectiveView> {
    return toView(await this.transactions.run((tx) => this.store.get(tx, id)));
  }

  @Get('directives/:id/attempts')
  @Requires('directive:read')
  @Answers(DirectiveAttempts)
  async attempts(@Param('id', { schema: Id }) id: string) {
    return this.transactions.run(async (tx) => {
      await this.store.get(tx, id);
      return { attempts: await this.store.attempts(tx, id) };
    });
  }

  @Post('directives/:id/cancel')
  @HttpCode(200)
  @Requires('directive:cancel')
  @Answers(ChangedDirective)
  async cancel(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: CancelDirective }) { reason }: CancelDirective,
  ) {
    return { directive: toView(await this.control.cancel(id, reason)) };
  }

  @Post('directives/:id/rerun')
  @HttpCode(202)
  @Requires('directive:rerun')
  @Answers(ChangedDirective)
  async rerun(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: RerunDirective }) { reason }: RerunDirective,
  ) {
    return { directive: toView(await this.control.rerun(id, reason)) };
  }

  private refuseInternal(name: string): void {
    if (this.types.get(name).requestable) return;
    throw new DomainError(
      'invalid',
      'directives.not_requestable',
      `${name} has a route of its own; use that.`,
    );
  }

  private async waited(
    directive: Parameters<typeof toView>[0],
    prefer: string | undefined,
    response: Response,
  ) {
    const seconds = Number(/(?:^|[,;\s])wait=(\d{1,4})(?:$|[,;\s])/.exec(prefer ?? '')?.[1] ?? 0);
    if (seconds === 0 || isFinal(directive)) return directive;
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    const { tenantId } = currentContext().actor;
    return this.waiters.wait(
      tenantId,
      directive.id,
      Math.min(seconds, MAX_WAIT_SECONDS) * 1_000,
      gone.signal,
    );
  }
}
