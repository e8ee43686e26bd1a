import { ManualClock } from '@legator/core/testing';
import type { Tx } from '@legator/core';
import type { Target } from '@legator/fleet';
import { FakeTurn } from '../testing.js';
import { ToolBox } from '../tools/chat-tool.js';
import { Confirmations } from './confirmations.service.js';

interface Row {
  readonly id: string;
  readonly conversationId: string;
  readonly command: string;
  readonly hosts: unknown;
  usedBy?: string;
}

/** Keeps what was asked, finds it by its id and conversation, and lets one call use it. */
class FakeTable {
  readonly rows: Row[] = [];
  readonly tx = { query: (sql: string, values: unknown[]) => Promise.resolve(this.query(sql, values)) } as Tx;

  private query(sql: string, values: unknown[]): unknown {
    const [id, second, conversationId, turnOrCall, command, hosts] = values as string[];
    const found = this.rows.filter((row) => row.id === id && row.conversationId === second);
    if (sql.startsWith('select')) return found;
    if (sql.startsWith('with used')) {
      const by = `${conversationId}:${turnOrCall}`;
      for (const row of found) row.usedBy ??= by;
      return found.filter(({ usedBy }) => usedBy === by);
    }
    this.rows.push({
      id: id!,
      conversationId: conversationId!,
      command: command!,
      hosts: JSON.parse(hosts!),
    });
    return [];
  }
}

const hosts = (from: number, to: number): Target[] =>
  Array.from({ length: to - from + 1 }, (_, at) => {
    return { id: `prb-${from + at}`, hostname: `web-${from + at}` } as Target;
  });

function ground() {
  const table = new FakeTable();
  const confirmations = new Confirmations(new ManualClock());
  const ask = (change: object, confirmation?: string, id = 'confirmed') => {
    const turn = new FakeTurn(new ToolBox(), { id, conversationId: 'talk', confirmation });
    const whole = { command: 'reboot', callId: 'c1', target: 'tag:web', hosts: hosts(1, 12), ...change };
    return confirmations.question(table.tx, turn, whole);
  };
  return { table, ask };
}

it('asks about more than ten, and not once they were said yes to', async () => {
  const { ask } = ground();
  expect(await ask({ hosts: hosts(1, 10) })).toBeUndefined();
  const { id, count } = (await ask({}))!;
  expect(count).toBe(12);
  expect(await ask({}, id)).toBeUndefined();
  expect(await ask({ hosts: hosts(1, 12).reverse() }, id)).toBeUndefined();
});

it('asks again about as many others, and names some of them', async () => {
  const { ask } = ground();
  const { id } = (await ask({}))!;
  const again = await ask({ hosts: hosts(8, 19) }, id);
  expect(again!.question).toContain(
    '7 came (web-13, web-14, web-15, web-16, web-17 and 2 more), 7 went away (web-1, web-2,',
  );
  expect(await ask({ hosts: hosts(8, 19) }, again!.id)).toBeUndefined();
});

it('takes a yes to a plan for its later steps where some have gone, never where others have come', async () => {
  const { ask } = ground();
  const plan = { words: 'reboot on tag:web\nuptime on tag:web', others: 1, callId: 'c1', isLater: false };
  const { id } = (await ask({ plan }))!;
  const later = { plan: { ...plan, isLater: true }, command: 'shutdown' };
  expect(await ask({ ...later, hosts: hosts(2, 12) }, id)).toBeUndefined();
  expect((await ask({ ...later, hosts: hosts(2, 13) }, id))!.question).toContain('1 came (web-13).');
  expect((await ask({ plan, hosts: hosts(2, 12) }, id))!.question).toContain('1 went away (web-1).');
  const longer = { ...later.plan, words: `${plan.words}\nhalt on all` };
  expect((await ask({ ...later, plan: longer }, id))!.question).toContain('not the command');
});

it('takes a yes for one call: again for the same one, never for the next, in this turn or another', async () => {
  const { ask } = ground();
  const { id } = (await ask({}))!;
  expect(await ask({ callId: 'c2' }, id)).toBeUndefined();
  expect(await ask({ callId: 'c2' }, id)).toBeUndefined();
  const again = await ask({ callId: 'c3' }, id);
  expect(again!.question).toMatch(/^You said yes to this once, and it was asked for then\. "reboot" would/);
  expect((await ask({ callId: 'c2' }, id, 'another'))!.question).toMatch(/^You said yes to this once/);
  expect(await ask({ callId: 'c3' }, again!.id)).toBeUndefined();
});

it('says what else the yes is for, and how much of a command is not shown', async () => {
  const { ask } = ground();
  const plan = { words: 'all of them', others: 3, callId: 'c1', isLater: false };
  expect((await ask({ plan }))!.question).toBe(
    '"reboot" would change something on 12 hosts (tag:web), and the yes is for 3 more steps of the plan as well. Run it on all 12?',
  );
  expect((await ask({ plan: { ...plan, others: 1 } }))!.question).toContain('for 1 more step of the plan');
  expect((await ask({ plan: { ...plan, others: 0 } }))!.question).not.toContain('step');
  const tail = `; halt ${'y'.repeat(200)}`;
  expect((await ask({ command: `echo ${'x'.repeat(500)}${tail}` }))!.question).toContain(`${tail}"`);
  const { question } = (await ask({ command: `echo ${'x'.repeat(5_000)}${tail}` }))!;
  expect(question).toContain(`xx [${5_000 + 5 + tail.length - 1_000} more characters] xx`);
  expect(question).toContain(`${tail}" would`);
});

it('keeps no secret, and no name of a host as anything but a name', async () => {
  const { ask, table } = ground();
  const secret = { command: 'login password=hunter2hunter2' };
  const { id } = (await ask(secret))!;
  expect(JSON.stringify(table.rows)).not.toContain('hunter2');
  expect(await ask(secret, id)).toBeUndefined();
  const named = [...hosts(1, 12), { id: 'prb-13', hostname: '[yes](http://x) now' } as Target];
  expect((await ask({ ...secret, hosts: named }, id))!.question).toContain('1 came (?yes??http:??x??now)');
});
