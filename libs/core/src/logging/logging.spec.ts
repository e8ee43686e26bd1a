import { createLogger } from './logging.js';
import { requestForLog } from './log-serializers.js';

const KEY = `lgk_${'a'.repeat(64)}`;

function setup() {
  const lines: string[] = [];
  const logger = createLogger({ logLevel: 'info' }, { write: (line: string) => void lines.push(line) });
  return { logger, lines };
}

it('masks secrets wherever they stand in a line', () => {
  const { logger, lines } = setup();
  logger.info(
    { headers: { authorization: `Bearer ${KEY}` }, password: 'hunter2', deep: { token: 'abc', note: KEY } },
    `used ${KEY}`,
  );
  logger.child({ apiKey: 'hunter2' }).info('from a child');
  const text = lines.join('');
  expect(text).toContain('[redacted]');
  for (const secret of [KEY, 'hunter2', 'abc']) expect(text).not.toContain(secret);
});

it('keeps what libraries hang on errors out, and says what caused them', () => {
  const { logger, lines } = setup();
  const cause = Object.assign(new Error('connect postgres://ana:hunter2@db/x failed'), {
    code: 'ECONNREFUSED',
  });
  const error = Object.assign(new Error('query failed', { cause }), {
    parameters: ['hunter2'],
    query: 'select 1',
  });
  logger.error({ err: error }, 'It failed.');
  expect(lines[0]).not.toContain('hunter2');
  expect(JSON.parse(lines[0]!)).toMatchObject({
    level: 'error',
    err: { message: 'query failed', cause: { code: 'ECONNREFUSED' } },
  });
});

it('writes no headers and no query of a request', () => {
  const line = requestForLog({
    method: 'GET',
    originalUrl: `/api/v1/events?token=${KEY}`,
    headers: { cookie: 'a=b' },
  } as never);
  expect(line).toEqual({ method: 'GET', url: '/api/v1/events', address: undefined });
});

it('masks the password of an address, and needs no time worth speaking of for a long word', () => {
  const { logger, lines } = setup();
  // Of the processor, not of the clock: that runs on while others have it.
  const begun = process.cpuUsage();
  logger.info(`${'a'.repeat(200_000)} postgres://ana:hunter2@db/x`);
  logger.info('no postgres://ana:hunter2@db/x');
  const { user, system } = process.cpuUsage(begun);
  expect((user + system) / 1_000).toBeLessThan(1_000);
  expect(lines.join('')).not.toContain('hunter2');
});
