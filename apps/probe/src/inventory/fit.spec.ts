import type { Inventory } from '@legator/contracts';
import { collectInventory } from './collect.js';
import { fitInventory, wireBytes } from './fit.js';

const now = new Date('2026-01-01T00:00:00.000Z');

function anInventory(packages: number): Inventory {
  return {
    hostname: 'web-1',
    os: 'linux',
    arch: 'amd64',
    cpus: 2,
    mem_total_bytes: 1,
    disk_total_bytes: 1,
    packages: Array.from({ length: packages }, (_, n) => ({
      name: `pkg-${n} "äö"`,
      version: '1',
      manager: 'apt',
    })),
    services: [{ name: 'cron', state: 'running', enabled: true }],
    collected_at: now.toISOString(),
  };
}

it('leaves an inventory that fits alone', () => {
  const inventory = anInventory(10);
  expect(fitInventory(inventory, 100_000)).toBe(inventory);
});

it('gives up packages before anything else, as few as it must, and says how many', () => {
  const fitted = fitInventory(anInventory(5_000), 100_000);
  const kept = fitted.packages!.length;
  expect(wireBytes(fitted)).toBeLessThanOrEqual(100_000);
  expect(wireBytes(fitted)).toBeGreaterThan(99_000);
  expect(fitted.metadata).toEqual({ packages_dropped: String(5_000 - kept) });
  expect(fitted.services).toHaveLength(1);
});

it('collects what fits the contract on this very host', async () => {
  const inventory = await collectInventory({ hostname: 'web-1', now });
  expect(inventory).toMatchObject({ hostname: 'web-1', os: 'linux', collected_at: now.toISOString() });
  expect(inventory.cpus).toBeGreaterThan(0);
});
