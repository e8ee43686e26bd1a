import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandEnded, CommandDispatched, CommandResultLate } from '@legator/commands';
import { DirectiveEnded, DirectiveRequested } from '@legator/directives';
import type { Directive } from '@legator/directives';
import { ApprovalDecided } from '../../libs/approvals/src/approval-decided.signal.js';
import { ApprovalEnded } from '../../libs/approvals/src/approval-ended.signal.js';
import { ApprovalRequested } from '../../libs/approvals/src/approval-requested.signal.js';
import { BreakglassUsed } from '../../libs/approvals/src/breakglass-used.signal.js';
import { endOf } from '../../libs/commands/src/command-outcome.js';
import { TokenGenerated } from '../../libs/fleet/src/signals/token-generated.signal.js';

/** What a machine says to a machine. */
const MACHINE_TALK = /\((?:allow|queue|deny|s|\w+ risk)\)|\d ms\b/;

const by = { type: 'local', id: 'local', name: 'local' };
const directive = (over: Partial<Directive> = {}) =>
  ({
    ...{ id: 'd1', type: 'command.run', summary: 'sleep 31', subject: { type: 'probe', id: 'prb-1' } },
    ...{ requestedBy: by, decision: 'allow', reasons: [], attempt: 0, startedAt: null, canceledBy: null },
    ...{ errorKind: null, errorMessage: null },
    ...over,
  }) as unknown as Directive;
const never = (over: Partial<Directive>) => new DirectiveEnded(directive(over), 'canceled').summary;

const facts = (over: object) =>
  ({
    ...{
      dispatchId: 'x',
      directiveId: 'd1',
      requestId: 'r1',
      probeId: 'prb-1',
      outcome: 'exited',
      exitCode: 0,
    },
    ...{ durationMs: 5, errorKind: null, message: null },
    ...over,
  }) as ConstructorParameters<typeof CommandEnded>[0];
const timedOut = endOf('d1', {
  ...{ outcome: 'timed_out', exitCode: -1, stdout: '', stderr: '', truncated: false, durationMs: 30_004 },
  ...{ reason: null, message: 'stopped after 30000 ms', contained: false },
}).errorMessage!;

const ended = (over: object, stoppedBy?: string) =>
  new CommandEnded(facts(over), 'sleep 31', { stoppedBy }).summary;
const requested = (decision: Directive['decision']) =>
  new DirectiveRequested(directive({ decision })).summary;
const approval = {
  id: 'a1',
  summary: 'seq 1 20000',
  risk: 'high',
  expiresAt: new Date(),
  state: 'withdrawn',
  changes: [],
};
const decided = (state: string, as = 'other') =>
  new ApprovalDecided({ ...approval, state, decidedBy: 'Ben' } as never, [{ as }] as never).summary;
const token = (uses: number | null) =>
  new TokenGenerated('t', { expires: '', max_uses: uses, tags: [], site: null, cidr: null });

it.each([
  [requested('allow'), 'local asked for sleep 31'],
  [requested('queue'), 'local asked for sleep 31, which needs approval'],
  [requested('deny'), 'local asked for sleep 31, which policy refused'],
  [new ApprovalRequested(approval as never).summary, 'Approval needed for seq 1 20000: high risk'],
  [new ApprovalEnded(approval as never).summary, 'The request for seq 1 20000 was withdrawn'],
  [decided('denied'), 'Ben denied the request for seq 1 20000'],
  [decided('approved', 'own'), 'Ben approved the request for seq 1 20000, their own'],
  [
    decided('approved', 'exception'),
    'Ben approved the request for seq 1 20000, their own, as the only person who may approve',
  ],
  [
    new BreakglassUsed({ ...approval, requestedByName: 'Ben', breakglassReason: 'data_recovery' } as never)
      .summary,
    'GLASS BROKEN: Ben did not wait for approval of seq 1 20000: data_recovery, high risk',
  ],
  [never({ errorKind: 'approval_withdrawn' }), 'Withdrawn: sleep 31'],
  [never({ errorKind: 'approval_void' }), 'Not started, because its approval does not hold: sleep 31'],
  [ended({}), 'Done: sleep 31'],
  [ended({ exitCode: 2, message: 'It exited with 2.' }), 'Failed: sleep 31. It exited with 2.'],
  [ended({ outcome: 'not_started', message: 'no such program' }), 'Failed: sleep 31. No such program.'],
  [
    ended({ outcome: 'timed_out', message: timedOut }),
    'Failed: sleep 31. It was stopped after 30\u2009s: its time was over.',
  ],
  [ended({ outcome: 'canceled', message: 'stopped in the console' }, 'local'), 'local stopped sleep 31'],
  [ended({ outcome: null, errorKind: 'canceled' }), 'Stopped: sleep 31'],
  [never({ errorKind: 'canceled', canceledBy: by }), 'local withdrew sleep 31'],
  [never({ errorKind: 'approval_expired', errorMessage: 'x' }), 'Nobody decided in time: sleep 31'],
  [never({ errorKind: 'denied', errorMessage: 'It deletes.' }), 'Refused by policy: sleep 31'],
  [new CommandResultLate(facts({}), 'indeterminate', 'sleep 31').summary, 'Result came late: sleep 31'],
  [new CommandDispatched({ argv: [] } as never, 'sleep 31').summary, 'Sent: sleep 31'],
  [token(1).summary, 'An enrolment token for 1 host was made.'],
  [token(20).summary, 'An enrolment token for 20 hosts was made.'],
  [token(null).summary, 'An enrolment token for any number of hosts was made.'],
])('says “%s”', (sentence, words) => {
  expect(sentence).toBe(words);
  expect(sentence).not.toMatch(MACHINE_TALK);
});

it('puts no code in brackets into any sentence of any signal', () => {
  const files = readdirSync('libs', { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.signal.ts'),
  );
  expect(files.length).toBeGreaterThan(20);
  const talk = files.filter((name) => /\(\$\{|\(s\)| ms\b/.test(readFileSync(join('libs', name), 'utf8')));
  expect(talk).toEqual([]);
});
