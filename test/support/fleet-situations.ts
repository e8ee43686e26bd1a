import type { Page } from 'playwright-core';
import { fail, hang } from './console-answers.js';
import { failure, host, loading, press, rows, seen } from './console-scene.js';
import type { Scene, Situation } from './console-scene.js';
import { seededId } from './seeded-fleet.js';

export const fleet: readonly Situation[] = [
  { name: 'fleet', path: '/fleet', reach: rows },
  {
    name: 'fleet-none-match',
    path: '/fleet?q=nothing-like-it',
    reach: (page) => seen(page, 'No probes match'),
  },
  {
    name: 'fleet-bad-filter',
    path: '/fleet?q=health:abc',
    reach: (page) => page.getByRole('alert').first().waitFor(),
  },
  { name: 'fleet-loading', path: '/fleet', before: (page) => hang(page, 'fleet/rows?*'), reach: loading },
  { name: 'fleet-error', path: '/fleet', before: (page) => fail(page, 'fleet/rows?*'), reach: failure },
  {
    name: 'fleet-table',
    only: 'wide',
    path: '/fleet?layout=table',
    reach: (page) => page.getByRole('columnheader').first().waitFor(),
  },
  {
    name: 'fleet-selection',
    only: 'wide',
    path: '/fleet',
    reach: async (page) => {
      await rows(page);
      await page.keyboard.press('j');
      await page.keyboard.press('x');
      await page.getByRole('region', { name: 'Selected probes' }).waitFor();
    },
  },
  {
    name: 'fleet-tags',
    only: 'wide',
    path: '/fleet',
    reach: async (page) => {
      await rows(page);
      await page.keyboard.press('j');
      await page.keyboard.press('x');
      await press(page, 'Tag');
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'fleet-removal',
    only: 'wide',
    path: '/fleet',
    reach: async (page) => {
      await rows(page);
      await page.keyboard.press('j');
      await page.keyboard.press('x');
      await press(page, /^Remove$/);
      await page.getByRole('alertdialog').waitFor();
    },
  },
  {
    name: 'fleet-menu',
    only: 'wide',
    path: '/fleet',
    reach: async (page) => {
      await rows(page);
      await press(page, 'Filters and view');
      await page.getByRole('menuitem').first().waitFor();
    },
  },
  {
    name: 'fleet-sheet',
    only: 'phone',
    path: '/fleet',
    reach: async (page) => {
      await rows(page);
      await press(page, /filter/i);
      await page.getByRole('dialog').waitFor();
    },
  },
];

export const probe: readonly Situation[] = [
  {
    name: 'probe',
    path: ({ probe: id }) => `/fleet/${id}`,
    reach: async (page) => {
      await host(page);
      await page.locator('lg-time-chart canvas').first().waitFor();
      await seen(page, 'nginx.service');
    },
  },
  ...(
    [
      ['inventory', 'package-1283'],
      ['activity', 'df -h'],
      ['policy', 'What would this decide?'],
    ] as const
  ).map(([tab, text]) => ({
    name: `probe-${tab}`,
    path: ({ probe: id }: Scene) => `/fleet/${id}/${tab}`,
    reach: (page: Page) => seen(page, tab === 'inventory' ? 'Debian GNU/Linux 12 (bookworm)' : text),
  })),
  {
    name: 'probe-connections',
    path: ({ probe: id }) => `/fleet/${id}/inventory?part=connections`,
    reach: (page) => seen(page, '2001:db8::15'),
  },
  { name: 'probe-offline', path: `/fleet/${seededId(4)}`, reach: (page) => seen(page, /^Not connected\./) },
  {
    name: 'probe-pending',
    path: `/fleet/${seededId(7)}`,
    reach: (page) => seen(page, /has not reported yet/),
  },
  {
    name: 'probe-unknown',
    path: '/fleet/prb-00000000',
    reach: (page) => seen(page, 'There is no such probe'),
  },
  {
    name: 'probe-loading',
    path: ({ probe: id }) => `/fleet/${id}`,
    before: (page) => hang(page, 'probes/*'),
    reach: loading,
  },
  {
    name: 'probe-error',
    path: ({ probe: id }) => `/fleet/${id}`,
    before: (page) => fail(page, 'probes/*'),
    reach: failure,
  },
  {
    name: 'probe-menu',
    path: ({ probe: id }) => `/fleet/${id}`,
    reach: async (page, isPhone) => {
      await host(page);
      await press(page, 'More actions');
      await page.getByRole('menuitem', { name: 'Copy id' }).waitFor();
      void isPhone;
    },
  },
  {
    name: 'probe-removal',
    path: ({ probe: id }) => `/fleet/${id}`,
    reach: async (page) => {
      await host(page);
      await press(page, 'More actions');
      await page.getByRole('menuitem', { name: 'Remove…' }).click();
      await page.getByRole('alertdialog').waitFor();
    },
  },
];
