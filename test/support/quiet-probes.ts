import type { INestApplicationContext } from '@nestjs/common';
import { OfflineSweep } from '../../libs/fleet/src/presence/offline-sweep.js';

/**
 * Scripted probes and seeded hosts send no heartbeats. From now on nobody takes them for offline because of that,
 * however long a test goes on.
 */
export async function allowQuietProbes(app: INestApplicationContext): Promise<void> {
  await app.get(OfflineSweep, { strict: false }).onApplicationShutdown();
}
