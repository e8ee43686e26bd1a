import { answer, fail, hang } from './console-answers.js';
import { filledIn } from './console-browser.js';
import { failure, loading, press, seen } from './console-scene.js';
import type { Situation } from './console-scene.js';
import type { Page } from 'playwright-core';

const tried = async (page: Page) => {
  await page.getByRole('textbox', { name: 'Command line' }).fill('systemctl restart nginx');
  await seen(page, 'Is refused');
};

/** A policy of their own, in two versions, and what is said about it. */
const OWN = '/policies/web-hardening';

export const policies: readonly Situation[] = [
  { name: 'policies', path: '/policies', reach: (page) => seen(page, 'Web hardening') },
  { name: 'policies-none-match', path: '/policies?q=zzz', reach: (page) => seen(page, 'No policies match') },
  { name: 'policies-loading', path: '/policies', before: (page) => hang(page, 'policies'), reach: loading },
  { name: 'policies-error', path: '/policies', before: (page) => fail(page, 'policies'), reach: failure },
  {
    name: 'policy',
    path: OWN,
    reach: async (page) => {
      await seen(page, '/etc/nginx');
      await tried(page);
      await page.getByText(/all that was looked at/i).click();
      await press(page, 'Look back');
      await seen(page, /decided otherwise/);
    },
  },
  {
    name: 'policy-versions',
    path: `${OWN}?tab=versions`,
    reach: async (page) => {
      await seen(page, 'stricter');
      await page.getByText('As JSON').click();
      await page.locator('lg-diff').getByText('mkfs').first().waitFor();
    },
  },
  { name: 'policy-applied', path: `${OWN}?tab=applied`, reach: (page) => seen(page, /v2 is newer/) },
  {
    name: 'policy-apply',
    path: OWN,
    reach: async (page) => {
      await seen(page, '/etc/nginx');
      await press(page, 'Apply');
      const dialog = page.getByRole('dialog', { name: 'Apply Web hardening' });
      await dialog.getByRole('textbox', { name: 'Tag' }).fill('prod');
      await dialog.getByRole('textbox', { name: 'Tag' }).press('Enter');
      await dialog.getByText(/ changes?$/).waitFor();
    },
  },
  {
    name: 'policy-take-away',
    path: `${OWN}?tab=applied`,
    reach: async (page) => {
      await press(page, /^Take away/);
      await page.getByRole('alertdialog').waitFor();
    },
  },
  {
    name: 'policy-unknown',
    path: '/policies/nothing',
    reach: (page) => seen(page, 'There is no such policy'),
  },
  {
    name: 'policy-loading',
    path: OWN,
    before: (page) => hang(page, 'policies/*'),
    // What stands beside it needs nothing of the server, and comes a moment later.
    reach: async (page) => {
      await loading(page);
      for (const name of ['Look back', /^How far back/])
        await page.getByRole('button', { name }).first().waitFor();
      await page.locator('main lg-policy-tester input').first().waitFor();
    },
  },
  { name: 'policy-error', path: OWN, before: (page) => fail(page, 'policies/*'), reach: failure },
  {
    name: 'policy-copy',
    path: '/policies/diagnose/copy',
    reach: async (page, isPhone) => {
      if (isPhone) return seen(page, /on a wider screen/);
      for (const list of ['Add effect', 'Add path', 'Add window', 'Add condition']) await press(page, list);
      await page.getByRole('textbox', { name: 'Most probes at once' }).fill('many');
      await seen(page, 'must be a number');
      return page.getByRole('textbox', { name: 'From' }).waitFor();
    },
  },
  {
    name: 'policy-json',
    only: 'wide',
    path: `${OWN}/edit?view=json`,
    reach: async (page) => {
      const text = page.getByRole('textbox', { name: 'The whole policy as JSON' });
      await text.fill((await filledIn(text)).replace('"observe"', '"look"'));
      await seen(page, 'What is wrong');
    },
  },
];

export const freezes: readonly Situation[] = [
  { name: 'freezes', path: '/freezes', reach: (page) => seen(page, 'Storage was moved') },
  {
    name: 'freezes-loading',
    path: '/freezes',
    before: (page) => hang(page, 'execution/freeze', 'execution/freeze/*'),
    reach: loading,
  },
  {
    name: 'freezes-error',
    path: '/freezes',
    before: (page) => fail(page, 'execution/freeze', 'execution/freeze/*'),
    reach: failure,
  },
  {
    name: 'freezes-active',
    path: '/freezes',
    before: (page) => answer(page, 'execution/freeze', { freezes: [FROZEN] }),
    reach: (page) => seen(page, 'Disks are being swapped'),
  },
  {
    name: 'freeze-dialog',
    path: '/freezes?new=tag:web',
    reach: async (page) => {
      const dialog = page.getByRole('dialog', { name: 'Freeze execution' });
      await dialog.getByRole('button', { name: 'Freeze', exact: true }).click();
      await dialog.getByText(/^Say why/).waitFor();
    },
  },
];

const FROZEN = {
  ...{ id: '019aa000-0000-7000-8000-000000000002', tenant_id: 'default', scope_type: 'tag', scope_id: 'db' },
  ...{
    reason: 'Disks are being swapped',
    by_id: 'mara',
    by_name: 'Mara Keller',
    from_at: '2026-11-20T14:02:00Z',
  },
  ...{ until_at: null, lifted_at: null, lifted_by: null },
};
