import type { ServerResponse } from 'node:http';
import { Operator, SmallServer } from './testing.js';

const EVENTS = 'GET /api/v1/conversations/c1/events';

let server: SmallServer;
let operator: Operator;
let feed: (response: ServerResponse, after: number) => void;

beforeEach(async () => {
  operator = new Operator();
  server = await SmallServer.start();
  operator.env['LEGATOR_SERVER'] = server.url;
  operator.env['LEGATOR_API_KEY'] = 'lgk_test';
  const talk = { id: 'c1', title: 'About disks' };
  server
    .on('POST /api/v1/conversations', () => talk)
    .on('GET /api/v1/conversations', () => ({ conversations: [talk] }))
    .on('GET /api/v1/conversations/c1', () => ({ conversation: talk, last_seq: 10 }))
    .on('POST /api/v1/conversations/c1/messages', () => ({ id: 'm1', turn_id: 't1' }))
    .on('POST /api/v1/conversations/c1/stop', () => ({ stopping: 1 }))
    .on(EVENTS, ({ headers }, response) => feed(response, Number(headers['last-event-id'])));
});
afterEach(() => server.stop());

const event = (seq: number, type: string, more: object = {}) => ({ seq, turn_id: 't1', type, ...more });
const done = (seq: number, state = 'done') => event(seq, 'complete', { message: { id: 'a1', state } });
const approval = (seq: number, summary = 'systemctl restart nginx') =>
  event(seq, 'approval', { id: 'ap-1', summary });

function send(response: ServerResponse, ...events: { seq: number }[]): void {
  if (!response.headersSent) response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const one of events) response.write(`id: ${one.seq}\ndata: ${JSON.stringify(one)}\n\n`);
}

const run = (over: object = {}) => ({
  ...{ type: 'run', step_id: 's1', command: 'df -h', target: 'tag:web', duration_ms: 12 },
  targets: [{ state: 'succeeded' }, { state: 'succeeded' }],
  ...over,
});
const asked = (path: string) => server.asked.filter(({ url }) => url.startsWith(path));
const said = () =>
  asked('/api/v1/conversations/c1/messages').map(({ body }) => JSON.parse(body) as Record<string, unknown>);

