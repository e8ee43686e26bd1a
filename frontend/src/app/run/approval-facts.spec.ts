import { factsOf, timeLeft } from './approval-facts';
import { anApproval } from './testing';

describe('What is known of a request', () => {
  it('is what the judge found, why it asks and what the one who asked wrote, each once', () => {
    const facts = factsOf(
      anApproval({
        command: { argv: ['rm', '-r', 'a b'] },
        reason: 'The disk is full.',
        policy_rationale: {
          classification: { capability: 'remediate' },
          indicators: [
            { message: 'It deletes files.' },
            { message: 'It deletes files.' },
            null,
            { message: 3 },
          ],
          reasons: [{ code: 'x', text: 'It may destroy something.' }],
        },
      }),
    );
    expect(facts).toEqual({
      effects: ['It deletes files.'],
      command: `rm -r 'a b'`,
      level: 'remediate',
      requester: 'Mara Keller',
      why: ['It may destroy something.'],
      reason: 'The disk is full.',
    });
  });

  it('leaves out what the control plane did not say, whatever it said instead', () => {
    const odd = anApproval({
      command: {},
      policy_rationale: { indicators: 'x', reasons: null, classification: 4 },
    });
    expect(factsOf(odd)).toMatchObject({ effects: [], command: 'uptime', level: undefined, reason: '' });
  });

  it('shows signs that hide something as what they are', () => {
    expect(factsOf(anApproval({ requester: 'a\u202eb' })).requester).toBe('a⟨U+202E⟩b');
  });

  it('ends in time, and is short at the end', () => {
    const request = anApproval();
    const end = Date.parse(request.expires_at);
    expect(timeLeft(request, end - 450_000)).toMatchObject({ isShort: false, share: 0.5 });
    expect(timeLeft(request, end - 60_000).isShort).toBe(true);
    expect(timeLeft(request, end + 5_000)).toMatchObject({ share: 0, text: '0\u2009s' });
  });
});
