import { InjectionToken, inject } from '@angular/core';
import type { CommandEvent } from '../core/api/models';
import { StreamPlaces } from '../core/stream-places';

/** What a stream tells whoever opened it. */
export interface StreamEnds {
  event(event: CommandEvent): void;
  /** What was printed before is not stored any more. */
  missed(): void;
  /** Over or broken: which of the two, only the command itself can tell. Told once, and nothing after it. */
  closed(): void;
}

const KINDS = ['output', 'policy', 'approval', 'dispatch', 'result', 'job'] as const;

/** Nothing where this page has enough streams: whoever has just begun to look (`isNew`) comes before the others. */
export type OpenStream = (url: string, ends: StreamEnds, isNew: boolean) => (() => void) | undefined;

/** Opens the stream of one command; returns what closes it. */
export const OPEN_STREAM = new InjectionToken<OpenStream>('OPEN_STREAM', {
  providedIn: 'root',
  factory: () => {
    const places = inject(StreamPlaces);
    return (url, ends, isNew) => {
      let close = (): void => undefined;
      const shut = () => {
        close();
        giveBack?.();
      };
      const giveWay = () => {
        shut();
        ends.closed();
      };
      const giveBack = places.take(giveWay, isNew);
      if (!giveBack) return undefined;
      close = openStream(url, { ...ends, closed: giveWay });
      return shut;
    };
  },
});

/** The browser's own reconnecting is not used: it would ask again for ever after a command that never printed. */
function openStream(url: string, ends: StreamEnds): () => void {
  const source = new EventSource(url);
  const read = ({ data }: MessageEvent<string>) => ends.event(JSON.parse(data) as CommandEvent);
  for (const kind of KINDS) source.addEventListener(kind, read);
  source.addEventListener('replay.meta', ({ data }: MessageEvent<string>) => {
    const meta = JSON.parse(data) as { truncated?: boolean; missed_from_seq?: number };
    if (meta.truncated || meta.missed_from_seq !== undefined) ends.missed();
  });
  source.onerror = () => ends.closed();
  return () => source.close();
}
