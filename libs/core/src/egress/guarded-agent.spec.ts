import dns from 'node:dns';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { guardedAgent } from './guarded-agent.js';
import type { Reach } from './guarded-agent.js';

let server: Server;
let port: number;
let asked = 0;

beforeAll(async () => {
  server = createServer((_request, response) => {
    asked += 1;
    response.end('hello');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
beforeEach(() => (asked = 0));
afterEach(() => jest.restoreAllMocks());
afterAll(() => new Promise((resolve) => server.close(resolve)));

async function ask(host: string, reach: Reach): Promise<string> {
  const agent = await guardedAgent({ reach, silenceMs: 30_000, connectMs: 30_000 });
  const { fetch } = await import('undici');
  try {
    return await (await fetch(`http://${host}:${port}/`, { dispatcher: agent })).text();
  } finally {
    await agent.destroy();
  }
}

/** Names lead where a test says, and each look-up may say something else. */
function leadsTo(...answers: string[][]): jest.SpyInstance {
  let turn = 0;
  return jest.spyOn(dns, 'lookup').mockImplementation(((
    _name: string,
    _options: object,
    done: (error: null, found: object[]) => void,
  ) => {
    const found = answers[Math.min(turn++, answers.length - 1)]!;
    done(
      null,
      found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  }) as never);
}

const refused = { cause: expect.objectContaining({ code: 'EGRESS_REFUSED' }) };

it('asks in the house who is allowed there', async () => {
  expect(await ask('127.0.0.1', 'private')).toBe('hello');
});

it.each(['127.0.0.1', '2130706433', '0x7f.1', '[::ffff:127.0.0.1]', '[::1]', '10.0.0.1', '0.0.0.0', '[::]'])(
  'does not come into the house by %s',
  async (host) => {
    await expect(ask(host, 'public')).rejects.toMatchObject(refused);
    expect(asked).toBe(0);
  },
);

it.each(['169.254.169.254', '[fe80::1]', '[fd00:ec2::254]', '100.100.100.200', '93.184.216.34'])(
  'does not go from the house to %s',
  async (host) => {
    await expect(ask(host, 'private')).rejects.toMatchObject(refused);
  },
);

it.each<[string, Reach, string[]]>([
  ['into the house', 'public', ['127.0.0.1']],
  ['into the house among others', 'public', ['93.184.216.34', '127.0.0.1']],
  ['to the metadata of a cloud', 'private', ['169.254.169.254']],
  ['there among others', 'private', ['127.0.0.1', '169.254.169.254']],
  ['out of the house', 'private', ['93.184.216.34']],
  ['nowhere', 'private', []],
])('follows no name that leads %s', async (_where, reach, found) => {
  leadsTo(found);
  await expect(ask('llm.example.com', reach)).rejects.toMatchObject(refused);
  expect(asked).toBe(0);
});

it('dials what it checked: it does not look a name up a second time', async () => {
  const lookup = leadsTo(['127.0.0.1'], ['169.254.169.254']);
  expect(await ask('llm.example.com', 'private')).toBe('hello');
  expect(lookup).toHaveBeenCalledTimes(1);
});
