import type { FeedItem } from '../signals/signal.js';
import { eventName } from './event-name.js';

const frames = new WeakMap<FeedItem, Buffer>();

/** A signal as one event of the stream. Made once, whoever and how many read it. */
export function eventFrame(item: FeedItem): Buffer {
  const known = frames.get(item);
  if (known) return known;
  const name = eventName(item.type);
  const data = JSON.stringify({
    type: name,
    ...(item.probeId ? { probe_id: item.probeId } : {}),
    summary: item.summary,
    detail: item.payload,
    timestamp: item.occurredAt.toISOString(),
    seq: item.seq,
    late: item.late,
  });
  const frame = Buffer.from(`id: ${item.seq}\nevent: ${name}\ndata: ${data}\n\n`);
  frames.set(item, frame);
  return frame;
}
