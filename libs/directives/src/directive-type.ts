import type { Permission } from '@legator/contracts';
import type { Subject, Tx } from '@legator/core';
import type { z } from 'zod';
import type { Directive } from './directive.js';

/** One directive that could not be started, found out while starting it. */
export interface FailedStart {
  readonly directiveId: string;
  readonly errorKind: string;
  readonly message: string;
}

interface CommonType<P> {
  /** Imperative, lower case, dots: `command.run`. */
  readonly name: string;
  readonly title: string;
  readonly schema: z.ZodType<P>;
  readonly permission: Permission;
  /** Policy is asked about every one of these. What is not judged must touch nothing but our own configuration. */
  readonly judged: boolean;
  /** May go on while execution is frozen, such as lifting the freeze. */
  readonly exemptFromFreeze?: boolean;
  /** A tenant may have a limit of these, see `TenantLimits`. */
  readonly limitedAs?: 'commands_per_minute';
  /** May be asked for by name at `POST /directives`. */
  readonly requestable: boolean;
  readonly rerunnable: boolean;
  /** The room records its own facts about start and end, instead of `directive.started`, `.succeeded`, `.failed`. */
  readonly ownSignals?: boolean;
  summarize(payload: P): string;
  subject(payload: P): Subject;
  alsoAbout?(payload: P): readonly Subject[];
  /** What it has become about since it was asked for, such as a tag that its probe got: a freeze there holds it as well. */
  alsoAboutNow?(tx: Tx, payload: P): Promise<readonly Subject[]>;
  /** Says which others are parts of this one, so that whoever approved it has approved them. Nothing is, unless said. */
  parts?(whole: Directive): (part: Directive) => boolean;
}

/** Configuration: done in the request's own transaction; if it cannot be done, nothing was requested. */
export interface InlineType<P> extends CommonType<P> {
  readonly kind: 'inline';
  run(tx: Tx, directive: Directive, payload: P): Promise<Record<string, unknown>>;
}

/** Work of the control plane itself, under a lease that is renewed while it lasts. */
export interface LocalType<P> extends CommonType<P> {
  readonly kind: 'local';
  /** Started again from the beginning when its runner died. Else it ends as `lease_lost`. */
  readonly resumable: boolean;
  execute(directive: Directive, payload: P, stop: AbortSignal): Promise<Record<string, unknown>>;
}

/** Work at a probe. The room writes what will be sent, in the claiming transaction, and sends after its commit. */
export interface RemoteType<P> extends CommonType<P> {
  readonly kind: 'remote';
  /** Everything that will leave must be written here. @returns those that cannot start */
  start(tx: Tx, directives: readonly Directive[]): Promise<readonly FailedStart[]>;
  /** After the commit. What is lost here is found again by the room itself; it must not throw. */
  started(directives: readonly Directive[]): void;
  /** Ask the probe to stop; the end is reported like any other. */
  cancel(tx: Tx, directive: Directive): Promise<void>;
  /**
   * A freeze has come: those of these running ones that no probe is known to have taken are asked back. Their end is
   * reported like any other. @returns their ids
   */
  recall?(tx: Tx, directiveIds: readonly string[], reason: string): Promise<readonly string[]>;
}

export type DirectiveType<P = never> = InlineType<P> | LocalType<P> | RemoteType<P>;

/** A type whose payload the registry does not know any more; the schema has parsed it. */
export type AnyDirectiveType = DirectiveType<never>;
