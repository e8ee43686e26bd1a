import { get } from 'node:http';
import { CLOSE, PROTOCOL_HEADER } from '@legator/contracts';
import { HelloListeners } from '@legator/fleet';
import { generateKeyPair } from '@legator/wire';
import { aHello } from '@legator/wire/testing';
import { enrolProbe, FakeProbe } from '../../support/fake-probe.js';
import type { Credentials } from '../../support/fake-probe.js';
import { FakeUpstreamProbe } from '../../support/fake-upstream-probe.js';
import { ProbeRoad } from '../../support/probe-road.js';
import { eventually } from '../../support/spine.js';

let road: ProbeRoad;
let known: Credentials;

beforeAll(async () => {
  road = await ProbeRoad.start();
  known = await enrolProbe(road.base, 'known');
});
afterAll(() => road.close());

/** The answer to an upgrade that is refused. */
function refusal(
  query: string,
  headers: Record<string, string>,
): Promise<{ status: number; type: string; body: string }> {
  return new Promise((resolve, reject) => {
    const upgrade = {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
    };
    get(`${road.base}/ws/probe${query}`, { headers: { ...upgrade, ...headers } }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => (body += text));
      response.on('end', () =>
        resolve({ status: response.statusCode!, type: String(response.headers['content-type']), body }),
      );
    })
      .on('upgrade', (_response, socket) => {
        socket.destroy();
        resolve({ status: 101, type: '', body: '' });
      })
      .on('error', reject);
  });
}

const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
const two = { [PROTOCOL_HEADER]: '2' };

it('refuses who brings no id with 400, no key with 401, and a wrong one like an unknown probe with 403', async () => {
  expect(await refusal('', bearer(known.apiKey))).toMatchObject({
    status: 400,
    type: 'text/plain; charset=utf-8',
  });
  const missing = await refusal(`?id=${known.id}`, {});
  expect([missing.status, JSON.parse(missing.body)]).toMatchObject([401, { error: 'missing authorization' }]);
  const wrong = await refusal(`?id=${known.id}`, bearer(`lgk_${'0'.repeat(64)}`));
  const unknown = await refusal('?id=prb-00000000', bearer(known.apiKey));
  expect([wrong.status, JSON.parse(wrong.body)]).toMatchObject([403, { error: 'invalid credentials' }]);
  expect(unknown).toEqual(wrong);
});

it('never lets a probe with a key of its own fall back to a protocol without', async () => {
  const fallback = await refusal(`?id=${known.id}`, bearer(known.apiKey));
  expect([fallback.status, JSON.parse(fallback.body)]).toMatchObject([
    403,
    { code: 'gateway.protocol_mismatch' },
  ]);
  expect((await refusal(`?id=${known.id}`, { ...bearer(known.apiKey), ...two })).status).toBe(101);
});

it('refuses protocol 2 to a probe that enrolled without a key', async () => {
  const upstream = await FakeUpstreamProbe.enrol(road.base, 'old');
  await upstream.connect();
  const asked = await refusal(`?id=${upstream.id}`, { ...bearer(upstream.apiKey), ...two });
  expect([asked.status, JSON.parse(asked.body)]).toMatchObject([403, { code: 'gateway.protocol_mismatch' }]);
  upstream.cut();
});

it('closes who signs with another key than the one it enrolled, and takes no notice of what it said', async () => {
  const probe = new FakeProbe(road.base, { ...known, keys: generateKeyPair() });
  await expect(probe.connect()).rejects.toThrow(String(CLOSE.badSignature));
});

it('closes who does not begin with hello', async () => {
  const probe = new FakeProbe(road.base, known);
  await probe.open();
  probe.sendText('{"v":2,"body":"{}"}');
  await probe.until(() => probe.closed);
  expect(probe.closed!.code).toBe(CLOSE.malformed);
});

it.each([
  ['no JSON', () => 'hello?'],
  ['a deep nest', () => '['.repeat(100_000)],
  ['a key twice', () => '{"v":2,"v":2,"body":""}'],
  [
    'an unsigned hello',
    () =>
      JSON.stringify({
        v: 2,
        body: JSON.stringify({ ...aHello(), probe: known.id, session: 's'.repeat(20), n: 1 }),
      }),
  ],
])('closes who sends %s, says so once, and stays up', async (_what, text) => {
  const probe = new FakeProbe(road.base, known);
  await probe.open();
  for (let n = 0; n < 50; n += 1) probe.sendText(text());
  await probe.until(() => probe.closed);
  expect([CLOSE.malformed, CLOSE.badSignature]).toContain(probe.closed!.code);
  const healthy = new FakeProbe(road.base, known);
  await healthy.connect();
  await healthy.close();
});

it('closes who sends a megabyte and one byte', async () => {
  const probe = new FakeProbe(road.base, known);
  await probe.connect();
  probe.sendText('x'.repeat(1024 * 1024 + 1));
  await probe.until(() => probe.closed);
  expect(probe.closed!.code).toBe(1009);
});

