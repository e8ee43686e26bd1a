import { parseSocketLine } from './socket-table.js';

const REST = '00000000:00000000 00:00000000 00000000     0        0 4242 1 0000000000000000 20 4 30 10 -1';
const four = (local: string, remote: string, state: string) => `   3: ${local} ${remote} ${state} ${REST}`;

it('reads who is connected, with the bytes of an address in their order', () => {
  expect(parseSocketLine(four('0B00000A:1538', '1500000A:C350', '01'))).toEqual({
    state: 'established',
    local: '10.0.0.11',
    localPort: 5432,
    remote: '10.0.0.21',
    remotePort: 50_000,
    inode: '4242',
  });
});

it('reads who listens', () => {
  expect(parseSocketLine(four('00000000:0016', '00000000:0000', '0A'))).toMatchObject({
    state: 'listening',
    local: '0.0.0.0',
    localPort: 22,
  });
});

it.each([
  ['an address of IPv6 in its one short form', 'B80D0120000000000000000001000000', '2001:db8::1'],
  ['the longest gap alone', 'B80D0120010000000000000002000000', '2001:db8:0:1::2'],
  ['an address of IPv4 within IPv6', '0000000000000000FFFF00000B00000A', '10.0.0.11'],
  ['every address', '00000000000000000000000000000000', '::'],
])('writes %s', (_what, hex, written) => {
  const line = four('00000000000000000000000000000000:0016', `${hex}:C350`, '01');
  expect(parseSocketLine(line)?.remote).toBe(written);
});

it.each([
  [
    'the heading',
    '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
  ],
  ['nothing', ''],
  ['a connection that is closing', four('0B00000A:1538', '1500000A:C350', '06')],
  ['one that is being opened', four('0B00000A:1538', '1500000A:C350', '02')],
  ['an address that is too short', four('0B0000:1538', '1500000A:C350', '01')],
  ['an address that is none', four('0B00000G:1538', '1500000A:C350', '01')],
  ['a line that ends too early', '   3: 0B00000A:1538 1500000A:C350 01 00000000:00000000'],
  ['noise', '\u0000\u0001���: 9:9 <script>'],
])('makes nothing of %s', (_what, line) => {
  expect(parseSocketLine(line)).toBeUndefined();
});
