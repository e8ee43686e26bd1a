import { Arena, refusalsOf } from '../../support/evil/arena.js';
import type { Breach } from '../../support/evil/arena.js';
import type { EvilLine } from '../../support/evil/evil-control-plane.js';
import { EvilGround } from '../../support/evil/evil-ground.js';
import { FORM_BREACHES, HUGE } from '../../support/evil/form-breaches.js';
import { ADDRESS_BREACHES, SIGNATURE_BREACHES } from '../../support/evil/frame-breaches.js';
import { ORDER_BREACHES } from '../../support/evil/order-breaches.js';
import type { OrderBreach } from '../../support/evil/order-breaches.js';
import { rounds, Seeded, seedOf } from '../../support/evil/seeded.js';

/** Of each class of frames that end the connection, and of each class of orders. */
const SEEDS = rounds('LEGATOR_SOAK_EVIL', 10);
const ORDERS = rounds('LEGATOR_SOAK_EVIL', 350);
const SEED = seedOf('LEGATOR_SOAK_SEED', 4);
/** Sent in the same breath after a frame that ends the connection. */
const LATER = 11;
const BATCH = 100;
const FRAMES = [...SIGNATURE_BREACHES, ...ADDRESS_BREACHES, ...FORM_BREACHES];
const CONTROL: Breach = { name: 'the control run', reasons: ['malformed'], make: () => '{' };

jest.setTimeout(7_200_000);

