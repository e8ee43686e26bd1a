import { answerError, Operator, sendEvents, SmallServer } from './testing.js';

const RUN = 'POST /api/v1/probes/prb-1/command';
const STREAM = 'GET /api/v1/commands/cmd-1/stream';
const VIEW = 'GET /api/v1/commands/cmd-1';

const output = (id: number, data: string, stream = 'stdout') => ({
  id,
  event: 'output',
  data: { stream, data },
});
const final = (id: number, exit_code: number) => ({
  id,
  event: 'output',
  data: { stream: 'stdout', data: '', final: true, exit_code },
});

let server: SmallServer;
let operator: Operator;
beforeEach(async () => {
  server = await SmallServer.start();
  operator = new Operator();
  operator.env['LEGATOR_SERVER'] = server.url;
  server.on(RUN, () => ({ request_id: 'cmd-1', status: 'dispatched' }));
  server.on(STREAM, (_asked, response) =>
    sendEvents(response, output(1, 'a\n'), output(2, 'oh\n', 'stderr'), output(3, 'b'), final(4, 7)),
  );
});
afterEach(() => server.stop());

const asked = (route: string) =>
  server.asked.filter(({ method, url }) => `${method} ${url}`.startsWith(route));

it('prints both streams and passes the exit code on', async () => {
  expect(await operator.run('command', 'prb-1', '--', 'ls', '-l')).toEqual({
    exitCode: 7,
    stdout: 'a\nb',
    stderr: 'oh\n',
  });
  expect(server.asked[0]).toMatchObject({ method: 'POST', url: '/api/v1/probes/prb-1/command?stream=true' });
  expect(JSON.parse(server.asked[0]!.body)).toEqual({ command: 'ls', args: ['-l'], stream: true });
});

it.each([
  [['prb-1', '--', 'uptime'], { command: 'uptime', args: [] }],
  [['prb-1', 'ls', '--json', '-s', 'x'], { command: 'ls', args: ['--json', '-s', 'x'] }],
  [['prb-1', '--timeout', '5s', 'ls', '-a'], { command: 'ls', args: ['-a'], timeout: 5_000_000_000 }],
  [['prb-1', 'kubectl', 'exec', 'x', '--', 'ls'], { command: 'kubectl', args: ['exec', 'x', '--', 'ls'] }],
  [['prb-1', '--', 'a', '--', 'b'], { command: 'a', args: ['--', 'b'] }],
  [['prb-1', '--line', '--', 'ls | wc -l'], { command: 'ls | wc -l' }],
  [
    ['prb-1', '--level', 'diagnose', '--reason', 'why', '--', 'ls'],
    { command: 'ls', args: [], level: 'diagnose', reason: 'why' },
  ],
])('sends %j as it was meant', async (words, body) => {
  await operator.run('command', ...words);
  expect(JSON.parse(server.asked[0]!.body)).toEqual({ ...body, stream: true });
});

it('finds the probe by its hostname first', async () => {
  server.on('GET /api/v1/probes', () => [{ id: 'prb-1', hostname: 'web-1' }]);
  expect(await operator.run('command', 'web-1', '--', 'ls')).toMatchObject({ exitCode: 7 });
});

it('runs nothing when the hostname is not known', async () => {
  server.on('GET /api/v1/probes', () => [{ id: 'prb-1', hostname: 'web-10' }]);
  expect(await operator.run('command', 'web-1', '--', 'ls')).toMatchObject({ exitCode: 1 });
  expect(asked('POST')).toEqual([]);
});

it('says what waits for approval, and exits with 3', async () => {
  server.on(RUN, (_asked, response) => {
    response.statusCode = 202;
    return {
      status: 'pending_approval',
      approval_id: 'ap-1',
      risk_level: 'high',
      message: 'A person decides.',
    };
  });
  const { exitCode, stderr } = await operator.run('command', 'prb-1', '--', 'reboot');
  expect([exitCode, stderr]).toEqual([
    3,
    expect.stringContaining('approval ap-1 (risk high): A person decides.'),
  ]);
});

it('says what was denied, and exits with 4', async () => {
  server.on(RUN, (_asked, response) => {
    response.statusCode = 429;
    return { status: 'denied', message: 'Above the ceiling.' };
  });
  expect(await operator.run('command', 'prb-1', '--', 'reboot')).toMatchObject({
    exitCode: 4,
    stderr: 'Denied: Above the ceiling.\n',
  });
});

it('does not take a busy server for a denial', async () => {
  server.on(RUN, (_asked, response) =>
    answerError(response, 429, 'queue_saturated', 'Too many commands wait.'),
  );
  expect(await operator.run('command', 'prb-1', '--', 'ls')).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('busy'),
  });
});

it('prints the id and goes when it shall not follow', async () => {
  expect(await operator.run('command', 'prb-1', '--no-follow', '--', 'ls')).toEqual({
    exitCode: 0,
    stdout: 'cmd-1\n',
    stderr: '',
  });
  expect(asked('GET')).toEqual([]);
});

