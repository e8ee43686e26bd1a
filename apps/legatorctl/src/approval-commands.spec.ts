import { answerError, Operator, SmallServer } from './testing.js';

let server: SmallServer;
let operator: Operator;

const detail = (over: object = {}) => ({
  id: 'ap-1',
  what: 'Run systemctl restart nginx on web-01',
  summary: 'systemctl restart nginx',
  command_line: 'systemctl restart nginx',
  target: { type: 'probe', id: 'prb-1', name: 'web-01' },
  risk_level: 'high',
  decision: 'pending',
  requester: 'ana',
  reversible: 'no',
  required_approvals: 1,
  approvals: [],
  rules: [{ name: 'level.above', decided: true, message: 'It changes a service.\u001b[2J' }],
  options: { may_approve: true, needs_reason: true, confirm_with: 'web-01' },
  ...over,
});
const answer = (status: string, over: object = {}) => ({ status, request: { ...detail(), ...over } });

beforeEach(async () => {
  server = await SmallServer.start();
  operator = new Operator();
  operator.env['LEGATOR_SERVER'] = server.url;
  server.on('GET /api/v1/approvals/ap-1', () => detail());
  server.on('POST /api/v1/approvals/ap-1/decide', ({ body }) =>
    answer((JSON.parse(body) as { decision: string }).decision),
  );
});
afterEach(() => server.stop());

const sent = () => JSON.parse(server.asked.at(-1)!.body) as Record<string, unknown>;

it('shows one request, and nothing that hosts wrote moves the cursor', async () => {
  const { stdout, exitCode } = await operator.run('approvals', 'show', 'ap-1');
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/Target: +web-01 \(prb-1\)\n/);
  expect(stdout).toMatch(/Can be undone: +no\n/);
  expect(stdout).toContain('It changes a service.\\x1b[2J');
});

it('approves with what it takes, given as options', async () => {
  const { exitCode, stdout } = await operator.run(
    ...['approvals', 'approve', 'ap-1', '--reason', 'it hangs', '--confirm', 'web-01', '--not-before', '2h'],
  );
  expect({ exitCode, stdout }).toMatchObject({
    exitCode: 0,
    stdout: expect.stringMatching(/approved: systemctl restart nginx\n$/),
  });
  expect(sent()).toEqual({
    decision: 'approved',
    reason: 'it hangs',
    confirm: 'web-01',
    not_before: '2026-01-31T10:00:00.000Z',
  });
});

it('asks the person at the terminal to type the name, and sends what was typed', async () => {
  operator.isTTY = true;
  operator.stdin = 'web-02\n';
  const { stderr } = await operator.run('approvals', 'approve', 'ap-1', '--reason', 'x');
  expect(stderr).toContain('Type web-01 to approve:');
  expect(sent()).toMatchObject({ confirm: 'web-02' });
});

it.each([
  ['one piece', ['it hangs\nweb-01\n']],
  ['a piece per line', ['it hangs\n', 'web-01\n']],
])('asks for reason and name one after the other, typed in %s', async (_how, typed) => {
  server.on('GET /api/v1/approvals/ap-1', () =>
    detail({ options: { may_approve: true, needs_reason: true, confirm_with: 'web-01' } }),
  );
  operator.isTTY = true;
  operator.typed = typed;
  expect(await operator.run('approvals', 'approve', 'ap-1')).toMatchObject({ exitCode: 0 });
  expect(sent()).toEqual({ decision: 'approved', reason: 'it hangs', confirm: 'web-01' });
});

it.each([
  ['a script', false, 'web-01\n'],
  ['a terminal where nobody answers', true, ''],
])('decides nothing in %s without the typed name', async (_where, isTTY, stdin) => {
  operator.isTTY = isTTY;
  operator.stdin = stdin;
  const { exitCode, stderr } = await operator.run('approvals', 'approve', 'ap-1', '--reason', 'x');
  expect({ exitCode, stderr }).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('--confirm web-01'),
  });
  expect(server.asked.map(({ method }) => method)).toEqual(['GET']);
});

it('asks for neither where neither is needed', async () => {
  server.on('GET /api/v1/approvals/ap-1', () => detail({ options: { may_approve: true } }));
  expect(await operator.run('approvals', 'approve', 'ap-1')).toMatchObject({ exitCode: 0 });
  expect(sent()).toEqual({ decision: 'approved' });
});

it('says by its exit code that another person is missing', async () => {
  server.on('POST /api/v1/approvals/ap-1/decide', () =>
    answer('pending', { approvals: [{ actor: 'ben' }], required_approvals: 2 }),
  );
  const given = ['--reason', 'x', '--confirm', 'web-01'];
  expect(await operator.run('approvals', 'approve', 'ap-1', ...given)).toMatchObject({
    exitCode: 3,
    stdout: expect.stringContaining('1 of 2 people'),
  });
});

it('denies and withdraws, with the reason', async () => {
  server.on('POST /api/v1/approvals/ap-1/withdraw', () => detail({ decision: 'withdrawn' }));
  await operator.run('approvals', 'deny', 'ap-1', '--reason', 'no');
  expect(sent()).toEqual({ decision: 'denied', reason: 'no' });
  const { stdout } = await operator.run('approvals', 'withdraw', 'ap-1', '--reason', 'wrong host');
  expect(sent()).toEqual({ reason: 'wrong host' });
  expect(stdout).toBe('withdrawn: systemctl restart nginx\n');
});

it('passes the refusal of the server on', async () => {
  server.on('POST /api/v1/approvals/ap-1/decide', (_asked, response) =>
    answerError(response, 403, 'approvals.people_only', 'Only people decide.'),
  );
  expect(await operator.run('approvals', 'deny', 'ap-1')).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('Only people decide. (code approvals.people_only'),
  });
});

it('prints answers as they are for programs, and nothing else', async () => {
  const json = async (...words: string[]) =>
    JSON.parse((await operator.run('--json', 'approvals', ...words)).stdout) as unknown;
  const given = ['--reason', 'x', '--confirm', 'web-01'];
  expect(await json('show', 'ap-1')).toEqual(detail());
  expect(await json('approve', 'ap-1', ...given)).toEqual(answer('approved'));
  expect(await json('deny', 'ap-1')).toEqual(answer('denied'));
});

it('lists what waits for me, and says that there is more', async () => {
  server.on('GET /api/v1/approvals', () => ({
    approvals: [detail()],
    pending_count: 1,
    next_cursor: 'ap-0',
  }));
  const { stdout, stderr } = await operator.run('approvals', 'list', '--waiting-for-me');
  expect(server.asked[0]!.url).toBe('/api/v1/approvals?waiting_for=me');
  expect(stdout).toContain('web-01');
  expect(stderr).toContain('--cursor ap-0');
});

it.each(['yesterday', '2x'])('refuses %s as a time', async (when) => {
  const given = ['--reason', 'x', '--confirm', 'web-01', '--not-before', when];
  expect(await operator.run('approvals', 'approve', 'ap-1', ...given)).toMatchObject({ exitCode: 2 });
});
