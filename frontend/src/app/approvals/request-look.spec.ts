import { countdown, shownRisk, stateLook, titleOf, touchesOf } from './request-look';
import { aDetail } from './testing';

const touching = (...touches: unknown[]) => aDetail({ policy_rationale: { touches } });
const restart = { kind: 'service', verb: 'restart', target: 'nginx.service' };

describe('How a request is called', () => {
  it('is what it does, where the judge knows that', () => {
    expect(titleOf(touching(restart, { kind: 'read', verb: 'read', target: '/etc' }))).toBe(
      'Restart nginx.service',
    );
  });

  it('says that there is more', () => {
    expect(titleOf(touching(restart, { kind: 'delete', verb: 'delete', target: '/srv' }))).toBe(
      'Restart nginx.service and 1 more',
    );
  });

  it.each([[[]], [[{ kind: 'unknown', verb: 'run', target: 'x' }]], [[{ ...restart, target: '*' }]]])(
    'is the command where it does not',
    (touches) => {
      expect(titleOf(touching(...touches))).toBe('systemctl restart nginx');
    },
  );

  it('takes no odd answer amiss', () => {
    expect(touchesOf(aDetail({ policy_rationale: { touches: [null, { kind: 3 }, 'x'] } }))).toEqual([]);
    expect(touchesOf(aDetail({ policy_rationale: { touches: 'x' } }))).toEqual([]);
  });
});

it('counts a request without a rationale as high, as the control plane does', () => {
  expect(shownRisk(aDetail({ policy_rationale: { reasons: [] } }))).toBe('high');
  expect(shownRisk(aDetail({ risk_level: 'critical', policy_rationale: {} }))).toBe('critical');
  expect(shownRisk(aDetail())).toBe('medium');
});

it('does not call approved what nobody approved', () => {
  const broken = aDetail({ decision: 'approved', decided_by: 'Jon', breakglass_reason: 'service_outage' });
  expect(stateLook(broken)).toMatchObject({ text: 'Glass broken by Jon', tone: 'bad' });
});

it.each([
  [872_000, '14:32'],
  [500, '00:01'],
  [-5, '00:00'],
  [7_500_000, '2\u2009h 05'],
])('tells %d ms as %s', (ms, text) => {
  expect(countdown(ms)).toBe(text);
});
