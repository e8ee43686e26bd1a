import { Injectable } from '@nestjs/common';
import type { ModelTest, OfferedModels } from '@legator/contracts';
import { Clock, DomainError } from '@legator/core';
import type { Actor } from '@legator/core';
import { Egress } from './egress.js';
import { asModelCallFailed, ModelCallFailed } from './model-call-failed.js';
import { ModelCalls } from './model-calls.service.js';
import { offeredModels } from './offered-models.js';
import { ProviderLine } from './provider-line.js';

const TEST_MS = 30_000;
const LIST_MS = 10_000;
const MAX_WORDS = 200;

/** Tries a profile out, for whoever sets it up. */
@Injectable()
export class ProfileTests {
  constructor(
    private readonly calls: ModelCalls,
    private readonly egress: Egress,
    private readonly clock: Clock,
  ) {}

  /** What the model answers, or why it does not. @throws `not_found`, and `models.budget_spent` */
  async test({ tenantId, id: actorId }: Actor, id: string): Promise<ModelTest> {
    await this.calls.ready({ tenantId, profileId: id });
    const began = this.clock.monotonic();
    const since = () => Math.round(this.clock.monotonic() - began);
    let first: number | null = null;
    let answer = '';
    try {
      const use = { tenantId, profileId: id, feature: 'test', actorId, maxTokens: 64 } as const;
      const model = await this.calls.open({ ...use, timeoutMs: TEST_MS });
      for await (const chunk of await model.stream('Answer with one word: are you there?')) {
        if (chunk.text !== '') first ??= since();
        answer += chunk.text;
      }
    } catch (error) {
      const { failure, message } = causeOf(error);
      return { ok: false, latency_ms: since(), first_token_ms: first, answer: null, cause: failure, message };
    }
    const times = { latency_ms: since(), first_token_ms: first };
    return { ok: true, ...times, answer: answer.slice(0, MAX_WORDS), cause: null, message: 'It answers.' };
  }

  async models({ tenantId }: Actor, id: string): Promise<OfferedModels> {
    const ready = await this.calls.ready({ tenantId, profileId: id });
    const line = new ProviderLine(this.egress, { ...ready, signal: AbortSignal.timeout(LIST_MS) });
    try {
      return await offeredModels(ready.profile, line);
    } catch (error) {
      throw asModelCallFailed(error).toDomainError(ready.profile.name);
    }
  }
}

/** A refusal of our own, such as a missing package, is said as it is. */
function causeOf(error: unknown): { failure: ModelCallFailed['failure']; message: string } {
  if (!(error instanceof DomainError)) return asModelCallFailed(error);
  const { cause } = error.options;
  if (cause instanceof ModelCallFailed) return cause;
  if (error.kind === 'limited') throw error;
  return { failure: 'failed', message: error.message };
}