it('closes who repeats an old frame, or leaves one out', async () => {
  for (const sabotage of ['repeat', 'gap'] as const) {
    const probe = new FakeProbe(road.base, known);
    await probe.connect();
    const beat = { kind: 'probe.heartbeat', at: new Date().toISOString(), vitals: {} } as const;
    const texts: string[] = [];
    const send = probe.sendText.bind(probe);
    probe.sendText = (text) => void texts.push(text);
    probe.send(beat);
    probe.send(beat);
    for (const text of sabotage === 'repeat' ? [texts[0]!, texts[0]!] : [texts[1]!]) send(text);
    await probe.until(() => probe.closed);
    expect(probe.closed!.code).toBe(CLOSE.malformed);
  }
});

it('takes no notice of a recorded session that is played again', async () => {
  const probe = await road.probe('recorded');
  const record: string[] = [];
  const send = probe.sendText.bind(probe);
  probe.sendText = (text) => (record.push(text), send(text));
  await probe.close();
  await probe.connect();
  await road.post(`/probes/${probe.id}/command`, { command: 'uptime', request_id: 'recorded-1' });
  probe.accept((await probe.nextRun()).dispatchId);
  await eventually(async () =>
    expect(await road.get('/commands/recorded-1')).toMatchObject({ state: 'running' }),
  );

  const thief = new FakeProbe(road.base, probe.credentials);
  await thief.open();
  for (const text of record) thief.sendText(text);
  await eventually(() => expect(thief.closed?.code).toBe(CLOSE.badSignature));
  expect(thief.received).toEqual([]);
  expect(await road.get('/commands/recorded-1')).toMatchObject({ state: 'running' });
  expect(probe.closed).toBeUndefined();
  probe.cut();
});

it('keeps little of who does not wait for its welcome', async () => {
  let goOn = (): void => undefined;
  const held = new Promise<void>((resolve) => (goOn = resolve));
  const leave = road.spine.app.get(HelloListeners, { strict: false }).onHello(() => held);
  const probe = new FakeProbe(road.base, known);
  const welcome = probe.connect();
  await probe.until(() => probe.isOpen);
  for (let n = 0; n < 4; n += 1)
    probe.end(`00000000-0000-4000-8000-00000000000${n}`, { stdout: 'x'.repeat(400_000) });
  await expect(welcome).rejects.toThrow(String(CLOSE.tooFast));
  leave();
  goOn();
});

it('gives the place of a connection to the next of the same probe, and tells of it when it comes from elsewhere', async () => {
  const first = await road.probe('moved');
  const second = new FakeProbe(road.base, first.credentials);
  await second.connect();
  await first.until(() => first.closed);
  expect(first.closed).toEqual({ code: CLOSE.replaced, reason: 'replaced' });
  second.answering();
  const response = await road.post(`/probes/${second.id}/command?wait=true`, { command: 'uptime' });
  expect(response.status).toBe(200);
  expect([first.runs.size, second.runs.size]).toEqual([0, 1]);
  second.cut();
});

it('says that a deleted probe is gone, and lets it in no more', async () => {
  const probe = await road.probe('doomed');
  await fetch(`${road.base}/api/v1/probes/${probe.id}`, { method: 'DELETE' });
  await probe.until(() => probe.closed);
  expect(probe.closed!.code).toBe(CLOSE.gone);
  await expect(probe.connect()).rejects.toThrow('403');
});

it('knows what a probe says of itself, and how busy it is', async () => {
  const probe = await road.probe('busy', { ceiling: 'diagnose' });
  const vitals = {
    memoryTotal: 8_000,
    memoryUsed: 4_000,
    load: [1, 1, 1] as [number, number, number],
    cpus: 4,
  };
  probe.send({ kind: 'probe.heartbeat', at: new Date().toISOString(), vitals });
  await eventually(async () => {
    const shown = await road.get(`/probes/${probe.id}`);
    expect(shown).toMatchObject({
      connected: true,
      status: 'online',
      version: '0.1.0',
      vitals,
      sandbox: true,
    });
  });
});

it('shows that no sandbox works on a host, once its probe says so, and nothing where it never said', async () => {
  const probe = await road.probe('bare');
  await probe.close();
  await probe.connect({ capabilities: { sandbox: false, stream: true, cancel: true } });
  await eventually(async () =>
    expect(await road.get(`/probes/${probe.id}`)).toMatchObject({ sandbox: false }),
  );
  const upstream = await FakeUpstreamProbe.enrol(road.base, 'silent');
  expect(await road.get(`/probes/${upstream.id}`)).not.toHaveProperty('sandbox');
  await probe.close();
});

it('says goodbye with 1001 when it shuts down, and leaves the probe as it was', async () => {
  const other = await ProbeRoad.start({ beside: road });
  const credentials = await enrolProbe(other.base, 'guest');
  const probe = new FakeProbe(other.base, credentials);
  await probe.connect();
  await other.stop();
  await probe.until(() => probe.closed);
  expect(probe.closed!.code).toBe(CLOSE.shuttingDown);
});