it('goes on after the last event when the line breaks, and prints nothing twice', async () => {
  let connections = 0;
  server.on(STREAM, (_asked, response) => {
    connections += 1;
    if (connections === 1) {
      sendEvents(response, output(1, 'a'), output(2, 'b'));
      return void setImmediate(() => response.destroy());
    }
    if (connections === 2) return answerError(response, 503, 'unavailable', 'Restarting.');
    sendEvents(response, output(2, 'b'), output(3, 'c'), final(4, 0));
  });
  const { exitCode, stdout } = await operator.run('command', 'prb-1', '--', 'ls');
  expect([exitCode, stdout]).toEqual([0, 'abc']);
  expect(asked(STREAM).map(({ headers }) => headers['last-event-id'])).toEqual([undefined, '2', '2']);
  expect(asked('POST').length).toBe(1);
});

it('does not ask again for what the server refuses', async () => {
  server.on(STREAM, (_asked, response) => answerError(response, 403, 'forbidden', 'No.'));
  expect(await operator.run('command', 'prb-1', '--', 'ls')).toMatchObject({ exitCode: 1 });
  expect(asked(STREAM).length).toBe(1);
});

it('gives up in the end, and says that it may still run', async () => {
  server.on(STREAM, (_asked, response) => void response.destroy());
  const { exitCode, stderr } = await operator.run('command', 'prb-1', '--', 'ls');
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining('may still run; its id is cmd-1')]);
  expect(Math.max(...operator.waited)).toBeLessThanOrEqual(30_000);
});

it('reads the end from the command itself when the stream ended without it', async () => {
  server.on(
    STREAM,
    (_asked, response) => void response.writeHead(200, { 'content-type': 'text/event-stream' }).end(),
  );
  server.on(VIEW, () => ({ state: 'succeeded', result: { exit_code: 0, stdout: 'all\n', stderr: '' } }));
  expect(await operator.run('command', 'prb-1', '--', 'ls')).toEqual({
    exitCode: 0,
    stdout: 'all\n',
    stderr: '',
  });
});

it('says why a command never ran', async () => {
  server.on(STREAM, (_asked, response) =>
    sendEvents(response, {
      id: 1,
      event: 'result',
      data: { data: 'command_result', meta: { exit_code: -1 } },
    }),
  );
  server.on(VIEW, () => ({
    state: 'failed',
    result: {
      exit_code: -1,
      outcome: 'refused',
      reason: 'above_ceiling',
      message: 'Nothing above observe runs here.',
    },
  }));
  expect(await operator.run('command', 'prb-1', '--', 'reboot')).toMatchObject({
    exitCode: 1,
    stderr: 'Nothing above observe runs here. (above_ceiling)\n',
  });
});

it('cancels at the first Ctrl-C and still waits for the end', async () => {
  let end = () => {};
  server.on(STREAM, (_asked, response) => {
    sendEvents(response, output(1, 'working'));
    end = () => sendEvents(response, final(2, 143));
  });
  server.on('POST /api/v1/commands/cmd-1/cancel', () => {
    end();
    return { status: 'canceling' };
  });
  const run = operator.run('command', 'prb-1', '--', 'sleep', '60');
  await until(() => operator.stdout === 'working');
  operator.interrupt();
  expect(await run).toMatchObject({ exitCode: 130, stderr: expect.stringContaining('Canceling') });
  expect(JSON.parse(asked('POST /api/v1/commands/cmd-1/cancel')[0]!.body)).toEqual({
    reason: expect.any(String),
  });
});

it('leaves at the second Ctrl-C', async () => {
  server.on(STREAM, (_asked, response) => sendEvents(response, output(1, 'working')));
  const run = operator.run('command', 'prb-1', '--', 'sleep', '60');
  await until(() => operator.stdout === 'working');
  operator.interrupt();
  operator.interrupt();
  expect(await run).toMatchObject({ exitCode: 130, stderr: expect.stringContaining('Left behind as cmd-1') });
});

it('prints one event a line for programs', async () => {
  const { stdout } = await operator.run('command', '--json', 'prb-1', '--', 'ls');
  const lines = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines[0]).toMatchObject({ request_id: 'cmd-1' });
  expect(lines.at(-1)).toMatchObject({ final: true, exit_code: 7 });
});

it.each([
  [true, 'a\\x1b]0;x\\x07\u001b[31mred\u001b[0m\tb\n'],
  [false, 'a\u001b]0;x\u0007\u001b[31mred\u001b[0m\tb\n'],
])('makes output harmless for a terminal, not for a file (terminal: %s)', async (isTTY, printed) => {
  operator.isTTY = isTTY;
  server.on(STREAM, (_asked, response) =>
    sendEvents(response, output(1, 'a\u001b]0;x\u0007\u001b[31mred\u001b[0m\tb\n'), final(2, 0)),
  );
  expect((await operator.run('command', 'prb-1', '--', 'x')).stdout).toBe(printed);
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}