describe('a question', () => {
  it('prints the answer as it comes, and each command in a line', async () => {
    feed = (response) => {
      send(response, event(1, 'chunk', { chunk: 'web-01 has ' }), event(2, 'part', { part: run() }));
      send(response, event(3, 'part', { part: run() }), event(4, 'chunk', { chunk: 'most.' }), done(5));
    };
    const { exitCode, stdout } = await operator.run('ask', 'which', 'has most?', '--target', 'tag:web');
    expect(stdout).toBe('web-01 has \n$ df -h on tag:web: 2 succeeded, 12 ms\nmost.\n');
    expect(exitCode).toBe(0);
    expect(said()).toMatchObject([{ content: 'which has most?', target: 'tag:web' }]);
  });

  it('prints below a command what its hosts printed, each text once', async () => {
    const group = { error_output: '', exit_code: 0, hidden_lines: 0 };
    const targets = ['web-01', 'web-02', 'web-03'].map((hostname, at) => ({
      ...{ hostname, state: 'succeeded', group: at === 2 ? 1 : 0 },
    }));
    const groups = [
      { ...group, output: '/dev/vda1 90%\n', probes: 2 },
      { ...group, output: 'a\nb\n', error_output: 'late\u001b[8m\n', probes: 1, hidden_lines: 3 },
    ];
    const one = run({
      step_id: 's2',
      target: 'web-01',
      targets: targets.slice(0, 1),
      groups: groups.slice(1),
    });
    feed = (response) => {
      send(response, event(1, 'part', { part: run({ targets, groups }) }));
      send(response, event(2, 'part', { part: one }), event(3, 'part', { part: one }), done(4));
    };
    const { stdout } = await operator.run('ask', '!df -h');
    expect(stdout.split('\n')).toEqual([
      '$ df -h on tag:web: 3 succeeded, 12 ms',
      '  web-01, web-02',
      '/dev/vda1 90%',
      '  web-03',
      ...['a', 'b', 'late\\x1b[8m', '  … 3 more lines are not shown'],
      '$ df -h on web-01: 1 succeeded, 12 ms',
      ...['a', 'b', 'late\\x1b[8m', '  … 3 more lines are not shown', ''],
    ]);
  });

  it('counts hosts that a command only counts, as long as one of them runs it says nothing', async () => {
    const more = (state: string) => [{ state, count: 1_798 }];
    feed = (response) => {
      send(response, event(1, 'part', { part: run({ more_targets: more('running') }) }));
      send(response, event(2, 'part', { part: run({ more_targets: more('failed') }) }), done(3));
    };
    const { stdout } = await operator.run('ask', 'all');
    expect(stdout).toBe('$ df -h on tag:web: 2 succeeded, 1798 failed, 12 ms\n');
  });

  it('lets nothing of a host steer the terminal', async () => {
    operator.isTTY = true;
    const evil = 'a\u001b[2J\u001b]0;x\u0007\u202eb\u001b[8mc';
    const part = run({ command: evil, targets: [{ state: 'failed', note: evil }] });
    const table = { type: 'table', columns: [{ title: evil }], rows: [[{ text: evil }]], more: 0 };
    const choice = { type: 'question', question: evil, choices: [{ label: evil, value: 'x' }] };
    const notice = { type: 'notice', text: evil };
    feed = (response) => {
      send(response, event(1, 'chunk', { chunk: 'a\u001b' }), event(2, 'chunk', { chunk: '[2J' }));
      const parts = [part, table, choice, notice];
      send(response, ...parts.map((one, at) => event(3 + at, 'part', { part: one })));
      send(response, approval(8, evil), done(9));
    };
    operator.env['NO_COLOR'] = '1';
    const { stdout, stderr } = await operator.run('ask', 'x');
    expect(stdout + stderr).toContain('\\x1b[2J');
    expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  });

  it('ends with 3 where it waits for a person, and says how to approve', async () => {
    feed = (response) => {
      const part = run({ targets: [{ state: 'waiting', note: 'It changes a service.' }] });
      send(response, event(1, 'part', { part }), approval(2), event(3, 'waiting', { for: 'approval' }));
    };
    const { exitCode, stdout, stderr } = await operator.run('ask', 'restart it');
    expect(exitCode).toBe(3);
    expect(stdout).toContain('1 waiting');
    expect(stderr).toContain('legatorctl approvals approve ap-1');
  });

  it('gives programs the answer, or what it waits for', async () => {
    feed = (response) => send(response, event(1, 'chunk', { chunk: 'no' }), done(2));
    const answered = await operator.run('ask', 'x', '--json');
    expect(JSON.parse(answered.stdout)).toEqual({ id: 'a1', state: 'done' });
    feed = (response) => send(response, approval(1), event(2, 'waiting', { for: 'approval' }));
    const waits = await operator.run('ask', 'x', '--json');
    expect(JSON.parse(waits.stdout)).toEqual({
      conversation_id: 'c1',
      state: 'waiting',
      approvals: ['ap-1'],
    });
    expect([waits.exitCode, waits.stderr]).toEqual([3, '']);
  });

  it.each([
    ['that failed', () => done(1, 'failed')],
    ['that broke', () => event(1, 'error', { code: 'llm_unavailable', message: 'No model answers.' })],
  ])('%s ends with 1', async (_what, last) => {
    feed = (response) => send(response, last());
    expect((await operator.run('ask', 'x')).exitCode).toBe(1);
  });

  it('goes on behind the last event when the line breaks, and says nothing twice', async () => {
    const from: number[] = [];
    feed = (response, after) => {
      from.push(after);
      if (from.length === 1) {
        send(response, event(1, 'chunk', { chunk: 'one ' }), event(2, 'chunk', { chunk: 'two ' }));
        return void setImmediate(() => response.destroy());
      }
      send(response, event(2, 'chunk', { chunk: 'two ' }), event(3, 'chunk', { chunk: 'three' }), done(4));
    };
    const { stdout, exitCode } = await operator.run('ask', 'count');
    expect([stdout, exitCode]).toEqual(['one two three\n', 0]);
    expect(from).toEqual([0, 2]);
    expect(said()).toHaveLength(1);
  });

  it('is stopped when its time is over', async () => {
    feed = (response) => send(response, event(1, 'start'));
    const { exitCode, stderr } = await operator.run('ask', 'x', '--timeout', '50ms');
    expect(exitCode).toBe(1);
    expect(stderr).toContain('no answer within');
    expect(asked('/api/v1/conversations/c1/stop')).toHaveLength(1);
  });

  it('is about a probe or a target, and its time is a time', async () => {
    for (const wrong of [
      ['--probe', 'a', '--target', 'b'],
      ['--timeout', 'soon'],
    ])
      expect((await operator.run('ask', 'x', ...wrong)).exitCode).toBe(2);
    expect(server.asked).toEqual([]);
  });
});

