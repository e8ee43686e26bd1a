import type { Browser, CDPSession, Page } from 'playwright-core';
import { openBrowser } from '../../support/browser.js';
import { RECORDER } from './recorder.js';

/** As page-speed tools simulate a slow line: 150 ms there and back, 1.6 Mbit/s down, 750 kbit/s up. */
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 204_800, uploadThroughput: 96_000 };

export interface Conditions {
  /** How many times slower the processor is. */
  readonly slower?: number;
  readonly slow4g?: boolean;
}

/** A page of somebody who was never here, and the browser's own view of it. */
export interface Visit {
  readonly page: Page;
  readonly inspector: CDPSession;
  close(): Promise<void>;
}

/** Opens pages of the console under the conditions that are asked for. */
export class Visitor {
  private readonly browser: Browser;
  private readonly base: string;

  private constructor(browser: Browser, base: string) {
    this.browser = browser;
    this.base = base;
  }

  static async open(base: string): Promise<Visitor> {
    return new Visitor(await openBrowser(), base);
  }

  async begin({ slower = 1, slow4g = false }: Conditions = {}): Promise<Visit> {
    const context = await this.browser.newContext({
      viewport: { width: 1_440, height: 900 },
      baseURL: this.base,
    });
    await context.addInitScript(RECORDER);
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    const inspector = await context.newCDPSession(page);
    await inspector.send('Performance.enable');
    if (slower > 1) await inspector.send('Emulation.setCPUThrottlingRate', { rate: slower });
    if (slow4g) {
      await inspector.send('Network.enable');
      await inspector.send('Network.emulateNetworkConditions', SLOW_4G);
    }
    return { page, inspector, close: () => context.close() };
  }

  /** One visit from its beginning to its end. */
  async visit<T>(conditions: Conditions, work: (visit: Visit) => Promise<T>): Promise<T> {
    const visit = await this.begin(conditions);
    try {
      return await work(visit);
    } finally {
      await visit.close();
    }
  }

  async close(): Promise<void> {
    await this.browser.close();
  }
}

/** Milliseconds that the page's main thread has worked since it began. */
export async function taskMs({ inspector }: Visit): Promise<number> {
  const { metrics } = await inspector.send('Performance.getMetrics');
  return 1_000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN);
}

/** Bytes of JavaScript that are still needed. */
export async function heapBytes({ inspector }: Visit): Promise<number> {
  await inspector.send('HeapProfiler.enable');
  await inspector.send('HeapProfiler.collectGarbage');
  return (await inspector.send('Runtime.getHeapUsage')).usedSize;
}
