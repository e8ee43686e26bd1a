import type { Bus } from '@legator/core';
import { z } from 'zod';

const TOPIC = 'policy.changed';
/** As many ids as surely fit into one message of any bus. */
const PORTION = 200;

const Change = z.object({ tenantId: z.string(), probeIds: z.array(z.string()) });
export type Change = z.infer<typeof Change>;

/** Tells every replica that these probes have to go by something else. Call it after the commit. */
export function announceChange(bus: Bus, tenantId: string, probeIds: readonly string[]): void {
  for (let at = 0; at < probeIds.length; at += PORTION)
    bus.publish(TOPIC, JSON.stringify({ tenantId, probeIds: probeIds.slice(at, at + PORTION) }));
}

/** @returns the function that ends it */
export function onChange(bus: Bus, heard: (change: Change) => void): () => void {
  return bus.subscribe(TOPIC, (text) => {
    const change = read(text);
    if (change) heard(change);
  });
}

function read(text: string): Change | undefined {
  try {
    return Change.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
