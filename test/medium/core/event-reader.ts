import { get } from 'node:http';
import type { IncomingMessage } from 'node:http';

export interface ReadEvent {
  readonly id: number;
  readonly event: string;
  readonly data: Record<string, unknown>;
}

/** A reader of server-sent events, as simple as the format. */
export class EventReader {
  readonly events: ReadEvent[] = [];
  readonly comments: string[] = [];
  ended = false;
  private rest = '';

  private constructor(readonly response: IncomingMessage) {
    response.setEncoding('utf8');
    response.on('close', () => (this.ended = true));
    response.on('error', () => undefined);
  }

  /** Resolves with the headers; anything but a stream is read to its end. */
  static async open(
    url: string,
    headers: Record<string, string> = {},
    paused = false,
  ): Promise<EventReader & { body?: string }> {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      get(url, { headers, agent: false }, resolve).on('error', reject);
    });
    const reader = new EventReader(response);
    if (response.statusCode !== 200) {
      let body = '';
      for await (const chunk of response) body += String(chunk);
      return Object.assign(reader, { body });
    }
    if (!paused) reader.read();
    return reader;
  }

  read(): void {
    this.response.on('data', (text: string) => this.take(text));
  }

  get last(): number | undefined {
    return this.events.at(-1)?.id;
  }

  close(): void {
    this.response.destroy();
  }

  private take(text: string): void {
    const blocks = (this.rest + text).split('\n\n');
    this.rest = blocks.pop()!;
    for (const block of blocks) {
      if (block.startsWith(':')) this.comments.push(block);
      else this.events.push(parse(block));
    }
  }
}

function parse(block: string): ReadEvent {
  const fields = Object.fromEntries(
    block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
  ) as Record<string, string>;
  return { id: Number(fields['id']), event: fields['event']!, data: JSON.parse(fields['data']!) };
}
