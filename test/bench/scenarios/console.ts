import { findChromium } from '../../support/browser.js';
import { keepSeeded, seedFleet } from '../../support/seeded-fleet.js';
import type { Bench } from '../bench.js';
import { list } from '../console/list.js';
import { live } from '../console/live.js';
import { loading } from '../console/loading.js';
import { output } from '../console/output.js';
import { pageChanges, tour } from '../console/tour.js';
import { Visitor } from '../console/visitor.js';

const PROBES = 10_000;
const KEEP_MS = 20_000;

/** The console over a large fleet, as a browser without a screen sees it. */
export async function console(bench: Bench): Promise<void> {
  if (!findChromium()) return bench.say('there is no Chromium here: set CHROMIUM_PATH');
  const owner = await bench.server.database();
  const sql = (text: string, values?: unknown[]) => owner.query(text, values);
  await seedFleet(sql, PROBES);
  // Nobody plays these hosts, and a host of which nothing is heard is offline after 45 s.
  const keeping = setInterval(() => void keepSeeded(sql).catch(() => undefined), KEEP_MS);
  const visitor = await Visitor.open(bench.server.url);
  try {
    for (const part of [loading, list, pageChanges, tour, live, output]) await part(bench, visitor);
  } finally {
    clearInterval(keeping);
    await visitor.close();
  }
}
