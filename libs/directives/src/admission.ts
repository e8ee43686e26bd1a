import { Injectable } from '@nestjs/common';
import type { DirectiveOrigin } from '@legator/contracts';
import { Clock, Judge, may, newId } from '@legator/core';
import type { Actor, DomainError, RequestContext, Subject, Tx, Verdict } from '@legator/core';
import type { AnyDirectiveType } from './directive-type.js';
import { DirectiveTypes } from './directive-types.js';
import type { Directive } from './directive.js';
import { DirectivesStore } from './directives.store.js';
import { frozen, invalidPayload, missingPermission, notLater } from './directives.errors.js';
import { FreezeStore } from './freeze.store.js';
import { RateLimits } from './rate-limits.js';
import { payloadHash } from './payload-hash.js';

/** What somebody asks for. The payload is parsed by the type's own schema. */
export interface Ask {
  readonly type: string;
  readonly payload: unknown;
  readonly idempotencyKey?: string;
  readonly scheduledAt?: Date;
  readonly notAfter?: Date;
  readonly reason?: string;
  readonly parentId?: string;
  /** The conversation that it came from; can only make the verdict stricter. */
  readonly origin?: DirectiveOrigin;
  /** Not to wait for a person; reason from the policy's list, and the typed name of what it is about. */
  readonly breakglass?: { readonly reason: string; readonly confirm?: string };
  /** The approval that still waits and that this one replaces. */
  readonly supersedes?: string;
  /** The directive that it is a part of: where a person is needed, who approved that one has decided. */
  readonly partOf?: string;
}

/** A request on its way through admission: the type, the parsed payload and the row to be. */
export interface Draft {
  readonly type: AnyDirectiveType;
  readonly payload: never;
  readonly directive: Directive;
  readonly ask?: Ask;
  /** What it has become about since it was asked for. */
  readonly since?: readonly Subject[];
}

/** What would become of an intent if it were asked for now. */
export interface Foreseen {
  /** As it would be written, with its verdict; it is not. */
  readonly directive: Directive;
  /** The refusal that a freeze would be, whatever the verdict. */
  readonly frozen: DomainError | undefined;
}

/** No judge is asked about our own configuration; the permission is what guards it. */
const CONFIGURATION: Verdict = {
  decision: 'allow',
  risk: 'low',
  level: 'observe',
  reasons: [{ code: 'configuration', text: 'Changes settings of Legator only.' }],
  rationale: {},
};

/** Whether an intent may become a directive: its payload, the asker's permission, freezes, and what policy says. */
@Injectable()
export class Admission {
  constructor(
    private readonly types: DirectiveTypes,
    private readonly freezes: FreezeStore,
    private readonly judge: Judge,
    private readonly clock: Clock,
    private readonly rates: RateLimits,
    private readonly store: DirectivesStore,
  ) {}

  /** The row that a request would make. @throws `invalid` or `forbidden` */
  draft(ask: Ask, { actor, requestId, correlationId }: RequestContext): Draft {
    const type = this.types.get(ask.type);
    if (!may(actor, type.permission)) throw missingPermission(type.permission, type.title);
    const payload = parsePayload(type, ask.payload);
    const now = this.clock.now();
    if (type.kind === 'inline' && ask.scheduledAt && ask.scheduledAt > now) throw notLater();
    const directive: Directive = {
      id: newId(now.getTime()),
      tenantId: actor.tenantId,
      type: type.name,
      payload,
      payloadHash: payloadHash(type.name, payload),
      summary: type.summarize(payload).slice(0, 500),
      subject: type.subject(payload),
      // The actor is part of the key: nobody can find out, or be answered with, what somebody else asked for.
      idempotencyKey: ask.idempotencyKey
        ? `${type.name}:${actor.type}:${actor.id}:${ask.idempotencyKey}`
        : null,
      status: 'requested',
      gate: 'none',
      phase: null,
      ...CONFIGURATION,
      approvalId: null,
      requestedBy: { type: actor.type, id: actor.id, name: actor.name },
      requestId: requestId ?? null,
      reason: ask.reason ?? null,
      origin: ask.origin ?? null,
      parentId: ask.parentId ?? null,
      correlationId: correlationId ?? requestId ?? null,
      requestedAt: now,
      scheduledAt: ask.scheduledAt ?? now,
      notAfter: ask.notAfter ?? null,
      startedAt: null,
      completedAt: null,
      attempt: 0,
      maxAttempts: 10,
      cancelReason: null,
      canceledBy: null,
      result: null,
      errorKind: null,
      errorMessage: null,
    };
    return { type, payload: payload as never, directive, ask };
  }

