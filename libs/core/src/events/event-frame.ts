import type { FeedItem } from '../signals/signal.js';
import { eventName } from './event-name.js';

const bodies = new WeakMap<FeedItem, string>();
const frames = new WeakMap<FeedItem, Buffer>();

/** A signal as the event every reader gets, in JSON. Made once, whoever and how many read it. */
export function eventJson(item: FeedItem): string {
  const known = bodies.get(item);
  if (known !== undefined) return known;
  const body = JSON.stringify({
    type: eventName(item.type),
    ...(item.probeId ? { probe_id: item.probeId } : {}),
    summary: item.summary,
    detail: item.payload,
    timestamp: item.occurredAt.toISOString(),
    seq: item.seq,
    late: item.late,
  });
  bodies.set(item, body);
  return body;
}

/** The same as one event of the stream. */
export function eventFrame(item: FeedItem): Buffer {
  const known = frames.get(item);
  if (known) return known;
  const frame = Buffer.from(`id: ${item.seq}\nevent: ${eventName(item.type)}\ndata: ${eventJson(item)}\n\n`);
  frames.set(item, frame);
  return frame;
}
