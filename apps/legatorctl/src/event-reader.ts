/** One event of a stream of server-sent events. */
export interface StreamEvent {
  id: string | undefined;
  event: string;
  data: string;
}

const MAX_EVENT_CHARACTERS = 16 * 1024 * 1024;

/**
 * Reads server-sent events (WHATWG HTML, section 9.2) from the bytes of an answer. `onBytes` hears of every piece, also
 * of mere comments: the line is alive. Ends when the stream ends; an event that was cut off is dropped.
 */
export async function* readEvents(
  body: AsyncIterable<Uint8Array>,
  onBytes?: () => void,
): AsyncGenerator<StreamEvent> {
  const decoder = new TextDecoder();
  let rest = '';
  let lines: string[] = [];
  for await (const piece of body) {
    onBytes?.();
    rest += decoder.decode(piece, { stream: true });
    // A carriage return at the end may be the first half of a line end.
    const parts = rest.split(/\r\n|\n|\r(?!$)/);
    rest = parts.pop()!;
    for (const line of parts) {
      if (line !== '') lines.push(line);
      else {
        const event = toEvent(lines);
        lines = [];
        if (event) yield event;
      }
    }
    if (rest.length > MAX_EVENT_CHARACTERS) throw new Error('An event of the stream does not end.');
  }
}

function toEvent(lines: string[]): StreamEvent | undefined {
  const values = (name: string) =>
    lines
      .filter((line) => line === name || line.startsWith(`${name}:`))
      .map((line) => line.slice(name.length + 1).replace(/^ /, ''));
  const data = values('data');
  if (data.length === 0) return undefined;
  return { id: values('id').at(-1), event: values('event').at(-1) ?? 'message', data: data.join('\n') };
}