describe('a conversation', () => {
  it('goes on in the newest, sends what is typed, and follows a decision to the end', async () => {
    operator.stdin = 'restart nginx\n!uptime\nexit\nnever said\n';
    let turn = 0;
    feed = (response, after) => {
      turn += 1;
      if (turn === 1) {
        expect(after).toBe(10);
        send(response, approval(11), event(12, 'waiting', { for: 'approval' }));
        return send(response, event(13, 'chunk', { chunk: 'It was restarted.' }), done(14));
      }
      send(response, event(15, 'chunk', { chunk: 'up' }), done(16));
    };
    const { exitCode, stdout, stderr } = await operator.run('chat');
    expect([exitCode, stdout]).toEqual([0, 'It was restarted.\nup\n']);
    expect(stderr).toContain('approvals approve ap-1');
    expect(said().map(({ content }) => content)).toEqual(['restart nginx', '!uptime']);
    expect(asked('/api/v1/conversations?')[0]!.url).toContain('mine=true');
  });

  it('takes an answer to a question by its number, with what the person confirmed by it', async () => {
    operator.stdin = 'restart all\n1\n';
    const confirms = { confirmed_targets: 12, confirmation: '019aa000-0000-7000-8000-000000000001' };
    const choices = [{ label: 'Yes, on 12', value: 'Yes, on all 12.', ...confirms }];
    let seq = 0;
    feed = (response) =>
      send(
        response,
        event((seq = seq + 20), 'part', { part: { type: 'question', question: 'All 12?', choices } }),
        done(seq + 1),
      );
    await operator.run('chat', '--new');
    expect(said()[1]).toMatchObject({ content: 'Yes, on all 12.', ...confirms });
  });

  it('stops the turn at Ctrl-C, and leaves at the second', async () => {
    operator.stdin = 'think\nmore\n';
    feed = (response) => {
      send(response, event(11, 'start'));
      setImmediate(() => {
        operator.interrupt();
        operator.interrupt();
      });
    };
    const { exitCode, stderr } = await operator.run('chat', '--conversation', 'c1');
    expect(exitCode).toBe(130);
    expect(stderr).toContain('Left behind in conversation c1');
    expect(said()).toHaveLength(1);
  });

  it('goes on after an answer that was refused', async () => {
    operator.stdin = 'x\ny\n';
    server.on('POST /api/v1/conversations/c1/messages', (_asked, response) => {
      response.statusCode = 409;
      return { code: 'chat.full', message: 'Too much waits.' };
    });
    const { exitCode, stderr } = await operator.run('chat');
    expect(exitCode).toBe(0);
    expect(stderr.match(/Too much waits/g)).toHaveLength(2);
  });
});
