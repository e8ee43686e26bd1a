import type { Page } from 'playwright-core';
import { answer, change, fail, hang } from './console-answers.js';
import { seededId } from './seeded-fleet.js';

/** What a situation may know of the server. */
export interface Scene {
  /** The probe of which everything is known. */
  readonly probe: string;
  /** An entry of the trail. */
  readonly entry: string;
  /** A command that has run. */
  readonly run: string;
}

/** A page in one of its states, or something open on it. */
export interface Situation {
  readonly name: string;
  /** On a fleet without a probe. */
  readonly isEmpty?: true;
  readonly path: string | ((scene: Scene) => string);
  /** Before the page is asked for. */
  readonly before?: (page: Page) => Promise<void>;
  /** Ends when what it is about is on the screen. */
  readonly reach: (page: Page, isPhone: boolean) => Promise<unknown>;
  /** Where it exists at all. */
  readonly only?: 'wide' | 'phone';
}

const seen = (page: Page, text: string | RegExp) =>
  page.getByText(text).filter({ visible: true }).first().waitFor();
const rows = (page: Page) => page.getByRole('option').filter({ hasText: '.' }).first().waitFor();
const loading = (page: Page) =>
  page.locator('main lg-skeleton .rows').filter({ visible: true }).first().waitFor();
const failure = (page: Page) => page.getByText('req-7f3a').filter({ visible: true }).first().waitFor();
const press = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name }).filter({ visible: true }).first().click();

const overview: readonly Situation[] = [
  { name: 'overview', path: '/', reach: (page) => seen(page, 'Capacity') },
  {
    name: 'overview-quiet',
    path: '/',
    before: (page) => answer(page, 'overview/needs', { items: [], total: 0 }),
    reach: (page) => seen(page, 'All quiet'),
  },
  { name: 'overview-loading', path: '/', before: (page) => hang(page, 'overview/*'), reach: loading },
  { name: 'overview-error', path: '/', before: (page) => fail(page, 'overview/*'), reach: failure },
];

const fleet: readonly Situation[] = [
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
      await press(page, 'Remove');
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

const host = (page: Page) => page.locator('h1', { hasText: 'web-03.fra1' }).waitFor({ state: 'attached' });

const probe: readonly Situation[] = [
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

const run: readonly Situation[] = [
  {
    name: 'run',
    path: ({ probe: id }) => `/fleet/${id}`,
    reach: async (page) => {
      await host(page);
      await press(page, 'Run command');
      await page
        .getByRole('dialog', { name: 'Run command' })
        .getByRole('textbox', { name: 'Command' })
        .fill('df -h');
      await seen(page, 'Runs now');
    },
  },
  {
    name: 'run-result',
    path: ({ probe: id, run: name }) => `/fleet/${id}?run=${name}`,
    reach: (page) => page.locator('lg-output-view').getByText('/dev/vdb').first().waitFor(),
  },
];

const audit: readonly Situation[] = [
  { name: 'audit', path: '/audit', reach: (page) => seen(page, /tags/i) },
  {
    name: 'audit-entry',
    path: ({ entry }) => `/audit?entry=${entry}`,
    reach: (page) => seen(page, 'Place in the chain'),
  },
  {
    name: 'audit-none-match',
    path: '/audit?q=type%3Anothing.like_it',
    reach: (page) => seen(page, 'No entries match'),
  },
  { name: 'audit-loading', path: '/audit', before: (page) => hang(page, 'audit?*'), reach: loading },
  { name: 'audit-error', path: '/audit', before: (page) => fail(page, 'audit?*'), reach: failure },
  {
    name: 'audit-verified',
    path: '/audit',
    reach: async (page) => {
      await press(page, 'Verify chain');
      await seen(page, /The chain holds/);
    },
  },
  {
    name: 'audit-export',
    path: '/audit',
    reach: async (page) => {
      await press(page, 'Export');
      await page.getByRole('dialog', { name: 'Export the trail' }).waitFor();
    },
  },
];

const enrol: readonly Situation[] = [
  {
    name: 'add-probe',
    path: '/fleet/add',
    reach: async (page) => {
      await press(page, 'Make an install line');
      await seen(page, /shown once/);
    },
  },
  { name: 'welcome', isEmpty: true, path: '/', reach: (page) => seen(page, 'Add the first probe') },
  { name: 'fleet-empty', isEmpty: true, path: '/fleet', reach: (page) => seen(page, 'No probes yet') },
];

const shell: readonly Situation[] = [
  { name: 'not-found', path: '/nowhere', reach: (page) => seen(page, 'There is no page here') },
  {
    name: 'forbidden',
    path: '/audit',
    before: (page) => change<object>(page, 'me', (me) => ({ ...me, permissions: ['fleet:read'] })),
    reach: (page) => seen(page, 'audit:read'),
  },
  {
    name: 'palette',
    path: '/fleet',
    reach: async (page) => {
      await rows(page);
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').getByRole('combobox').fill('web');
      await page.getByRole('dialog').getByRole('option').first().waitFor();
    },
  },
  {
    name: 'shortcuts',
    only: 'wide',
    path: '/fleet',
    reach: async (page) => {
      await rows(page);
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    },
  },
  {
    name: 'theme-menu',
    only: 'wide',
    path: '/audit',
    reach: async (page) => {
      await press(page, 'Theme');
      await page.getByRole('menuitemradio', { name: 'Light' }).waitFor();
    },
  },
  {
    name: 'more-sheet',
    only: 'phone',
    path: '/audit',
    reach: async (page) => {
      await press(page, 'More');
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'frozen',
    path: '/audit',
    before: (page) =>
      answer(page, 'execution/freeze', {
        freezes: [
          {
            id: '019aa000-0000-7000-8000-000000000001',
            scope_type: 'tenant',
            scope_id: '',
            reason: 'Storage is being moved',
            by_name: 'Mara Keller',
            from_at: '2026-11-20T14:02:00Z',
            until_at: null,
          },
        ],
      }),
    reach: (page) => seen(page, 'Execution is frozen'),
  },
];

/** Every route, its states, and everything that opens on it. */
export const SITUATIONS: readonly Situation[] = [
  ...overview,
  ...fleet,
  ...probe,
  ...run,
  ...audit,
  ...enrol,
  ...shell,
];
