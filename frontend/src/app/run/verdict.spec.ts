import type { CommandPreview } from '../core/api/models';
import { aPreview, aProbePreview } from './testing';
import { verdictOf } from './verdict';

describe('The verdict on a command', () => {
  const ofOne = (over: Parameters<typeof aProbePreview>[0], preview: Partial<CommandPreview> = {}) =>
    verdictOf(aPreview([aProbePreview(over)], preview));

  it('says what one probe makes of it, and why', () => {
    expect(ofOne({ decision: 'allow' })).toMatchObject({ title: 'Runs now', mayRun: true });
    expect(ofOne({ decision: 'queue', reasons: ['It changes files.'] })).toMatchObject({
      title: 'Asks for approval',
      reasons: ['It changes files.'],
      asksFirst: true,
    });
    expect(ofOne({ decision: 'deny' })).toMatchObject({ title: 'Refused', mayRun: false });
  });

  it('says that a probe is away whatever policy says of it', () => {
    const verdict = ofOne({ decision: 'allow', connected: false, hostname: 'web-01' });
    expect(verdict).toMatchObject({ title: 'web-01 is not connected; nothing runs', mayRun: false });
  });

  it('runs nothing where the request would be refused as a whole', () => {
    const refused = { code: 'frozen', message: 'Execution is frozen.' };
    expect(ofOne({ decision: 'allow' }, { refused })).toMatchObject({
      title: 'Refused',
      reasons: ['Execution is frozen.'],
      mayRun: false,
    });
  });

  it('splits many by what becomes of them', () => {
    const many = [
      ...Array.from({ length: 9 }, (_, at) => aProbePreview({ probe_id: `r${at}` })),
      aProbePreview({ probe_id: 'q1', decision: 'queue', reasons: ['Needs a person.'] }),
      aProbePreview({ probe_id: 'q2', decision: 'queue', reasons: ['Needs a person.'] }),
      aProbePreview({ probe_id: 'o', connected: false }),
    ];
    expect(verdictOf(aPreview(many))).toMatchObject({
      title: '9 run now, 2 need approval, 1 is offline and will be skipped',
      reasons: ['Needs a person.'],
      mayRun: true,
      asksFirst: false,
    });
  });

  it('may not run where all are refused or away', () => {
    const none = [
      aProbePreview({ probe_id: 'd', decision: 'deny' }),
      aProbePreview({ probe_id: 'o', connected: false }),
    ];
    expect(verdictOf(aPreview(none)).mayRun).toBe(false);
  });
});
