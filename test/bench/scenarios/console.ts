import { findChromium } from '../../support/browser.js';
import { keepSeeded, seedFleet } from '../../support/seeded-fleet.js';
import type { Bench } from '../bench.js';
import { list } from '../console/list.js';
import { live } from '../console/live.js';
import { loading } from '../console/loading.js';
import { output } from '../console/output.js';
import { pageChanges, tour } from '../console/tour.js';
import { Visitor } from '../console/visitor.js';

const PARTS = { loading, list, pages: pageChanges, tour, live, output } as const;
const PROBES = 10_000;
const KEEP_MS = 20_000;
const ENTRIES = 40;

/** The console over a large fleet, as a browser without a screen sees it. */
export async function console(bench: Bench): Promise<void> {
  if (!findChromium()) return bench.say('there is no Chromium here: set CHROMIUM_PATH');
  const parts = chosen(bench.options.parts);
  const owner = await bench.server.database();
  const sql = (text: string, values?: unknown[]) => owner.query(text, values);
  await seedFleet(sql, PROBES);
  await leaveTrail(bench);
  // Nobody plays these hosts, and a host of which nothing is heard is offline after 45 s.
  const keeping = setInterval(() => void keepSeeded(sql).catch(() => undefined), KEEP_MS);
  const visitor = await Visitor.open(bench.server.url);
  try {
    for (const part of parts) await part(bench, visitor);
  } finally {
    clearInterval(keeping);
    await visitor.close();
  }
}

function chosen(names: readonly string[] = Object.keys(PARTS)) {
  const unknown = names.find((name) => !Object.hasOwn(PARTS, name));
  if (unknown !== undefined) throw new Error(`The console has no part ${unknown} to measure.`);
  return names.map((name) => PARTS[name as keyof typeof PARTS]);
}

/** Hosts laid out in the database leave nothing in the audit trail, and an empty page is no page to measure. */
async function leaveTrail(bench: Bench): Promise<void> {
  for (let made = 0; made < ENTRIES; made += 1)
    await bench.server.api.json('POST', '/api/v1/tokens', { uses: 1 });
}
