import { leadOutside } from '../../support/fake-model/outside.js';
import { startDock } from './dock-ground.js';
import type { DockGround } from './dock-ground.js';

const TOKEN = `ghp_${'a1B2c3D4e5F6'.repeat(3)}`;
const LOG = 'Nov 21 16:40:01 web-3 sshd[811]: Failed password for root from 203.0.113.7 port 4711 ssh2';

/** What arrives at a provider, byte by byte. */
describe('what leaves the house', () => {
  let ground: DockGround;
  beforeAll(async () => {
    ground = await startDock();
    const base_url = leadOutside(ground.spine.app, ground.provider);
    await ground.profile({ name: 'outside', is_active: true, base_url, api_key: 'key-of-the-outside' });
  }, 60_000);
  beforeEach(() => ground.provider.reset());
  afterAll(() => ground.close());

  async function left(): Promise<string> {
    const { AIMessage, HumanMessage, SystemMessage, ToolMessage } = await import('@langchain/core/messages');
    const model = await (await ground.lineup())[0]!.open({ feature: 'fleet-chat' });
    const call = { id: 'call_1', name: 'run_command', args: { command: `curl -H "token: ${TOKEN}" x` } };
    await model.invoke([
      new SystemMessage(`The fleet has 3 hosts. ${TOKEN}`),
      new HumanMessage(`Use ${TOKEN} on web-3.`),
      new AIMessage({ content: `I take ${TOKEN}.`, tool_calls: [call] }),
      new ToolMessage({ content: `token=${TOKEN}\n${LOG}`, tool_call_id: 'call_1' }),
    ]);
    return ground.provider.last!.raw;
  }

  it('is without secrets, wherever they stand, and without what logs say', async () => {
    const raw = await left();
    expect(raw).toContain('The fleet has 3 hosts.');
    expect(raw).not.toContain(TOKEN);
    expect(raw).not.toContain('203.0.113.7');
    // The call and its result still belong together.
    expect(raw.match(/call_1/g)).toHaveLength(2);
  });

  it('has what logs say where the tenant allows everything, and never secrets', async () => {
    await ground.call('put', 'model-settings/boundary', { boundary: 'full' });
    const raw = await left();
    expect(raw).toContain('203.0.113.7');
    expect(raw).not.toContain(TOKEN);
  });
});
