import type { DecidedDirective } from '@legator/directives';
import type { Target } from '@legator/fleet';
import { policy } from '../testing.js';
import { judgeAgain } from './replay.service.js';
import type { Known } from './replay.service.js';

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
const known = { targets: [target], conditions: new Map() };
const asked = (n: number): DecidedDirective => ({
  ...{ id: `d-${n}`, summary: `echo ${n}`, subjectId: 'prb-1', decision: 'allow', correlationId: null },
  requestedAt: new Date(n),
  origin: null,
  payload: {
    ...{ probe_id: 'prb-1', argv: ['echo', String(n)], timeout_ms: 1_000, stream: false },
    ...{ request_id: `r-${n}`, tags: [] },
  },
});

it('lets others have their turn while it judges thousands again', async () => {
  // The first one loads what reads commands, which takes turns of its own.
  await judgeAgain([asked(0)], known, [policy()]);
  let turns = 0;
  const turn = setInterval(() => (turns += 1), 0);
  const differences = await judgeAgain(
    Array.from({ length: 2_000 }, (_, n) => asked(n)),
    known,
    [policy()],
  );
  clearInterval(turn);
  expect(differences.result(1).then.allow).toBe(2_000);
  expect(turns).toBeGreaterThan(10);
});

const restart = (over: Partial<DecidedDirective> = {}): DecidedDirective => ({
  ...asked(1),
  payload: { ...asked(1).payload, argv: ['systemctl', 'restart', 'nginx'] },
  ...over,
});
const becomes = async (row: DecidedDirective, fields: Parameters<typeof policy>[0], at: Known = known) =>
  (await judgeAgain([row], at, [policy(fields)])).result(1).now;

it('goes by whether the probe looks before and after, and works in a sandbox, by now', async () => {
  const able = (captures: boolean, sandboxed = true): Known => ({
    ...known,
    conditions: new Map([['prb-1', { captures, sandboxed }]]),
  });
  expect(await becomes(restart(), { capture: 'required' }, able(true))).toMatchObject({ allow: 1 });
  expect(await becomes(restart(), { capture: 'required' }, able(false))).toMatchObject({ queue: 1 });
  expect(await becomes(asked(1), { sandbox: 'required' }, able(true))).toMatchObject({ allow: 1 });
  expect(await becomes(asked(1), { sandbox: 'required' }, able(true, false))).toMatchObject({ deny: 1 });
  // Of a probe that is no more nobody knows, and nothing is held against it.
  expect(await becomes(restart(), { capture: 'required', sandbox: 'required' })).toMatchObject({ allow: 1 });
});

it('holds back what a model proposed after it read what hosts wrote, as it was held back then', async () => {
  const of = (model: string | null) =>
    restart({ origin: { untrusted: true, model } as DecidedDirective['origin'] });
  expect(await becomes(of('a-model'), {})).toMatchObject({ queue: 1 });
  expect(await becomes(of(null), {})).toMatchObject({ allow: 1 });
});
