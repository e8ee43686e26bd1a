import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

/** The browser of the operating system: a test tool's own download does not work everywhere. */
const CANDIDATES = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser'];

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Where a Chromium is, if there is one. */
export function findChromium(): string | undefined {
  return CANDIDATES.find((path) => path !== undefined && path !== '' && existsSync(path));
}

/** A headless browser with a new, empty profile. Close it when done. */
export function openBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('There is no Chromium here. Install it, or set CHROMIUM_PATH.');
  return chromium.launch({ executablePath, headless: true, args: FLAGS });
}

/** `describe` where there is a Chromium; elsewhere all of it is counted as skipped, and a line says why. */
export function describeInBrowser(name: string, body: () => void): void {
  if (findChromium()) return describe(name, body);
  process.stderr.write(`SKIPPED: "${name}" needs Chromium. Install it, or set CHROMIUM_PATH.\n`);
  describe.skip(name, body);
}
