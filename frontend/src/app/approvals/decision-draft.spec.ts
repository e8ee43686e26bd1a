import { DecisionDraft } from './decision-draft';
import { aDetail } from './testing';

const NOON = new Date(2026, 10, 20, 12, 0).getTime();
const grave = () =>
  aDetail({ options: { ...aDetail().options, needs_reason: true, confirm_with: 'web-01' } });

function draft(detail = aDetail()) {
  return new DecisionDraft(detail, () => NOON);
}

describe('A decision that is being written', () => {
  it('is a plain yes where nothing more is asked for', () => {
    expect(draft().body()).toEqual({ decision: 'approved' });
  });

  it('says nothing is missing before it was tried', () => {
    const one = draft(grave());
    expect(one.errors()).toEqual({});
    expect(one.body()).toBeUndefined();
    expect(Object.keys(one.errors())).toEqual(['reason', 'confirm']);
  });

  it('needs the name of the host in full, but not its case', () => {
    const one = draft(grave());
    one.reason.set('  It hangs. ');
    one.confirm.set('web-0');
    expect(one.body()).toBeUndefined();
    one.confirm.set(' WEB-01 ');
    expect(one.body()).toEqual({ decision: 'approved', reason: 'It hangs.', confirm: 'WEB-01' });
  });

  it('asks for neither to say no', () => {
    const one = draft(grave());
    one.choice.set('deny');
    expect(one.body()).toEqual({ decision: 'denied' });
    one.reason.set('Not now.');
    expect(one.body()).toEqual({ decision: 'denied', reason: 'Not now.' });
  });

  it('begins with no where yes is not theirs to say', () => {
    const one = draft(aDetail({ options: { ...aDetail().options, may_approve: false } }));
    expect(one.choice()).toBe('deny');
  });

  it('proposes tonight, and sends a window in universal time', () => {
    const one = draft();
    one.choice.set('later');
    expect(one.from()).toBe('2026-11-20T22:00');
    one.until.set('2026-11-20T23:30');
    expect(one.body()).toEqual({
      decision: 'approved',
      not_before: new Date(2026, 10, 20, 22, 0).toISOString(),
      not_after: new Date(2026, 10, 20, 23, 30).toISOString(),
    });
  });

  it.each([
    ['', '', 'from'],
    ['2026-11-20T11:59', '', 'from'],
    ['2027-01-20T11:59', '', 'from'],
    ['2026-11-20T22:00', '2026-11-20T22:00', 'until'],
    ['2026-11-20T22:00', '2027-02-20T22:00', 'until'],
  ])('refuses a window from %j to %j', (from, until, field) => {
    const one = draft();
    one.choice.set('later');
    one.from.set(from);
    one.until.set(until);
    expect(one.body()).toBeUndefined();
    expect(Object.keys(one.errors())).toEqual([field]);
  });
});
