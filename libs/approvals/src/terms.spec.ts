import type { Risk } from '@legator/contracts';
import { breakglassOf, termsOf } from './terms.js';

const of = (rationale: Record<string, unknown>, risk: Risk = 'low') => termsOf({ risk, rationale });

it.each([
  [{ policy: 'builtin-v1' }, 'medium'],
  [{ self_approval: 'any' }, 'any'],
  [{ policy: { policy_id: 'p1', self_approval: 'never' } }, 'never'],
  [{ self_approval: 'whatever' }, 'never'],
  [{ self_approval: true }, 'never'],
])('reads how far people may approve their own from %j: %s', (rationale, expected) => {
  expect(of(rationale).selfApproval).toBe(expected);
});

it('treats a request without a rationale as high, and never as less than it is', () => {
  expect(of({}).treatedAs).toBe('high');
  expect(of({ reasons: [{ code: 'x', text: 'y' }] }).treatedAs).toBe('high');
  expect(of({}, 'critical').treatedAs).toBe('critical');
  expect(of({ policy: 'builtin-v1' }).treatedAs).toBe('low');
});

it.each([
  [{}, false],
  [{ require_second_approver: false }, false],
  [{ require_second_approver: true }, true],
  [{ require_second_approver: 'yes' }, true],
  [{ policy: { require_second_approver: true } }, true],
])('reads whether a second person is needed from %j: %s', (rationale, expected) => {
  expect(of(rationale).secondApprover).toBe(expected);
});

it.each([
  [{ policy: 'builtin-v1' }, true],
  [{ self_approval: 'never' }, false],
  [{ breakglass: { enabled: false } }, false],
  [{ breakglass: {} }, false],
  [{ self_approval: 'never', breakglass: { enabled: true } }, true],
])('reads whether the glass may be broken from %j: %s', (rationale, expected) => {
  expect(breakglassOf({ rationale }).enabled).toBe(expected);
});

it('takes the reasons of the policy, or its own where policy has none', () => {
  const listed = { breakglass: { enabled: true, allowed_reasons: ['fire', 7] } };
  expect(breakglassOf({ rationale: listed }).reasons).toEqual(['fire']);
  expect(breakglassOf({ rationale: {} }).reasons).toContain('incident_response');
});
