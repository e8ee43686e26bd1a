import type { DecidedDirective } from '@legator/directives';
import type { Target } from '@legator/fleet';
import { policy } from '../testing.js';
import { judgeAgain } from './replay.service.js';

const target: Target = {
  ...{
    id: 'prb-1',
    tenantId: 't',
    hostname: 'web-01',
    status: 'online',
    tags: [],
    site: null,
    connected: true,
  },
  ...{ level: 'observe', ceiling: 'remediate', protocol: 2 },
};
const asked = (n: number): DecidedDirective => ({
  ...{ id: `d-${n}`, summary: `echo ${n}`, subjectId: 'prb-1', decision: 'allow', correlationId: null },
  requestedAt: new Date(n),
  payload: {
    ...{ probe_id: 'prb-1', argv: ['echo', String(n)], timeout_ms: 1_000, stream: false },
    ...{ request_id: `r-${n}`, tags: [] },
  },
});

it('lets others have their turn while it judges thousands again', async () => {
  // The first one loads what reads commands, which takes turns of its own.
  await judgeAgain([asked(0)], [target], [policy()]);
  let turns = 0;
  const turn = setInterval(() => (turns += 1), 0);
  const differences = await judgeAgain(
    Array.from({ length: 2_000 }, (_, n) => asked(n)),
    [target],
    [policy()],
  );
  clearInterval(turn);
  expect(differences.result(1).then.allow).toBe(2_000);
  expect(turns).toBeGreaterThan(10);
});
