import { Body, Controller, Headers, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import {
  CommandAnswer,
  CommandResultView,
  HeldCommand,
  RunCommand,
  RunCommandQuery,
} from '@legator/contracts';
import { Answers, DomainError, Requires } from '@legator/core';
import type { Directive } from '@legator/directives';
import { policyHeaders, resultView, statusOf } from './answers.js';
import { answerHeld } from './held-answer.js';
import { readCommand } from './command-words.js';
import type { CommandRequested } from './command-requests.service.js';
import { noAnswer } from './commands.errors.js';
import { CommandsService } from './commands.service.js';
import { IdempotencyKey } from './idempotency-key.js';
import { clientGone } from './sse.js';

/** Upstream waits this long beyond the timeout that was given, and this long without one. */
const MARGIN_MS = 5_000;
const DEFAULT_WAIT_MS = 35_000;
const MAX_WAIT_MS = 600_000;

/** A command on one probe (core contract, section 2.2). */
@Controller('api/v1/probes/:id')
export class ProbeCommandController {
  constructor(private readonly commands: CommandsService) {}

  /** 200 dispatched or, with `wait`, the result; 202 held for approval; 429 denied; 502 probe away; 504 no end yet. */
  @Post('command')
  @HttpCode(200)
  @Requires('fleet:write', 'command:exec')
  @Answers(CommandAnswer, { description: 'Dispatched, or with `wait` its result.' })
  @Answers(HeldCommand, { status: 202, description: 'It waits for a person.' })
  async run(
    @Param('id') probeId: string,
    @Body({ schema: RunCommand }) body: RunCommand,
    @Query({ schema: RunCommandQuery }) query: RunCommandQuery,
    @Headers('idempotency-key') key: string | undefined,
    @Res() response: Response,
  ): Promise<void> {
    const idempotencyKey = readKey(key);
    const ask = {
      ...(await readCommand(body, query.stream)),
      probeId,
      requestId: body.request_id,
      breakglass: body.breakglass_reason
        ? { reason: body.breakglass_reason, confirm: body.breakglass_confirm }
        : undefined,
      supersedes: body.supersedes,
      idempotencyKey,
    };
    const requested = await this.commands.runOnOne(ask);
    response.set(policyHeaders(requested));
    const status = statusOf(requested);
    if (status !== 'dispatched') return answerHeld(response, requested, status);
    const { requestId, directive } = requested;
    if (!query.wait) {
      response.json({ request_id: requestId, status: 'dispatched', job_id: directive.id });
      return;
    }
    const gone = clientGone(response);
    const result = await this.waited(requested, waitMs(ask.timeoutMs), gone);
    if (!gone.aborted) response.json(result);
  }

  private async waited(
    { directive, requestId, created: fresh }: CommandRequested,
    ms: number,
    gone: AbortSignal,
  ): Promise<CommandResultView | null> {
    const end = await this.commands.waitFor(directive, requestId, ms, { stop: gone, fresh });
    if (gone.aborted) return null;
    const result = end.dispatch && resultView(end.dispatch);
    if (result && !end.dispatch?.late) return result;
    throw withoutResult(requestId, end.directive);
  }
}

function withoutResult(requestId: string, { errorKind, errorMessage, status }: Directive): DomainError {
  if (errorKind === 'probe_offline' || errorKind === 'probe_deleted')
    return new DomainError('bad_gateway', 'bad_gateway', errorMessage ?? 'The probe is away.');
  if (errorKind === 'indeterminate') return noAnswer(requestId, errorMessage ?? undefined);
  if (status === 'canceled' || status === 'failed')
    return new DomainError('conflict', `commands.${errorKind ?? status}`, errorMessage ?? 'It did not run.');
  return noAnswer(requestId);
}

function waitMs(timeoutMs: number | undefined): number {
  return timeoutMs === undefined ? DEFAULT_WAIT_MS : Math.min(MAX_WAIT_MS, timeoutMs + MARGIN_MS);
}

export function readKey(key: string | undefined): string | undefined {
  const parsed = IdempotencyKey.safeParse(key);
  if (parsed.success) return parsed.data;
  throw new DomainError('invalid', 'invalid_request', `Idempotency-Key: ${parsed.error.issues[0]!.message}`);
}