  /** Asked for before: with what it has become about, which from here on holds it back as what it was about at first does. */
  async draftNow(tx: Tx, type: AnyDirectiveType, payload: never, directive: Directive): Promise<Draft> {
    const since = (await type.alsoAboutNow?.(tx, payload)) ?? [];
    await this.store.insertSubjects(
      tx,
      since.map((subject) => ({ directive, subject })),
    );
    return { type, payload, directive, since };
  }

  /** Every draft with its verdict. @throws `frozen`, `tenant_limit`; an error of the judge is a refusal */
  async judgeAll(tx: Tx, drafts: readonly Draft[], actor: Actor): Promise<Draft[]> {
    // Judging takes its time: a freeze that comes meanwhile waits until this has started, or been refused.
    await this.freezes.keepOpen(tx, actor.tenantId);
    const held = (await this.freezes.holding(tx, drafts.map(frozenBy))).find(
      (freeze) => freeze !== undefined,
    );
    if (held) throw frozen(held);
    await this.rates.makeRoom(tx, drafts, actor.tenantId);
    return this.withVerdicts(tx, drafts, actor);
  }

  /** Nothing is frozen from here to the end of the transaction that is not when it is looked at. */
  keepOpen(tx: Tx, tenantId: string): Promise<void> {
    return this.freezes.keepOpen(tx, tenantId);
  }

  /** The same, but says which drafts a freeze holds instead of refusing all of them for it. */
  async judgeHeld(tx: Tx, drafts: readonly Draft[], actor: Actor): Promise<Foreseen[]> {
    const held = await this.freezes.holding(tx, drafts.map(frozenBy));
    const judged = await this.withVerdicts(tx, drafts, actor);
    return judged.map(({ directive }, at) => ({ directive, frozen: held[at] && frozen(held[at]) }));
  }

  private async withVerdicts(tx: Tx, drafts: readonly Draft[], actor: Actor): Promise<Draft[]> {
    const asked = drafts.filter(({ type }) => type.judged);
    const verdicts = asked.length
      ? await this.judge.judge(
          tx,
          asked.map(({ type, payload, directive: { origin } }) => ({
            ...{ type: type.name, payload, actor },
            ...(origin ? { origin } : {}),
          })),
        )
      : [];
    // Also no answer among the answers: left out, it would count as configuration.
    if (verdicts.length !== asked.length || verdicts.includes(undefined as never))
      throw new Error('The judge did not answer every question.');
    const byId = new Map(asked.map(({ directive }, at) => [directive.id, verdicts[at]!]));
    return drafts.map((draft) => ({
      ...draft,
      directive: withVerdict(draft.directive, byId.get(draft.directive.id), this.clock.now()),
    }));
  }
}

/** The directive with what policy said: denied ones have ended before they began, queued ones wait at the gate. */
export function withVerdict(directive: Directive, verdict: Verdict = CONFIGURATION, now: Date): Directive {
  const { decision, risk, level, reasons, rationale } = verdict;
  const judged: Directive = { ...directive, decision, risk, level, reasons, rationale };
  if (decision === 'queue') return { ...judged, gate: 'pending' };
  if (decision === 'allow') return judged;
  const why = reasons.map(({ text }) => text).join(' ');
  return { ...judged, status: 'canceled', completedAt: now, errorKind: 'denied', errorMessage: why };
}

function parsePayload(type: AnyDirectiveType, payload: unknown): Record<string, unknown> & never {
  const parsed = type.schema.safeParse(payload);
  if (parsed.success) return parsed.data as Record<string, unknown> & never;
  throw invalidPayload(parsed.error.issues);
}

function frozenBy({ type, payload, directive, since = [] }: Draft) {
  const subjects = [directive.subject, ...(type.alsoAbout?.(payload) ?? []), ...since];
  return { exempt: type.exemptFromFreeze ?? false, subjects };
}
