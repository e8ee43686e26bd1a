import { answerError, Operator, sendEvents, SmallServer } from './testing.js';

const SHOW = 'GET /api/v1/commands/cmd-1';
const PREVIEW = 'POST /api/v1/commands/cmd-1/revert/preview';
const REVERT = 'POST /api/v1/commands/cmd-1/revert';

const changes = {
  missing: null,
  revertible: true,
  not_revertible: null,
  items: [
    {
      change: 'changed',
      summary: '/etc/motd: 1 line more, 1 less',
      note: 'Secrets in it are masked.',
      diff: '@@ -1,1 +1,1 @@\n-old\n+n\u001b[31mew\n',
    },
    { change: 'same', summary: 'nginx.service is as it was', diff: null, note: null },
  ],
};
const view = {
  request_id: 'cmd-1',
  probe_id: 'prb-1',
  argv: ['sed', '-i', 's/old/new/', '/etc/motd'],
  line: null,
  state: 'succeeded',
  result: { exit_code: 0 },
  requested_by: { name: 'Ana' },
  changes,
};
const plan = {
  steps: ['contents of /etc/motd as they were'],
  remains: ['packet filter: 1 line more, 0 less'],
  command: "printf %s 'old' | tee -- '/etc/motd' > /dev/null",
  only_if: ['/etc/motd is still as the command left it'],
  verdict: { decision: 'queue', reasons: ['tee writes over files.'] },
};
const held = {
  status: 'pending_approval',
  request_id: 'cmd-2',
  approval_id: 'a-1',
  risk_level: 'high',
  message: 'why',
};

let server: SmallServer;
let operator: Operator;
beforeEach(async () => {
  server = await SmallServer.start();
  operator = new Operator();
  operator.env['LEGATOR_SERVER'] = server.url;
  server.on(SHOW, () => view).on(PREVIEW, () => plan);
  server.on(REVERT, (_asked, response) => {
    response.statusCode = 202;
    return held;
  });
});
afterEach(() => server.stop());

const asked = (route: string) => server.asked.filter(({ method, url }) => `${method} ${url}` === route);

it('shows what a command changed, and makes what a host wrote harmless', async () => {
  const { exitCode, stdout } = await operator.run('commands', 'show', 'cmd-1');
  expect(exitCode).toBe(0);
  expect(stdout).toContain(
    'Changed: /etc/motd: 1 line more, 1 less\n  Secrets in it are masked.\n@@ -1,1 +1,1 @@\n-old\n+n',
  );
  expect(stdout).not.toContain('\u001b[31m');
  expect(stdout).toContain('Looked at 1 more, which stayed as before.');
  expect(stdout).toContain('legatorctl commands revert cmd-1');
});

it('tells what changed after a run, beside its output', async () => {
  server.on('POST /api/v1/probes/prb-1/command', () => ({ request_id: 'cmd-1', status: 'dispatched' }));
  server.on('GET /api/v1/commands/cmd-1/stream', (_asked, response) =>
    sendEvents(response, {
      id: 1,
      event: 'output',
      data: { stream: 'stdout', data: '', final: true, exit_code: 0 },
    }),
  );
  const { stdout, stderr } = await operator.run(
    'command',
    'prb-1',
    '--',
    'sed',
    '-i',
    's/old/new/',
    '/etc/motd',
  );
  expect(stdout).toBe('');
  expect(stderr).toContain('Changed: /etc/motd: 1 line more, 1 less');
});

it('says what taking it back would run and asks before it asks for it', async () => {
  const { exitCode, stderr } = await operator.run('commands', 'revert', 'cmd-1');
  expect(exitCode).toBe(2);
  expect(stderr).toContain('Puts back: contents of /etc/motd as they were');
  expect(stderr).toContain('Stays: packet filter');
  expect(stderr).toContain("Would run: printf %s 'old'");
  expect(stderr).toContain('It would wait for approval: tee writes over files.');
  expect(asked(REVERT)).toEqual([]);
});

it('asks for it when told to, and says that it waits', async () => {
  const { exitCode, stderr } = await operator.run(
    'commands',
    'revert',
    'cmd-1',
    '--yes',
    '--reason',
    'wrong host',
  );
  expect(exitCode).toBe(3);
  expect(stderr).toContain('It waits for approval a-1');
  expect(JSON.parse(asked(REVERT)[0]!.body)).toEqual({ reason: 'wrong host' });
});

it('only looks with --preview', async () => {
  expect(await operator.run('commands', 'revert', 'cmd-1', '--preview')).toMatchObject({ exitCode: 0 });
  expect(asked(REVERT)).toEqual([]);
});

it('passes on why there is no way back', async () => {
  server.on(PREVIEW, (_asked, response) =>
    answerError(response, 409, 'commands.cannot_revert', 'There is nothing to put back.'),
  );
  const { exitCode, stderr } = await operator.run('commands', 'revert', 'cmd-1', '--yes');
  expect(exitCode).toBe(1);
  expect(stderr).toContain('commands.cannot_revert');
  expect(asked(REVERT)).toEqual([]);
});
