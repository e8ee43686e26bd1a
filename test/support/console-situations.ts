import { answer, fail, hang, change } from './console-answers.js';
import { failure, host, loading, press, rows, seen } from './console-scene.js';
import type { Situation } from './console-scene.js';
import { approvals } from './approval-situations.js';
import { chat } from './chat-situations.js';
import { fleet, probe } from './fleet-situations.js';
import { identity } from './identity-situations.js';
import { models } from './model-situations.js';
import { freezes, policies } from './policy-situations.js';

const overview: readonly Situation[] = [
  { name: 'overview', path: '/', reach: (page) => seen(page, 'Capacity') },
  {
    name: 'overview-quiet',
    path: '/',
    before: (page) => answer(page, 'overview/needs', { items: [], total: 0 }),
    reach: (page) => seen(page, 'All quiet'),
  },
  { name: 'overview-loading', path: '/', before: (page) => hang(page, 'overview/*'), reach: loading },
  { name: 'overview-unknown-reader', path: '/', before: (page) => hang(page, 'me'), reach: loading },
  { name: 'overview-error', path: '/', before: (page) => fail(page, 'overview/*'), reach: failure },
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
  {
    name: 'audit',
    path: '/audit',
    reach: (page) => page.locator('lg-virtual-list .mark').first().waitFor(),
  },
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
  { name: 'arriving', path: '/audit', before: (page) => hang(page, 'me'), reach: loading },
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
  ...chat,
  ...approvals,
  ...audit,
  ...enrol,
  ...policies,
  ...freezes,
  ...models,
  ...identity,
  ...shell,
];
