import type { ChatMeta, ChatScope, ChatVia } from '@legator/contracts';
import type { TurnKind } from './turn.js';

export type TurnStatus = 'queued' | 'working' | 'waiting' | 'done' | 'stopped' | 'failed';

/** What is known of who answers and what it cost; the rest of the meta is in columns. */
export type NotedMeta = Partial<
  Pick<ChatMeta, 'via' | 'profile' | 'provider' | 'model' | 'usage' | 'boundary' | 'rounds_used'>
>;

/** A turn that this replica has just taken up. */
export interface TakenTurn {
  readonly id: string;
  readonly tenantId: string;
  readonly conversationId: string;
  readonly scope: ChatScope;
  readonly kind: TurnKind;
  readonly probeId: string | null;
  readonly place: number;
  readonly askerType: string;
  readonly askerId: string;
  readonly askerName: string;
  readonly question: string;
  readonly target: string | null;
  readonly confirmation: string | null;
  readonly answerId: string;
  readonly nonce: string;
  readonly via: ChatVia | null;
  readonly meta: NotedMeta;
  readonly commandsUsed: number;
  readonly untrusted: boolean;
  readonly askedAt: Date;
  readonly startedAt: Date;
  readonly workMs: number;
  /** Counts from 1; with the lease's holder it proves that a write is still allowed. */
  readonly attempt: number;
  readonly takeovers: number;
  readonly stopBy: string | null;
}

/** What proves that a turn is still held by who writes. */
export interface Hold {
  readonly turnId: string;
  readonly by: string;
  readonly attempt: number;
}
