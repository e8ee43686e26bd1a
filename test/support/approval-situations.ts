import type { ApprovalDetail, ApprovalEvidence, EvidenceItem } from '@legator/contracts';
import { answer, change, fail, hang } from './console-answers.js';
import { failure, loading, press, seen } from './console-scene.js';
import type { Scene, Situation } from './console-scene.js';

const review = ({ approval }: Scene) => `/approvals/${approval}`;
const none = { approvals: [], pending_count: 0, next_cursor: null };

const look: EvidenceItem = {
  ...{ directive_id: '1', request_id: 'r1', probe_id: 'prb-0', host: 'db-01.fra1', command: 'df -h' },
  ...{ by: 'model', model: 'm', requested_by: 'Jon', status: 'succeeded', exit_code: 0 },
  ...{ at: '2026-11-20T08:00:00.000Z', duration_ms: 4, output: '/dev/vda1 50G 47G 3G 94% /' },
};
const READ: ApprovalEvidence = {
  evidence: [look, { ...look, directive_id: '2', by: 'person', status: 'failed', exit_code: 2 }],
  more: 3,
};

export const approvals: readonly Situation[] = [
  {
    name: 'approvals',
    path: '/approvals',
    reach: (page, isPhone) => seen(page, isPhone ? 'Waiting' : 'Why a human decides'),
  },
  {
    name: 'approval',
    path: review,
    reach: async (page) => {
      await seen(page, 'Approve for later');
      await page.locator('lg-neighbours-map li').first().waitFor();
    },
  },
  {
    name: 'approval-later',
    path: review,
    reach: async (page) => {
      await page.getByRole('radio', { name: /Approve for later/ }).check();
      await seen(page, 'Not before');
    },
  },
  {
    name: 'approval-incomplete',
    path: review,
    before: (page) =>
      change<ApprovalDetail>(page, 'approvals/*', (one) => ({
        ...one,
        ...{ treated_as: 'critical', required_approvals: 2, rationale_missing: true },
        options: { ...one.options, needs_reason: true, confirm_with: 'web-03.fra1' },
      })),
    reach: async (page) => {
      await press(page, /^Approve as one of two/);
      await seen(page, 'This is not web-03.fra1.');
    },
  },
  {
    name: 'approval-not-theirs',
    path: review,
    before: (page) =>
      change<ApprovalDetail>(page, 'approvals/*', (one) => ({
        ...one,
        options: {
          ...{
            may_approve: false,
            may_deny: false,
            may_withdraw: true,
            may_review: false,
            needs_reason: false,
          },
          refusal: { code: 'approvals.own_request', message: 'You asked for it yourself.' },
        },
      })),
    reach: (page) => seen(page, /You asked for it yourself/),
  },
  {
    name: 'approval-evidence',
    path: review,
    before: async (page) => {
      const turn_id = '019aa000-0000-7000-8000-0000000000f1';
      const origin = { via: 'chat', conversation_id: turn_id, turn_id, model: 'm', untrusted: true } as const;
      await change<ApprovalDetail>(page, 'approvals/*', (one) => ({ ...one, origin }));
      await answer(page, 'approvals/*/evidence', READ);
    },
    reach: (page) => seen(page, /These are the words of the host/),
  },
  {
    name: 'approval-edit',
    path: review,
    reach: async (page) => {
      await press(page, 'Edit');
      await page
        .getByRole('dialog', { name: 'Edit request' })
        .getByText('Asks for approval')
        .first()
        .waitFor();
    },
  },
  {
    name: 'approval-void',
    path: review,
    before: (page) =>
      change<ApprovalDetail>(page, 'approvals/*', (one) => ({
        ...one,
        ...{ decision: 'void', decided_by: 'system', decided_at: one.created_at },
        changes: [{ field: 'policy', was: 'prod@1', is: 'prod@2' }],
        options: { ...one.options, may_approve: false, may_deny: false },
      })),
    reach: (page) => seen(page, /so this approval is void/),
  },
  {
    name: 'approval-broken-glass',
    path: review,
    before: (page) =>
      change<ApprovalDetail>(page, 'approvals/*', (one) => ({
        ...one,
        ...{ decision: 'approved', decided_by: 'Jon', decided_at: one.created_at },
        ...{ breakglass_reason: 'service_outage', needs_review: true },
        options: { ...one.options, may_approve: false, may_deny: false, may_review: true },
      })),
    reach: (page) => seen(page, 'What you found'),
  },
  {
    name: 'approval-glass-dialog',
    path: review,
    reach: async (page) => {
      await press(page, 'Break the glass');
      await page.getByRole('alertdialog').waitFor();
    },
  },
  { name: 'approvals-decided', path: '/approvals?tab=decided', reach: (page) => seen(page, 'Decided') },
  {
    name: 'approvals-none-match',
    path: '/approvals?q=nothing-like-it',
    reach: (page) => seen(page, /No requests match|Why a human decides/),
  },
  {
    name: 'approvals-empty',
    path: '/approvals',
    before: (page) => answer(page, 'approvals?*', none),
    reach: (page) => seen(page, 'Nothing waits for you'),
  },
  {
    name: 'approvals-loading',
    path: '/approvals',
    before: (page) => hang(page, 'approvals?*'),
    reach: loading,
  },
  {
    name: 'approvals-error',
    path: '/approvals',
    before: (page) => fail(page, 'approvals?*'),
    reach: failure,
  },
  {
    name: 'approval-gone',
    path: '/approvals/019aa000-0000-7000-8000-0000000000ff',
    reach: (page) => seen(page, 'This request does not exist'),
  },
  { name: 'approval-error', path: review, before: (page) => fail(page, 'approvals/*'), reach: failure },
];
