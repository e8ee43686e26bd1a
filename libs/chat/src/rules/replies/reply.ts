import type { ChatPart } from '@legator/contracts';
import type { FactAnswer } from '@legator/fleet';

/** What is said, and the blocks below it. */
export interface Reply {
  readonly text: string;
  readonly parts: readonly ChatPart[];
}

export type Table = Extract<ChatPart, { type: 'table' }>;

export function plainReply(text: string, parts: readonly ChatPart[] = []): Reply {
  return { text, parts };
}

/** What an answer stands on when it was made of what hosts told before. */
export function sourceOf(
  { probes, connected, asOf }: Pick<FactAnswer, 'probes' | 'connected' | 'asOf'>,
  what: string,
): ChatPart {
  const away = probes - connected;
  const silent = away > 0 ? `, ${away} of them not connected` : '';
  return { type: 'source', text: `${what} of ${hosts(probes)}${silent}.`, probes, as_of: asOf };
}

export function hosts(count: number): string {
  return count === 1 ? '1 host' : `${count} hosts`;
}
