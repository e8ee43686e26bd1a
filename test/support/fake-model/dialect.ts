import type { Captured, WholeReply } from './reply.js';

/** How one kind of provider writes its answers. */
export interface Dialect {
  readonly name: Captured['dialect'];
  /** Whether a path is the one that chats. */
  readonly chats: (path: string) => boolean;
  readonly streams: (body: Record<string, unknown>) => boolean;
  readonly texts: (body: Record<string, unknown>) => string[];
  readonly tools: (body: Record<string, unknown>) => string[];
  readonly contentType: string;
  /** The whole answer. */
  readonly whole: (reply: WholeReply, request: Captured) => unknown;
  /** Pieces of a stream, in order. */
  readonly stream: (reply: WholeReply, request: Captured) => string[];
  readonly error: (status: number, message: string) => unknown;
  /** What it offers, by the path that lists it. */
  readonly lists: (path: string) => boolean;
  readonly list: (models: readonly string[]) => unknown;
}

/** The texts in contents of whatever form. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (!value || typeof value !== 'object') return [];
  const { text, content } = value as { text?: unknown; content?: unknown };
  return [...textsIn(text), ...textsIn(content)];
}

export function sse(data: unknown, event?: string): string {
  return `${event === undefined ? '' : `event: ${event}\n`}data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`;
}
