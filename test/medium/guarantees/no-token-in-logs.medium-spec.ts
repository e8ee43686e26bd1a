import { readFileSync } from 'node:fs';
import { Issued } from './no-token-in-logs-ground.js';
import type { Kind } from './no-token-in-logs-ground.js';
import { WRONG_PLACES, WRONG_PLACES_FOR_PASSWORDS } from './wrong-places.js';

let issued: Issued;
let marks = 0;
beforeAll(async () => {
  issued = await Issued.start();
}, 120_000);
afterAll(() => issued.stop());

const KINDS: Kind[] = [
  ...([
    'setup code',
    'session',
    'session of a command line',
    'csrf token',
    'API key',
    'socket ticket',
  ] as const),
  ...(['registration token', 'probe key', 'invitation', 'device code', 'OIDC client secret'] as const),
  ...(['password', 'one-time password'] as const),
];

/** Whatever was sent, in whatever place: the log, the trail and the facts know nothing of it. */
async function expectNoTrace(): Promise<void> {
  await issued.marked(`mark-${(marks += 1)}-end`);
  expect(issued.linesIn(readFileSync(issued.logFile, 'utf8'))).toEqual([]);
  expect(issued.linesIn(await issued.written())).toEqual([]);
}

it('has one secret of every kind, and a log, a trail and facts to look into', async () => {
  expect([...issued.secrets.keys()].sort()).toEqual([...KINDS].sort());
  await issued.marked('seen-in-the-log');
  expect(readFileSync(issued.logFile, 'utf8')).toContain('seen-in-the-log');
  expect(await issued.written()).toContain('auth.login');
  // The search itself finds a secret however it is written.
  for (const [kind, secret] of issued.secrets) {
    expect(issued.in(`x ${secret} y`)).toContain(kind);
    expect(issued.in(encodeURIComponent(secret))).toContain(kind);
  }
});

it('writes none of them where each was used as it should be', expectNoTrace);

it.each(KINDS)('writes a %s nowhere that came in wrong places', async (kind) => {
  const places = kind.endsWith('password') ? WRONG_PLACES_FOR_PASSWORDS : WRONG_PLACES;
  for (const place of places) await issued.send(place(issued.secrets.get(kind)!));
  await issued.socket(issued.secrets.get(kind)!);
  await expectNoTrace();
});

it('writes none of them when requests fail within', async () => {
  const failed = await issued.breakDown();
  expect(failed.filter((status) => status >= 500).length).toBeGreaterThan(3);
  expect(readFileSync(issued.logFile, 'utf8')).toMatch(/"status":50/);
  expect(issued.linesIn(readFileSync(issued.logFile, 'utf8'))).toEqual([]);
});
