import { Operator } from '../../../apps/legatorctl/src/testing.js';
import { ModelRoom } from '../../support/model-room.js';
import { run } from './loop-ground.js';

let room: ModelRoom;
let operator: Operator;

beforeAll(async () => {
  room = await ModelRoom.start();
  await room.probe('web-01', 'diagnose', { ceiling: 'remediate' });
}, 60_000);
beforeEach(() => {
  room.model.reset();
  operator = new Operator();
  operator.env['LEGATOR_SERVER'] = room.server.url;
});
afterAll(() => room.stop());

it('asks the whole server from the command line, and is answered', async () => {
  room.model.say(run('df -h', { target: 'web-01' }), 'It is at 40 %.');
  const { exitCode, stdout } = await operator.run('ask', 'how full is web-01?');
  expect(stdout).toMatch(/^\$ df -h on web-01: 1 succeeded, \d+ ms\nok\nIt is at 40 %\.\n$/);
  expect(exitCode).toBe(0);
});

it('says what waits for a person, and ends with 3', async () => {
  room.model.say(run('systemctl restart nginx', { target: 'web-01' }));
  const { exitCode, stderr } = await operator.run('ask', 'restart nginx', '--probe', 'web-01');
  expect(exitCode).toBe(3);
  expect(stderr).toMatch(/legatorctl approvals approve [0-9a-f-]{36}/);
});

it('talks on in one conversation', async () => {
  operator.stdin = 'hello\n!uptime\n';
  room.model.say('Good day.');
  const { exitCode, stdout } = await operator.run('chat', '--probe', 'web-01', '--new');
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^Good day\.\n\$ uptime on \S+: 1 succeeded/);
});