describe(`a control plane that turned evil, with every key it has (seed ${SEED})`, () => {
  const rng = new Seeded(SEED);
  let ground: EvilGround;
  let frames = 0;

  beforeAll(async () => {
    ground = await EvilGround.start(rng);
  });
  afterEach(() => ground.unharmed());
  afterAll(() => ground?.close());

  const say = (line: EvilLine, body: object) => {
    frames += 1;
    return line.say(body);
  };
  /** Sends one that ends the connection, and good orders right behind it that must not be read any more. */
  const breach = async (one: Breach, arena: Arena) => {
    const line = await ground.planes.open.line();
    if (!one.early) line.welcome();
    line.send(one.make(arena, line), one.asText);
    frames += 1;
    for (let n = 0; n < LATER; n += 1) say(line, arena.order());
    await line.untilClosed();
  };
  /** Sends many orders on one connection. @returns what was answered, each with its class */
  const orders = async (line: EvilLine, arena: Arena, classes: readonly OrderBreach[]) => {
    const sent = classes.map((one) => {
      const body = one.make(arena);
      say(line, body);
      return { one, id: body['dispatchId'] as string, argv: body['argv'] };
    });
    const answers = [];
    for (const each of sent) answers.push({ ...each, result: await line.resultOf(each.id) });
    line.say({ kind: 'result.ack', dispatchIds: sent.map(({ id }) => id) });
    return answers;
  };

  it('gets nothing run by frames that are forged, misaddressed or bent: each ends the connection and is written down, and nothing behind it is read', async () => {
    const { open: arena } = ground.arenas;
    const sent: Breach[] = [];
    const finish = async (line: EvilLine) => {
      line.send(CONTROL.make(arena, line));
      await line.untilClosed();
      sent.push(CONTROL);
    };
    const first = await ground.planes.open.welcomed();
    await ground.controlRun('open', first);
    await finish(first);
    for (let round = 0; round < SEEDS; round += 1) {
      for (const one of rng.shuffle(round % 10 ? [...FRAMES] : [...FRAMES, HUGE])) {
        await breach(one, arena);
        sent.push(one);
      }
      const line = await ground.planes.open.welcomed();
      await ground.controlRun('open', line);
      await finish(line);
    }
    const logged = refusalsOf(ground.hosts.open);
    const wrong = sent.filter(({ reasons }, at) => !reasons.includes(logged[at]?.reason ?? 'nothing'));
    expect(wrong.map((one) => [one.name, logged[sent.indexOf(one)]])).toEqual([]);
    expect(logged).toHaveLength(sent.length);
  });

  it.each(['shut', 'open'] as const)(
    'gets nothing run on a host that is %s by orders that are rightly signed: each is refused with its reason, in the answer and in the log',
    async (name) => {
      const arena = ground.arenas[name];
      const classes = ORDER_BREACHES.filter((one) => one.host === name);
      const all = rng.shuffle(classes.flatMap((one) => Array<OrderBreach>(ORDERS).fill(one)));
      const line = await ground.planes[name].welcomed();
      const before = refusalsOf(ground.hosts[name]).length;
      for (let at = 0; at < all.length; at += BATCH) {
        const answers = await orders(line, arena, all.slice(at, at + BATCH));
        const wrong = answers.filter(
          ({ one, result }) => result.outcome !== 'refused' || !one.reasons.includes(result.reason ?? ''),
        );
        expect(wrong).toEqual([]);
        if (at % (BATCH * 10) === 0) await ground.controlRun(name, line);
      }
      const logged = refusalsOf(ground.hosts[name]).slice(before);
      expect(logged.filter(({ dispatchId }) => dispatchId)).toHaveLength(all.length);
    },
  );

  it('raises no level and no ceiling, by welcome or by policy, and takes no policy back', async () => {
    for (const name of ['shut', 'open'] as const) {
      const line = await ground.planes[name].welcomed();
      const policy = (revision: number, over: object = {}) => ({
        ...{ kind: 'policy.set', revision, policies: [{ id: 'p', version: revision }], level: 'remediate' },
        ...{ sandbox: 'preferred', block: [], blocked: [], ...over },
      });
      const states = async (body: object) => {
        const before = line.states.length;
        say(line, body);
        await ground.controlRun(name, line);
        return line.states.slice(before);
      };
      const took = { revision: 50, level: 'observe', sandbox: 'preferred' };
      expect(await states(policy(50))).toMatchObject([took]);
      expect(await states(policy(49))).toMatchObject([{ ...took, refused: expect.stringContaining('49') }]);
      expect(await states(policy(50, { blocked: ['x'] }))).toMatchObject([
        { ...took, refused: expect.any(String) },
      ]);
      const classes = ORDER_BREACHES.filter((one) => one.host === name);
      for (const { one, result } of await orders(line, ground.arenas[name], classes))
        expect({ name: one.name, outcome: result.outcome }).toEqual({ name: one.name, outcome: 'refused' });
      const reasons = refusalsOf(ground.hosts[name]).map(({ reason }) => reason);
      expect(reasons).toEqual(expect.arrayContaining(['policy_outdated', 'policy_altered']));
    }
  });

  it('finds no kind of message that changes keys, software, files or limits', async () => {
    const kinds = [
      'key.rotate',
      'probe.update',
      'config.set',
      'ceiling.set',
      'plugin.install',
      'shell.open',
      'file.write',
    ];
    for (const name of ['shut', 'open'] as const) {
      const line = await ground.planes[name].welcomed();
      const arena = ground.arenas[name];
      for (let n = 0; n < 200; n += 1) {
        const more = {
          url: 'http://127.0.0.1:9/x',
          public_key: arena.stranger.publicKey,
          ceiling: 'remediate',
        };
        say(line, { kind: rng.pick(kinds), ...more, path: arena.fresh(), argv: ['touch', arena.fresh()] });
      }
      await ground.controlRun(name, line);
      const known = refusalsOf(ground.hosts[name]).filter(({ reason }) => reason === 'unknown_kind');
      // Each is said once, however often it comes.
      expect(known).toHaveLength(kinds.length);
      // The key it offered counts for nothing.
      const later = await ground.planes[name].welcomed();
      ground.stranger(name, later);
      await later.untilClosed();
      expect(refusalsOf(ground.hosts[name]).at(-1)).toMatchObject({ reason: 'unknown_key' });
    }
  });

  it('gets no order run twice, nor one that was canceled before it came, however it is signed anew', async () => {
    const { open: arena } = ground.arenas;
    const line = await ground.planes.open.welcomed();
    for (let n = 0; n < 50; n += 1) {
      const [ran, canceled] = [await ground.controlRun('open', line), arena.order()];
      say(line, { kind: 'command.cancel', dispatchId: canceled['dispatchId'], reason: 'not now' });
      say(line, canceled);
      // The same id with other words, before and after a restart of the probe.
      say(line, arena.order({ dispatchId: ran }));
      await ground.controlRun('open', line);
      expect(line.results.get(ran)).toMatchObject({ outcome: 'indeterminate', reason: 'already_ran' });
      expect(line.results.get(canceled['dispatchId'] as string)).toMatchObject({ outcome: 'canceled' });
    }
  });

  it('finds the same walls after the probe was killed and started again', async () => {
    for (const name of ['shut', 'open'] as const) {
      await ground.restart(name);
      const line = await ground.planes[name].welcomed();
      const classes = ORDER_BREACHES.filter((one) => one.host === name);
      for (const { one, result } of await orders(line, ground.arenas[name], classes))
        expect({ name: one.name, outcome: result.outcome }).toEqual({ name: one.name, outcome: 'refused' });
      await ground.controlRun(name, line);
    }
    expect(frames).toBeGreaterThanOrEqual(10_000);
  });
});
